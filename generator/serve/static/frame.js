// Keeps what is on the screen as it is on disk. Every page works without this, only not by itself.

const body = document.body;
const overlay = document.getElementById("overlay");
const connection = document.getElementById("connection");
const pageFrame = document.getElementById("page");
const pdfFrame = document.getElementById("pdf");
const keysButton = document.getElementById("keys");
const source = body.dataset.page ?? location.href;

// Milliseconds in which an editor that empties a file before it writes has written it.
const HALF_WRITTEN = 50;

let revision = "";
let asked = 0;
let shownLast = 0;
let turn = Promise.resolve();
let pdfTag = "";
let pdfAsked = 0;
let pdfBusy = false;
let news = null;

// News of changes

function listen() {
  news = new EventSource("/events");
  news.onopen = () => { connection.textContent = "Live"; };
  news.onerror = () => { connection.textContent = "The server has stopped"; };
  news.onmessage = (event) => {
    const before = revision;
    revision = event.data;
    // What this page was made of is not known, so the first news is a reason to look, too.
    if (before !== revision) refresh();
  };
}

// A browser opens only six connections to a server; a page that nobody sees needs none.
document.addEventListener("visibilitychange", () => {
  news?.close();
  news = null;
  if (!document.hidden && window.parent === window) listen();
});

// What has changed

async function refresh() {
  const mine = ++asked;
  let response, fresh;
  try {
    response = await fetch(source, { cache: "no-store" });
    fresh = parsed(await response.text());
  } catch {
    return; // the server has stopped; the stream of news says so and comes back
  }
  turn = turn.then(() => show(mine, response.ok, fresh));
}

// One answer after the other, and none that is older than what is shown.
async function show(mine, good, fresh) {
  if (!good) await new Promise((resolve) => { setTimeout(resolve, HALF_WRITTEN); });
  if (mine < shownLast || (!good && mine !== asked)) return;
  shownLast = mine;
  if (!good && !wasBroken()) {
    cover(fresh.getElementById("problems"));
    return;
  }
  cover(null);
  if (pageFrame) await loaded(pageFrame);
  if (pageFrame) await exchange(pageFrame.contentDocument, fresh);
  else if (!pdfFrame) await exchange(document, fresh);
  annotate();
  if (pdfFrame) renewPdf();
  body.dataset.revision = revision;
}

// Before its page has come, a frame holds an empty one, from which relative addresses lead elsewhere.
async function loaded(frame) {
  const shown = frame.contentDocument;
  if (shown?.URL !== "about:blank" && shown?.readyState === "complete") return;
  await new Promise((resolve) => { frame.addEventListener("load", resolve, { once: true }); });
}

function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

// The page on screen is itself a list of problems: there is no last good page to keep.
function wasBroken() {
  return body.classList.contains("broken");
}

function cover(problems) {
  overlay.replaceChildren();
  if (!problems) return;
  const hide = document.createElement("button");
  hide.type = "button";
  hide.textContent = "Hide";
  hide.addEventListener("click", () => overlay.replaceChildren());
  overlay.append(hide, document.importNode(problems, true));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") overlay.replaceChildren();
});

// Puts a fresh page into a document that is on screen: what is read stays where it is.
async function exchange(shown, fresh) {
  if (!shown?.body) return;
  if (shown !== document && shown.body.classList.contains("broken")) return shown.defaultView.location.reload();
  const old = await dress(shown, fresh);
  const top = shown.defaultView.scrollY;
  const left = shown.defaultView.scrollX;
  for (const name of ["lang", "dir"]) {
    const value = fresh.documentElement.getAttribute(name);
    if (value) shown.documentElement.setAttribute(name, value);
  }
  shown.title = fresh.title;
  if (shown === document) {
    if (wasBroken() !== fresh.body.classList.contains("broken")) return location.reload();
    document.querySelector("main").replaceWith(document.importNode(fresh.querySelector("main"), true));
  } else {
    shown.body.replaceWith(shown.importNode(fresh.body, true));
  }
  old.forEach((sheet) => sheet.remove());
  shown.defaultView.scrollTo({ top, left, behavior: "instant" });
}

