// The document before and after beside each other, scrolled to what changed, and the printed page.

import { make } from "./parts.js";

const at = (id) => document.getElementById(id);
const REST = 500; // milliseconds
const LABELS = { before: "Before", after: "After" };

export class Papers {
  constructor(ask) {
    this.ask = ask;
    this.shown = new Set(["before", "after"]);
    this.place = null;
    this.stamp = "";
    at("document").addEventListener("change", () => this.draw());
    for (const button of at("sides-shown").querySelectorAll("button")) {
      button.addEventListener("click", () => {
        const on = !this.shown.has(button.value);
        this.shown[on ? "add" : "delete"](button.value);
        button.setAttribute("aria-pressed", String(on));
        this.draw();
      });
    }
  }

  // What bears the key *name* (*former* before) is outlined, else the elements with the ids of the places in *where*.
  show(place) {
    this.place = place;
    const select = at("document");
    const chosen = place.documents.includes(select.value) ? select.value : place.documents[0] ?? "";
    select.replaceChildren(...place.documents.map((id) => make("option", { value: id }, id)));
    select.value = chosen;
    // whoever goes on at once needs no page of what they have left
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.draw(), REST);
  }

  // Pages look different now where *stamp* is another one.
  renew(stamp) {
    if (this.stamp === stamp) return;
    this.stamp = stamp;
    if (this.place) this.draw();
  }

  draw() {
    const id = at("document").value;
    const { tag, name, former } = this.place;
    at("outlined").textContent = id ? "" : "No document says this in one place: it stands on every page, or in none.";
    const wanted = id ? ["before", "after"].filter((side) => this.shown.has(side)) : [];
    for (const figure of [...at("frames").children]) if (!wanted.includes(figure.dataset.side)) figure.remove();
    for (const side of wanted) this.side(side, `${side}/${tag}/${id}/index.html`, side === "before" ? former : name);
    if (id && this.shown.has("print") && !this.place.fact) this.picture(id, tag);
  }

  side(side, address, name) {
    let figure = at("frames").querySelector(`[data-side="${side}"]`);
    if (!figure) {
      const frame = make("iframe", { sandbox: "allow-same-origin", title: `The document ${side}`, tabindex: "0" });
      frame.addEventListener("load", () => this.outline(figure));
      figure = make("figure", { "data-side": side }, make("figcaption", {}, LABELS[side]), frame);
      if (side === "before") at("frames").prepend(figure);
      else at("frames").append(figure);
    }
    figure.name = name;
    const wanted = `${address}?${this.stamp}`;
    if (figure.address === wanted) return this.outline(figure);
    figure.address = wanted;
    figure.lastElementChild.src = wanted;
  }

  outline(figure) {
    const page = figure.lastElementChild.contentDocument;
    if (!page?.body || page.URL === "about:blank") return;
    if (!page.querySelector("link[data-desk]")) {
      const sheet = page.createElement("link");
      Object.assign(sheet, { rel: "stylesheet", href: new URL("static/outline.css", location.href).href });
      sheet.dataset.desk = "";
      sheet.addEventListener("load", () => scroll(page));
      page.head.append(sheet);
    }
    page.querySelectorAll(".desk-outlined").forEach((each) => each.classList.remove("desk-outlined"));
    let found = [...page.querySelectorAll("[data-key]")].filter((each) => each.dataset.key === figure.name);
    if (!found.length) {
      const places = this.place.where.filter((each) => each.document === at("document").value && each.id);
      const elements = places.map((each) => page.getElementById(each.id)).filter(Boolean);
      // a row is shown whole, and in it the cells that differ from the other side
      found = elements.map((each) => each.closest("tr") ?? each);
    }
    for (const each of found) each.classList.add("desk-outlined");
    figure.classList.toggle("without", !found.length);
    scroll(page);
    this.cells();
  }

  // In the table of an outlined row, the cells that differ from the other side.
  cells() {
    const pages = [...at("frames").querySelectorAll("iframe")].map((frame) => frame.contentDocument);
    if (pages.length !== 2 || !pages[0] || !pages[1]) return;
    for (const page of pages) page.querySelectorAll(".desk-cell").forEach((each) => each.classList.remove("desk-cell"));
    const [old, now] = pages.map((page) => page.querySelector("tr.desk-outlined")?.closest("table"));
    if (!old || !now || old.rows.length !== now.rows.length) return;
    [...now.rows].forEach((row, index) => {
      const cells = [...row.cells], others = [...old.rows[index].cells];
      if (cells.length !== others.length) return;
      cells.forEach((cell, column) => {
        if (cell.textContent.trim() === others[column].textContent.trim()) return;
        for (const each of [cell, others[column]]) each.classList.add("desk-cell");
      });
    });
    pages.forEach(scroll);
  }

  async picture(id, tag) {
    const { name } = this.place;
    const figure = make("figure", { "data-side": "print" }, make("figcaption", {}, "Printed page …"));
    at("frames").querySelector('[data-side="print"]')?.remove();
    at("frames").append(figure);
    const asked = new URLSearchParams({ name, language: tag, document: id });
    try {
      const found = await this.ask(`picture?${asked}`);
      figure.replaceChildren(
        make("figcaption", {}, `Printed page ${found.page} of ${found.pages}${found.found ? "" : " (the text was not found on paper; this is the first page)"}`),
        make("img", { src: `data:image/png;base64,${found.png}`, alt: `Page ${found.page} of the PDF${found.found ? ", with the text outlined" : ""}` }));
    } catch (error) {
      figure.replaceChildren(make("figcaption", {}, "Printed page"), make("p", { class: "quiet" }, error.message));
    }
  }
}

// Moves the page in its frame, and a wide table in the page, and nothing else.
function scroll(page) {
  const outlined = page.querySelector(".desk-outlined");
  if (!outlined) return;
  const after = (each) => each === outlined || outlined.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
  const first = [...page.querySelectorAll(".desk-cell")].find(after) ?? outlined;
  const wide = first.closest("table")?.parentElement;
  if (wide) wide.scrollLeft += first.getBoundingClientRect().right - wide.getBoundingClientRect().right + 8;
  const { top, height } = first.getBoundingClientRect();
  const view = page.defaultView;
  view.scrollTo({ top: view.scrollY + top - Math.max((view.innerHeight - height) / 2, 24), behavior: "instant" });
}
