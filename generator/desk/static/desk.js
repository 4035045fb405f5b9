// What lies on the desk, and what keys and buttons do with it.

import { Papers } from "./papers.js";
import * as parts from "./parts.js";

const { make } = parts;
const at = (id) => document.getElementById(id);
const filters = at("filters");

let review = { messages: [], changes: [], languages: [] };
let current = { name: "", language: "" };
let message = null;
let busy = false;
let editing = null; // what stands in the open form: { kind, seen }
let asked = 0;
const ahead = new Map(); // messages that were asked for before they are shown

// The server

class RefusedError extends Error {
  constructor(status, told) {
    super(told);
    this.status = status;
  }
}

async function ask(address, order) {
  const sent = order === undefined ? {} : {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(order),
  };
  let answer;
  try {
    answer = await fetch(address, { cache: "no-store", ...sent });
  } catch {
    throw new RefusedError(0, STOPPED);
  }
  if (answer.ok) return answer.json();
  if (answer.status === 409) throw new RefusedError(409, "Changed meanwhile by another program or person. Look again; nothing was written.");
  if (answer.status === 422) {
    const { findings } = await answer.json();
    throw new RefusedError(422, findings.map((each) => `${each.place}: ${each.problem}${each.hint ? ` (${each.hint})` : ""}`).join("; "));
  }
  throw new RefusedError(answer.status, await answer.text());
}

const about = (name) => `message?name=${encodeURIComponent(name)}`;

function say(text, wrong = false) {
  at("said").textContent = text;
  at("said").classList.toggle("wrong", wrong);
}

// What is listed

const shownLanguages = () => review.languages.map((each) => each.tag)
  .filter((tag) => !filters.language.value || filters.language.value === tag);

function listed() {
  const languages = shownLanguages();
  const all = review.languages.map((each) => each.tag);
  const { document: paper, class: kind, state, find } = filters;
  const word = find.value.toLowerCase();
  return [...review.messages, ...review.changes].filter((each) => {
    const states = languages.map((tag) => each.languages?.[tag]).filter(Boolean);
    const concerned = each.class !== "translation" || states.some((one) => one.changed || one.waiting);
    if (filters.language.value && !concerned) return false;
    if (paper.value && !each.documents.includes(paper.value)) return false;
    if (kind.value && each.class !== kind.value) return false;
    if (state.value === "waiting" && !states.some((one) => one.waiting)) return false;
    if (state.value && state.value !== "waiting" && !states.some((one) => one.state === state.value)) return false;
    // a language that is gone is none of those that can be chosen
    if (all.includes(each.language) && !languages.includes(each.language)) return false;
    return `${each.name} ${each.text}`.toLowerCase().includes(word);
  });
}

function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => [value, `${value} (${count})`]);
}

function fillFilters() {
  const all = [...review.messages, ...review.changes];
  const states = review.messages.flatMap((each) => Object.entries(each.languages)
    .filter(([tag]) => shownLanguages().includes(tag)).map(([, one]) => one));
  const waiting = (tag) => review.messages.filter((each) => each.languages[tag]?.waiting).length;
  parts.options(filters.language, "all", review.languages.map(({ tag, name }) => [tag, `${name}, ${waiting(tag)} open`]));
  parts.options(filters.document, "all", counted(all.flatMap((each) => each.documents)));
  parts.options(filters.class, "all", counted(all.map((each) => each.class)));
  parts.options(filters.state, "all",
    [["waiting", `open (${states.filter((one) => one.waiting).length})`], ...counted(states.map((one) => one.state))]);
}

function showList() {
  fillFilters();
  const items = listed();
  at("items").replaceChildren(...items.map((each) =>
    parts.item(each, shownLanguages(), each.name === current.name, () => go(each.name))));
  at("count").textContent = `${items.length}`;
  showProgress();
}

function showProgress() {
  const states = review.messages.flatMap((each) => shownLanguages().map((tag) => each.languages[tag]).filter(Boolean));
  const open = states.filter((one) => one.waiting).length;
  at("progress").textContent = open ? `${open} open of ${states.length}` : `Nothing is open of ${states.length}`;
  document.title = open ? `Review: ${open} open` : "Review: nothing open";
  at("undo").disabled = !review.undoable;
}