// New style sheets come before the page that needs them, old ones go after it, so that nothing flashes.
async function dress(shown, fresh) {
  const sheets = (page) => [...page.head.querySelectorAll('link[rel="stylesheet"]')];
  const before = sheets(shown);
  const wanted = sheets(fresh).map((sheet) => sheet.getAttribute("href"));
  const known = new Set(before.map((sheet) => sheet.getAttribute("href")));
  const loaded = wanted.filter((href) => !known.has(href)).map((href) => {
    const sheet = shown.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = href;
    const done = new Promise((resolve) => { sheet.onload = sheet.onerror = resolve; });
    shown.head.append(sheet);
    return done;
  });
  await Promise.all(loaded);
  return before.filter((sheet) => !wanted.includes(sheet.getAttribute("href")));
}

// A PDF takes a second to make and loses its place when it is loaded. So it is asked for once at a time, however often
// something is saved meanwhile, and only loaded if it is another one.
async function renewPdf() {
  pdfAsked += 1;
  if (pdfBusy) return;
  pdfBusy = true;
  for (let told = 0; told !== pdfAsked; ) {
    told = pdfAsked;
    await lookAtPdf();
  }
  pdfBusy = false;
}

async function lookAtPdf() {
  const [address] = pdfFrame.getAttribute("src").split(/[?#]/);
  let response;
  try {
    response = await fetch(address, { method: "HEAD", cache: "no-store" });
  } catch {
    return;
  }
  const tag = response.headers.get("etag") ?? `broken-${pdfAsked}`;
  if (tag === pdfTag) return;
  const first = pdfTag === "" && response.ok;
  pdfTag = tag;
  if (!first) pdfFrame.src = `${address}?${encodeURIComponent(tag)}#navpanes=0&view=FitH`;
  body.dataset.pdf = tag;
}

// Keys

async function annotate() {
  const on = keysButton?.getAttribute("aria-pressed") === "true";
  if (!pageFrame) return void body.classList.toggle("with-keys", on);
  await loaded(pageFrame);
  const shown = pageFrame.contentDocument;
  shown.querySelectorAll(".serve-key").forEach((label) => label.remove());
  if (!on) return;
  const response = await fetch(body.dataset.keys, { cache: "no-store" });
  if (!response.ok) return;
  const origins = await response.json();
  if (!shown.querySelector('link[href="/static/keys.css"]')) {
    const sheet = shown.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = "/static/keys.css";
    shown.head.append(sheet);
  }
  shown.querySelectorAll(".serve-key").forEach((label) => label.remove());
  for (const element of shown.querySelectorAll("[data-key]")) {
    const origin = origins[element.dataset.key];
    const label = shown.createElement("span");
    label.className = "serve-key";
    label.lang = "en";
    label.dir = "ltr";
    label.textContent = origin ? `${element.dataset.key} ${origin.place}` : element.dataset.key;
    element.append(label);
  }
}

keysButton?.addEventListener("click", () => {
  const on = keysButton.getAttribute("aria-pressed") !== "true";
  keysButton.setAttribute("aria-pressed", String(on));
  const address = new URL(location.href);
  if (on) address.searchParams.set("keys", "1");
  else address.searchParams.delete("keys");
  history.replaceState(null, "", address);
  for (const link of document.querySelectorAll(".menus a")) {
    const target = new URL(link.href);
    if (on) target.searchParams.set("keys", "1");
    else target.searchParams.delete("keys");
    link.href = target.href;
  }
  annotate();
});

// A link inside the page leads to another document or language: the frame goes along.
pageFrame?.addEventListener("load", () => {
  const [, site, tag, name] = pageFrame.contentWindow.location.pathname.split("/");
  const here = body.dataset.page.split("/");
  if (site === "site" && name && name !== "index.html" && (tag !== here[2] || name !== here[3])) {
    location.assign(`/view/${name}/${tag}${location.search}`);
  } else {
    annotate();
  }
});

// A menu closes when another is opened, with Escape, and when something else is chosen.
for (const menu of document.querySelectorAll("details.menu")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget)) menu.open = false;
  });
}

if (keysButton && new URLSearchParams(location.search).has("keys")) keysButton.setAttribute("aria-pressed", "true");
if (!pageFrame) annotate();
// A list of problems inside the frame is looked after by the frame.
if (window.parent === window) listen();
