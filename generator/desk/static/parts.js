// Data -> elements. Every text becomes a text node, so what stands in a catalog is only ever read.

export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") element.className = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat(2).filter((child) => child != null && child !== false));
  return element;
}

const hidden = (text) => make("span", { class: "visually-hidden" }, text);

// States of a translation, with the sign that a list shows for each.
export const STATES = { disputed: "✗", stale: "↻", missing: "∅", draft: "○", waived: "~", approved: "✓" };

export const ACTIONS = [
  { key: "a", action: "approve", label: "Approve", help: "Approve the translation and go on" },
  { key: "d", action: "dispute", label: "Dispute", help: "Dispute it, with a note" },
  { key: "c", action: "carry", label: "Carry", help: "Carry it over a typo or a matter of looks in the source" },
  { key: "e", action: "edit", label: "Edit", help: "Edit it, or its comment" },
  { key: "w", action: "waive", label: "Waive", help: "Let it pass as it is" },
];

// List

export function item(each, shown, current, choose) {
  const states = Object.entries(each.languages ?? {}).filter(([tag]) => shown.includes(tag));
  const settled = states.length > 0 && states.every(([, one]) => !one.waiting);
  return make("li", { class: settled ? "settled" : "" },
    make("button", { type: "button", "aria-current": current ? "true" : null, onclick: choose, "data-name": each.name },
      make("span", { class: `class ${each.class}` }, each.class),
      make("span", { class: "excerpt" }, each.kind ? `${each.kind} ${each.action}: ${each.text}` : each.text),
      make("span", { class: "marks" }, states.map(([tag, one]) => make("span", { class: `mark ${one.state}` },
        `${tag}\u00a0`, make("span", { "aria-hidden": "true" }, STATES[one.state]), hidden(` ${one.state} `),
        one.errors ? make("span", { class: "error" }, ` ${one.errors} errors `) : null)))));
}

export function options(select, all, values) {
  const before = select.value;
  select.replaceChildren(make("option", { value: "" }, all),
    ...values.map(([value, label]) => make("option", { value }, label)));
  if ([...select.options].some((option) => option.value === before)) select.value = before;
}

// A change of facts or structure

export function structure(change) {
  return [
    heading(change.class, `${change.kind} ${change.action}`),
    make("p", { class: "title" }, change.text),
    places(change.where),
    make("p", { class: "text" },
      change.before && make("del", {}, change.before), change.before && change.after && " → ",
      change.after && make("ins", {}, change.after)),
    change.language && make("p", { class: "quiet" }, `Only in ${change.language}.`),
    make("p", { class: "quiet" }, "There is nothing to decide here: no translation depends on it."),
  ];
}

function heading(kind, name) {
  return make("h2", {}, make("span", { class: `class ${kind}` }, kind), " ", make("code", {}, name));
}

function places(where) {
  const told = where.map((each) => [each.document, each.section, each.table, each.row, each.column].filter(Boolean).join(" › "));
  return make("ul", { class: "where quiet" }, told.map((text) => make("li", {}, text)));
}

// A message

export function source(message, language, vocabulary) {
  return [
    heading(message.class ?? "translation", message.name),
    message.former && make("p", { class: "quiet" }, "was ", make("code", {}, message.former)),
    places(message.where),
    message.note && make("p", { class: "quiet" }, `Note of the author: ${message.note}`),
    make("section", { class: "source", "aria-label": "Source" },
      make("h3", {}, "Source", make("span", { class: "quiet" }, ` ${language}`)),
      message.diff.map((pieces, form) => words(pieces, language, form ? [] : vocabulary)),
      findings(message.findings)),
  ];
}

// A text with what was removed and added; terms of the glossary are underlined in what it says now.
export function words(pieces, language, vocabulary = []) {
  const text = make("p", { class: "text", lang: language, dir: "auto" });
  let at = 0;
  for (const piece of pieces) {
    if (piece.op === "removed") {
      text.append(make("del", {}, piece.text));
      continue;
    }
    const parts = underlined(piece.text, at, vocabulary);
    text.append(...(piece.op === "added" ? [make("ins", {}, parts)] : parts));
    at += [...piece.text].length;
  }
  return text;
}

// Places are counted in characters, as the server counts them, not in UTF-16 units.
function underlined(text, start, vocabulary) {
  const letters = [...text];
  const cuts = new Set([0, letters.length]);
  for (const term of vocabulary) {
    for (const edge of [term.start - start, term.end - start]) if (edge > 0 && edge < letters.length) cuts.add(edge);
  }
  const edges = [...cuts].sort((one, other) => one - other);
  return edges.slice(0, -1).map((edge, index) => {
    const part = letters.slice(edge, edges[index + 1]).join("");
    const term = vocabulary.find((each) => each.start <= start + edge && start + edge < each.end);
    return term ? make("span", { class: "term", title: term.target }, part) : part;
  });
}

export function findings(found) {
  if (!found?.length) return null;
  return make("ul", { class: "findings" }, found.map((each) => make("li", { class: each.severity },
    make("strong", {}, `${each.severity} ${each.code}`), ` ${each.problem}`,
    each.hint && make("span", { class: "quiet" }, ` ${each.hint}`))));
}