function renewItem(name) {
  const each = review.messages.find((one) => one.name === name);
  const old = [...at("items").children].find((li) => li.firstElementChild.dataset.name === name);
  old?.replaceWith(parts.item(each, shownLanguages(), name === current.name, () => go(name)));
  showProgress();
}

function markCurrent() {
  for (const button of at("items").querySelectorAll("button")) {
    if (button.dataset.name !== current.name) button.removeAttribute("aria-current");
    else {
      button.setAttribute("aria-current", "true");
      const list = at("items");
      const top = button.offsetTop - list.offsetTop;
      if (top < list.scrollTop || top + button.offsetHeight > list.scrollTop + list.clientHeight) {
        list.scrollTop = top - list.clientHeight / 2;
      }
    }
  }
}

// Where one is

const summary = (name) => review.messages.find((each) => each.name === name);
const language = (tag) => review.languages.find((each) => each.tag === tag);
const translation = () => message?.translations.find((each) => each.language === current.language);

// Every translation that is listed and waits, as places to go to, in the order of the list.
function open() {
  return listed().flatMap((each) => shownLanguages()
    .filter((tag) => each.languages?.[tag]?.waiting).map((tag) => ({ name: each.name, language: tag })));
}

// The next place that waits, further down or from the top.
function nextOpen() {
  const names = listed().map((each) => each.name);
  const order = shownLanguages();
  const rank = (place) => names.indexOf(place.name) * order.length + order.indexOf(place.language);
  const waiting = open();
  return waiting.find((place) => rank(place) > rank(current)) ?? waiting[0];
}

async function go(name, tag = "", { focus = true } = {}) {
  editing = null;
  const mine = ++asked;
  const each = summary(name);
  const tags = shownLanguages().filter((one) => each?.languages[one]);
  current = { name, language: tags.includes(tag) ? tag : tags.find((one) => each.languages[one].waiting) ?? tags[0] ?? "" };
  markCurrent();
  if (!each) {
    message = null;
    const change = review.changes.find((one) => one.name === name);
    at("change").replaceChildren(...parts.structure(change).filter(Boolean).flat(), steps());
    papers.show({ name: "", former: "", where: change.where, documents: papersOf(change), tag: change.language || review.source, fact: true });
    if (focus) at("change").focus();
    return;
  }
  try {
    const told = await (ahead.get(name) ?? ask(about(name)));
    if (mine !== asked) return;
    ahead.delete(name);
    message = told;
  } catch (error) {
    return void say(error.message, true);
  }
  showMessage(focus);
  lookAhead();
}

// The next message comes while this one is read.
function lookAhead() {
  const names = listed().map((each) => each.name);
  const next = names.slice(names.indexOf(current.name) + 1).find((name) => summary(name));
  if (next && !ahead.has(next)) {
    const coming = ask(about(next));
    coming.catch(() => ahead.delete(next));
    ahead.set(next, coming);
  }
}

function showMessage(focus = true) {
  const text = message.after[0] ?? "";
  const mine = translation();
  const cards = message.translations.filter((each) => shownLanguages().includes(each.language)).map((each) => parts.card(each, {
    language: language(each.language), current: each.language === current.language, text,
    choose: () => { current.language = each.language; showMessage(); }, act,
  }));
  at("change").replaceChildren(
    ...parts.source(message, review.source, mine?.vocabulary ?? []).filter(Boolean).flat(), ...cards, steps());
  at("change").dataset.shown = `${message.name} ${current.language}`;
  const card = at("change").querySelector(".card.current");
  if (focus && card) {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  } else if (focus) at("change").focus();
  papers.show({
    name: message.name, former: message.former || message.name, where: message.where,
    documents: papersOf(summary(message.name)), tag: current.language || review.source,
  });
}

// The documents in which a change can be seen; words of the page itself stand in each of them.
function papersOf(each) {
  return (each?.documents ?? []).filter((id) => id !== review.everywhere);
}

function steps() {
  return make("p", { class: "buttons steps" },
    make("button", { type: "button", onclick: () => step(-1) }, "Previous ", make("kbd", { "aria-hidden": "true" }, "k")),
    make("button", { type: "button", onclick: () => step(1) }, "Next ", make("kbd", { "aria-hidden": "true" }, "j")),
    make("button", { type: "button", onclick: toOpen }, "Next open ", make("kbd", { "aria-hidden": "true" }, "n")));
}