function vocabulary(terms, text, language) {
  if (!terms?.length) return null;
  const told = new Map();
  for (const term of terms) {
    const word = [...text].slice(term.start, term.end).join("");
    if (!told.has(term.target)) told.set(term.target, [word, term]);
  }
  return make("ul", { class: "vocabulary", "aria-label": "Terms" }, [...told.values()].map(([word, term]) =>
    make("li", { class: term.kept ? "kept" : "lost" },
      make("span", { class: "term" }, word), " → ",
      term.target ? make("span", { lang: language }, term.target) : "no word is chosen",
      term.kept ? hidden(" stands there") : [
        " is not in the translation",
        term.forbidden.length ? make("span", { class: "quiet" }, `, never ${term.forbidden.join(", ")}`) : null,
        term.note && make("span", { class: "quiet" }, `. ${term.note}`)])));
}

// What can't be done with a translation in a state: what is stale is edited or carried, and only that is carried.
const idle = (action, state) => (state === "stale" ? action === "approve" : action === "carry")
  || (state === "missing" && ["approve", "dispute"].includes(action));

export function card(each, { language, current, text, choose, act }) {
  const head = `card-${language.tag}`;
  const verdict = each.verdict;
  return make("section", {
    class: `card ${each.waiting ? "waiting" : "settled"}${current ? " current" : ""}`,
    "aria-labelledby": head, "aria-current": current ? "true" : null, tabindex: "-1", "data-language": language.tag,
  },
  make("h3", { id: head },
    make("button", { type: "button", class: "choose", onclick: choose, "aria-pressed": String(current) },
      make("span", { lang: language.tag, dir: language.direction }, language.name), ` ${language.tag}`),
    " ", make("span", { class: `state ${each.state}` },
      make("span", { "aria-hidden": "true" }, `${STATES[each.state]} `), each.state),
    each.was !== each.state && make("span", { class: "quiet" }, ` was ${each.was}`)),
  each.diff.length ? each.diff.map((pieces) => words(pieces, language.tag))
    : make("p", { class: "quiet" }, "There is no translation."),
  make("p", { class: "quiet" }, [
    each.class && `The translation changed: ${each.class}.`,
    each.by && (each.by === "not committed" ? "Changed, and not committed yet." : `Changed by ${each.by}.`),
    verdict && `${verdict.verdict} by ${verdict.who} on ${verdict.date}${verdict.note ? `: ${verdict.note}` : ""}.`,
    each.terms && "The glossary has changed since.",
    each.comment && `Comment: ${each.comment}`,
  ].filter(Boolean).join(" ")),
  findings(each.findings),
  current && vocabulary(each.vocabulary, text, language.tag),
  current && make("p", { class: "buttons actions" }, ACTIONS.map(({ key, action, label }) =>
    make("button", { type: "button", onclick: () => act(action), class: action, "aria-keyshortcuts": key, disabled: idle(action, each.state) },
      label, " ", make("kbd", { "aria-hidden": "true" }, key)))),
  make("div", { class: "desk-form" }));
}

// Forms inside a card

export function noteForm(submit, cancel) {
  const field = make("textarea", { id: "note", rows: "2", required: true });
  const form = make("form", { onsubmit: (event) => { event.preventDefault(); submit(field.value); } },
    make("label", { for: "note" }, "What is wrong?"), field,
    make("p", { class: "buttons" }, make("button", { class: "dispute" }, "Dispute ", make("kbd", {}, "Enter")),
      make("button", { type: "button", onclick: cancel }, "Cancel ", make("kbd", {}, "Esc"))));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  return form;
}

export function editForm(each, language, { typed, save, cancel }) {
  const fields = each.forms.map((form, index) => {
    const field = make("textarea", {
      id: `form-${index}`, rows: "3", lang: language.tag, dir: language.direction, spellcheck: "true",
      oninput: () => { fit(field); typed(values()); },
    });
    field.value = form;
    return field;
  });
  const comment = make("textarea", { id: "comment", rows: "1" });
  comment.value = each.comment;
  const values = () => fields.map((field) => field.value);
  const done = (settle) => save({ forms: values(), comment: comment.value, settle });
  return make("form", {
    class: "edit",
    onsubmit: (event) => { event.preventDefault(); done(false); },
    onkeydown: (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      done(event.shiftKey);
    },
  },
  fields.map((field, index) => [
    make("label", { for: field.id }, fields.length > 1 ? `Plural form ${index + 1}` : "Translation",
      each.most ? make("span", { class: "quiet" }, ` at most ${each.most} characters`) : null), field]),
  make("div", { id: "live", role: "status" }),
  make("div", { id: "suggestions" }),
  make("label", { for: "comment" }, "Comment for translators"), comment,
  make("p", { class: "buttons" },
    make("button", { class: "save" }, "Save ", make("kbd", {}, "Ctrl+Enter")),
    make("button", { type: "button", class: "approve", onclick: () => done(true) },
      "Save and approve ", make("kbd", {}, "Ctrl+Shift+Enter")),
    make("button", { type: "button", onclick: cancel }, "Cancel ", make("kbd", {}, "Esc"))));
}

export function fit(field) {
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight + 4}px`;
}

export function suggestions(found, language, use) {
  if (!found.length) return [make("p", { class: "quiet" }, "Nothing like it was translated before.")];
  return [make("h4", {}, "Translated before"), make("ul", {}, found.map((each) => make("li", {},
    make("span", { class: "quiet" }, `${each.likeness} % `), each.source, " → ",
    make("span", { lang: language.tag }, each.target), " ",
    make("button", { type: "button", onclick: () => use(each.target) }, "Use",
      hidden(` “${each.target}”`)))))];
}