function step(by) {
  const names = listed().map((each) => each.name);
  const name = names[Math.min(Math.max(names.indexOf(current.name) + by, 0), names.length - 1)];
  if (name) go(name);
}

function sidestep(by) {
  const tags = message?.translations.map((each) => each.language).filter((tag) => shownLanguages().includes(tag)) ?? [];
  const tag = tags[(tags.indexOf(current.language) + by + tags.length) % tags.length];
  if (!tag || editing) return;
  current.language = tag;
  showMessage();
}

function toOpen() {
  const next = nextOpen();
  if (next) go(next.name, next.language);
  else say("Nothing is open.");
}

// Decisions

function act(action) {
  if (!translation()?.seen) return;
  if (action === "dispute") openForm("note", parts.noteForm((note) => decide({ action, note }), closeForm));
  else if (action === "edit") edit();
  else decide({ action });
}

// Decisions and news come one after the other, so that nothing is decided about what is just being replaced.
let turn = Promise.resolve();
function inTurn(work) {
  turn = turn.then(work, work);
  return turn;
}

// What a decision does, or why it was refused. Keys that are pressed meanwhile are lost: nobody has seen the next text.
function once(work) {
  if (busy) return;
  busy = true;
  inTurn(async () => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      say(error.message, true);
      if (error.status === 409) await renew();
    } finally {
      busy = false;
    }
  });
}

function decide(order) {
  const mine = translation();
  if (!mine?.seen) return;
  const place = { ...current };
  const seen = editing?.seen ?? mine.seen;
  once(async () => {
    const done = await ask("decide", { ...order, ...place, seen });
    editing = null;
    take(done);
    say(`${place.language} ${place.name}: ${done.summary.languages[place.language].state}`);
    const next = translation()?.waiting ? null : nextOpen();
    if (next) await go(next.name, next.language);
    else showMessage();
  });
}

function take(done) {
  review.messages = review.messages.map((each) => (each.name === done.name ? done.summary : each));
  review.undoable = done.undoable;
  ahead.set(done.name, Promise.resolve(done.message));
  if (current.name === done.name) message = done.message;
  renewItem(done.name);
}

function undo() {
  once(async () => {
    const done = await ask("undo", {});
    if (!done.name) return void say("There is nothing to undo.");
    take(done);
    await go(done.name, done.language);
    say(`${done.language} ${done.name}: undone`);
  });
}

// Forms

function openForm(kind, form) {
  editing = { kind, seen: translation().seen };
  const card = at("change").querySelector(".card.current");
  card.querySelector(".desk-form").replaceChildren(form);
  form.querySelector("textarea").focus();
}

function closeForm() {
  editing = null;
  at("change").querySelector(".card.current .desk-form")?.replaceChildren();
  at("change").querySelector(".card.current")?.focus();
}

function edit() {
  const mine = translation();
  const tongue = language(current.language);
  const place = { ...current };
  const look = later(async (forms) => {
    const found = await ask("findings", { ...place, forms });
    const live = at("live");
    if (live && editing) live.replaceChildren(parts.findings(found) ?? make("p", { class: "quiet" }, "The checks find nothing."));
  });
  const form = parts.editForm(mine, tongue, { typed: look, save: (typed) => decide({ action: "save", ...typed }), cancel: closeForm });
  openForm("edit", form);
  form.querySelectorAll("textarea").forEach(parts.fit);
  look(mine.forms);
  ask(`suggestions?name=${encodeURIComponent(place.name)}&language=${encodeURIComponent(place.language)}`).then((found) => {
    at("suggestions")?.replaceChildren(...parts.suggestions(found, tongue, (text) => {
      const field = form.querySelector("#form-0");
      field.value = text;
      field.dispatchEvent(new Event("input"));
      field.focus();
    }));
  }, (error) => at("suggestions")?.replaceChildren(make("p", { class: "quiet" }, error.message)));
}

// The last of several calls, as soon as nobody types and the one before has its answer.
function later(work, pause = 150) {
  let timer = 0, running = false, again = null;
  return function call(...given) {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (running) return void (again = given);
      running = true;
      await work(...given).catch((error) => say(error.message, true));
      running = false;
      if (again) call(...again);
      again = null;
    }, pause);
  };
}

// News

const refresh = () => inTurn(renew);

async function renew() {
  const before = JSON.stringify(review);
  try {
    review = await ask("review");
  } catch (error) {
    return void say(error.message, true);
  }
  at("sides").textContent = `${review.before} → ${review.after}`;
  at("who").textContent = review.who;
  ahead.clear();
  // after a decision made here the list is right already, and whoever moves in it must not lose their place
  if (JSON.stringify({ ...review, pages: "" }) !== JSON.stringify({ ...JSON.parse(before), pages: "" })) showList();
  papers.renew(review.pages);
  if (!summary(current.name) && !review.changes.some((each) => each.name === current.name)) return void start();
  if (message?.name !== current.name) return; // a change of facts, or a text that is just being fetched
  const told = await ask(about(message.name)).catch((error) => say(error.message, true));
  if (told?.name !== current.name) return;
  const same = JSON.stringify(told) === JSON.stringify(message);
  message = told;
  if (same) return;
  if (!editing) return void showMessage(false);
  if (translation().seen !== editing.seen) {
    editing.seen = translation().seen;
    say(`Changed meanwhile. It now reads: ${translation().forms.join(" | ")}. Saving puts your words in its place.`, true);
  }
}

function start() {
  const first = open()[0] ?? listed().map((each) => ({ name: each.name, language: "" }))[0];
  if (first) go(first.name, first.language, { focus: false });
  else at("change").replaceChildren(make("p", {}, `Nothing changed since ${review.before}. Name an older revision: `, make("code", {}, "servicedocs review main")));
}

const heard = later(refresh, 300);
const STOPPED = "The server has stopped. Nothing is written until it is back.";
let news = null;
function listen() {
  news = new EventSource("events");
  let first = true;
  news.onmessage = () => {
    // decisions in quick succession are news to other windows, not to this one
    if (!first) heard();
    first = false;
  };
  news.onerror = () => say(STOPPED, true);
  news.onopen = () => at("said").textContent === STOPPED && say("");
}
document.addEventListener("visibilitychange", () => {
  news?.close();
  news = null;
  if (document.hidden) return;
  refresh();
  listen();
});

// Keys

const KEYS = {
  j: ["Next change", () => step(1)],
  k: ["Previous change", () => step(-1)],
  n: ["Next that is open", toOpen],
  l: ["Next language", () => sidestep(1)],
  h: ["Previous language", () => sidestep(-1)],
  ...Object.fromEntries(parts.ACTIONS.map(({ key, action, help }) => [key, [help, () => act(action)]])),
  u: ["Undo the last decision", undo],
  "/": ["Find", () => filters.find.focus()],
  "?": ["These keys", () => at("help").showModal()],
};
at("keys").append(...Object.entries(KEYS).flatMap(([key, [text]]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, text)]),
  make("dt", {}, make("kbd", {}, "Esc")), make("dd", {}, "Leave a form"));

const SINGLE = "single-keys";
try {
  at("single").checked = localStorage.getItem(SINGLE) !== "off";
} catch { /* a browser may keep nothing */ }
const switched = () => document.body.classList.toggle("without-keys", !at("single").checked);
at("single").addEventListener("change", () => {
  switched();
  try {
    localStorage.setItem(SINGLE, at("single").checked ? "on" : "off");
  } catch { /* then it holds until the page is closed */ }
});
switched();

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && editing && !at("help").open) return closeForm();
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || at("help").open) return;
  if (event.target.closest("input, textarea, select") || !at("single").checked) return;
  const known = KEYS[event.key];
  // a key that is held down decides once
  if (!known || event.repeat) return;
  event.preventDefault();
  known[1]();
});

at("undo").addEventListener("click", undo);
at("open-help").addEventListener("click", () => at("help").showModal());
filters.addEventListener("submit", (event) => event.preventDefault());
filters.addEventListener("input", (event) => {
  showList();
  if (event.target !== filters.language || editing) return;
  if (listed().some((each) => each.name === current.name)) go(current.name, filters.language.value, { focus: false });
  else start();
});

const narrow = matchMedia("(max-width: 60rem)");
const fold = () => { at("browse").open = !narrow.matches; };
narrow.addEventListener("change", fold);
fold();

const papers = new Papers(ask);
await refresh();
listen();
