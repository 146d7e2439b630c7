// The desk: shows a passage beside its evidence and gives the answers to the server, or keeps them
// for a file. All that comes from the book is set as text, never as markup.
"use strict";

const VERDICTS = {
  "borne-out": "Borne out", "says-more": "Says more", "no-claim": "Makes no claim",
  "withdrawn": "Taken back",
};
const KEYS = { b: "borne-out", m: "says-more", n: "no-claim" };
const $ = (id) => document.getElementById(id);
const held = $("review-data");
const isFile = held !== null;
const notes = new Map(); // What was written and not yet answered, by passage.
const given = new Map(); // In a file: the answers so far; served: those that the server did not get.
let desk = null;
let shown = []; // The dossiers that the filters leave.
let at = 0;
let isSending = false; // A key that is pressed meanwhile would answer another passage.

const idOf = (dossier) => `${dossier.key.passage} ${dossier.key.evidence}`;
const textOf = (dossier) => dossier.pieces.map((piece) => piece.text).join("");

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function say(text, isProblem = false) {
  $("said").textContent = text;
  $("said").classList.toggle("problem", isProblem);
}

// What is kept by the browser, where it keeps anything for such a page.
function remember(name, value) {
  try {
    localStorage.setItem(`sphinx-facts-review:${name}`, value);
  } catch {
    // Then it is only kept while the page is open.
  }
}

function remembered(name) {
  try {
    return localStorage.getItem(`sphinx-facts-review:${name}`) ?? "";
  } catch {
    return "";
  }
}

// Showing

function pieces(into, list, cites) {
  for (const [place, piece] of list.entries()) {
    let node = document.createTextNode(piece.text);
    if (piece.mark) {
      node = element("mark", piece.text, { "data-mark": piece.mark });
      node.title = piece.mark === "differs" ? "stands on this side alone" : "stands on both sides";
    }
    if (cites && piece.entry !== undefined) {
      const cited = element("span", "", { class: "cited" });
      cited.append(node);
      // A citation may be in several pieces, and has its number at the end of the last.
      if (list[place + 1]?.entry !== piece.entry) {
        cited.append(element("sup", String(piece.entry + 1)));
      }
      node = cited;
    }
    into.append(node);
  }
}

function evidence(each) {
  const quote = element("blockquote");
  const text = element("p", "", { dir: "auto" });
  pieces(text, each.before);
  const excerpt = element("strong");
  pieces(excerpt, each.excerpt);
  text.append(excerpt);
  pieces(text, each.after);
  const told = [each.source];
  if (each.attribution) told.push(`it says who speaks: “${each.attribution}”`);
  if (each.figure) told.push(`its figure: ${each.figure}`);
  told.push(each.proof);
  const foot = element("footer", told.join(" · "), { dir: "auto" });
  if (/^https?:\/\//.test(each.address ?? "")) {
    const link = element("a", "open", { rel: "noreferrer noopener", target: "_blank" });
    link.href = each.address;
    foot.append(" · ", link);
  }
  quote.append(text, foot);
  return quote;
}

function lines(into, list) {
  into.replaceChildren();
  for (const [label, text] of list ?? []) {
    into.append(element("dt", label), element("dd", text, { dir: "auto" }));
  }
}

function entry(each, number) {
  const made = element("section", "", { class: "entry" });
  const head = element("h3", "", { dir: "auto" });
  head.append(`${number + 1}. ${each.wording} `, element("small", `${each.kind} ${each.id}`));
  made.append(head);
  if (each.claim) made.append(element("p", each.claim, { dir: "auto" }));
  made.append(...(each.evidence ?? []).map(evidence));
  const more = element("dl");
  lines(more, each.lines);
  made.append(more);
  return made;
}

function answersOf(dossier) {
  const own = given.get(idOf(dossier));
  const rest = (dossier.answers ?? []).filter((each) => !own || each.reader !== own.reader);
  return own && own.verdict !== "withdrawn" ? [...rest, { ...own, kind: "person" }] : rest;
}

// As it is kept: an objection outweighs whatever else was answered.
function stateOf(dossier) {
  if (!given.has(idOf(dossier))) return dossier.state ?? "outstanding";
  const answers = answersOf(dossier);
  if (answers.some((each) => each.verdict === "says-more")) return "objected";
  return answers.length ? "read" : "outstanding";
}

function show(index, { focus = false } = {}) {
  $("desk").hidden = shown.length === 0;
  $("nothing").hidden = shown.length > 0;
  progress();
  if (!shown.length) return;
  at = Math.min(Math.max(index, 0), shown.length - 1);
  const dossier = shown[at];
  $("where").textContent = `${dossier.place} · ${stateOf(dossier)}`;
  $("headings").textContent = dossier.headings.join(" › ");
  lines($("over"), dossier.over);
  $("text").replaceChildren();
  $("text").classList.toggle("heading", dossier.is_heading);
  pieces($("text"), dossier.pieces, true);
  $("text").dir = "auto";
  $("doubts").textContent = dossier.doubts.length ? `Look twice: ${dossier.doubts.join(", ")}` : "";
  $("entries").replaceChildren(...dossier.entries.map(entry));
  if (!dossier.entries.length) $("entries").append(element("p", "It cites nothing."));
  $("tie").hidden = dossier.entries.length > 0 || dossier.is_heading;
  $("source").value = "";
  $("note").value = notes.get(idOf(dossier)) ?? "";
  answers(dossier);
  $("number").value = String(at + 1);
  $("number").max = String(shown.length);
  $("count").textContent = String(shown.length);
  $("previous").disabled = at === 0;
  $("next").disabled = at === shown.length - 1;
  if (focus) $("where").focus();
}

function answers(dossier) {
  const list = answersOf(dossier);
  $("answers").replaceChildren(
    ...list.map((each) => {
      const who = each.kind === "program" ? `${each.reader}, a program` : each.reader;
      const note = each.note ? `\n${each.note}` : "";
      const text = `${VERDICTS[each.verdict]}: ${who}, ${each.date}${note}`;
      return element("p", text, { "data-verdict": each.verdict, dir: "auto" });
    }),
  );
  const isOwn = list.some((each) => each.reader === $("reader").value.trim());
  document.querySelector("[data-verdict=withdrawn]").hidden = !isOwn;
}

function progress() {
  const states = desk.dossiers.map(stateOf);
  const count = (state) => states.filter((each) => each === state).length;
  $("bar").max = Math.max(states.length, 1);
  $("bar").value = states.length - count("outstanding");
  const objected = count("objected");
  $("told").textContent =
    `${states.length - count("outstanding")} of ${states.length} read` +
    (objected ? `, ${objected} with an objection` : "") +
    (isFile && given.size ? ` · to save: ${given.size}` : "");
}

// Filters

function choices(id, values) {
  for (const value of values) $(id).append(element("option", value, { value }));
}

function filter({ keep = false } = {}) {
  const kept = keep && shown.length ? idOf(shown[at]) : "";
  const [state, chapter, fact, doubt] = ["state", "chapter", "fact", "doubt"].map((id) => $(id).value);
  shown = desk.dossiers.filter(
    (each) =>
      // What was answered a moment ago stays where it is until the filter is set again.
      (idOf(each) === kept || !state || stateOf(each) === state) &&
      (!chapter || each.chapter === chapter) &&
      (!fact || each.entries.some((one) => one.id === fact)) &&
      (!doubt || each.doubts.includes(doubt)),
  );
  const place = shown.findIndex((each) => idOf(each) === kept);
  show(place >= 0 || !keep ? place : at);
}

function leadOn() {
  const next = shown.findIndex((each, place) => place > at && stateOf(each) === "outstanding");
  show(next >= 0 ? next : at + 1, { focus: true });
}

// Answering

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

async function answer(verdict) {
  if (isSending) return;
  isSending = true;
  try {
    await give(verdict);
  } finally {
    isSending = false;
  }
}

async function give(verdict) {
  const dossier = shown[at];
  const reader = $("reader").value.trim();
  const note = $("note").value.trim();
  if (!reader) {
    say("Write your name first: each answer is somebody's.", true);
    $("reader").focus();
    return;
  }
  if (verdict === "says-more" && !note) {
    say("Write what it says more, and answer again.", true);
    $("note").focus();
    return;
  }
  const made = { ...dossier.key, verdict, note, date: today(), reader };
  const outcome = isFile ? kept(dossier, made) : await sent(made);
  if (outcome === "refused") return;
  notes.delete(idOf(dossier));
  if (outcome === "taken") say(`${VERDICTS[verdict]}: ${textOf(dossier)}`);
  leadOn();
}

function kept(dossier, made) {
  given.set(idOf(dossier), made);
  remember(`answers:${desk.title}`, JSON.stringify([...given]));
  return "taken";
}

function fileOf(reader, list) {
  const answers = list.map(({ passage, evidence: of, verdict, note, date }) => ({
    passage, evidence: of, verdict, note, date,
  }));
  return { version: 1, reader, kind: "person", answers };
}

async function sent(made) {
  let response;
  try {
    response = await fetch("answers", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(fileOf(made.reader, [made])),
    });
  } catch {
    given.set(`${made.passage} ${made.evidence}`, made);
    $("save").hidden = false;
    say("The server has ended, and did not get this answer. It is kept here: save it as a file, and "
      + "read that in with sphinx-facts review --answers FILE.", true);
    return "kept";
  }
  const came = await response.json();
  if (!response.ok) {
    say(`Not recorded: ${came.error}`, true);
    return "refused";
  }
  for (const each of came.dossiers) replace(each);
  if (came.refused.length) {
    say(`Not recorded: ${came.refused.map((each) => each.why).join("; ")}.`, true);
    await load({ keepsSaying: true });
    const again = shown.findIndex((each) => each.key.passage === made.passage);
    if (again >= 0) {
      notes.set(idOf(shown[again]), made.note);
      show(again);
    }
    return "refused";
  }
  return "taken";
}

function replace(dossier) {
  for (const list of [desk.dossiers, shown]) {
    const place = list.findIndex((each) => idOf(each) === idOf(dossier));
    if (place >= 0) list[place] = dossier;
  }
}

function save() {
  const byReader = new Map();
  for (const each of given.values()) {
    byReader.set(each.reader, [...(byReader.get(each.reader) ?? []), each]);
  }
  for (const [reader, list] of byReader) {
    const content = JSON.stringify(fileOf(reader, list), null, 1);
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    link.download = `answers-${reader.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  say(given.size ? "Saved. Send the file back; you can go on, and save again." : "There is nothing to save yet.");
}

async function done() {
  try {
    await fetch("done", { method: "POST" });
  } catch {
    // It has ended already.
  }
  say("The server has ended. You can close this page.");
  $("done").disabled = true;
}

// Beginning

async function load({ keepsSaying = false } = {}) {
  if (isFile) {
    desk = JSON.parse(held.textContent);
  } else {
    const response = await fetch("desk.json");
    const came = await response.json();
    if (!response.ok) {
      say(`The book cannot be read: ${came.error}`, true);
      return;
    }
    desk = came;
  }
  const facts = desk.dossiers.flatMap((each) => each.entries.map((one) => one.id));
  for (const id of ["chapter", "fact", "doubt"]) {
    const chosen = $(id).value;
    $(id).replaceChildren($(id).options[0]);
    const values = { chapter: desk.dossiers.map((each) => each.chapter), fact: facts,
      doubt: desk.dossiers.flatMap((each) => each.doubts) }[id];
    choices(id, [...new Set(values)].sort());
    $(id).value = chosen;
    if ($(id).selectedIndex < 0) $(id).value = "";
  }
  $("source").replaceChildren(element("option", "no source that is named", { value: "" }));
  for (const [id, name] of Object.entries(desk.sources)) {
    $("source").append(element("option", `${name} (${id})`, { value: id }));
  }
  filter({ keep: true });
  if (!keepsSaying) say("");
}

function onKey(event) {
  const isWriting = event.target.closest?.("input:not([type=checkbox]), textarea, select");
  const isCombined = event.ctrlKey || event.metaKey || event.altKey;
  if (event.key === "Escape" && isWriting) {
    $("where").focus();
    return;
  }
  if (isWriting || isCombined || !$("keys").checked || !shown.length) return;
  const key = event.key.toLowerCase();
  if (KEYS[key]) answer(KEYS[key]);
  else if (key === "j") show(at + 1, { focus: true });
  else if (key === "k") show(at - 1, { focus: true });
  else if (key === "e") $("note").focus();
  else return;
  event.preventDefault();
}

async function begin() {
  $("save").hidden = !isFile;
  $("done").hidden = isFile;
  await load();
  if (desk === null) return;
  $("reader").value = desk.reader || remembered("reader");
  if (isFile) {
    const known = new Set(desk.dossiers.map(idOf));
    const before = JSON.parse(remembered(`answers:${desk.title}`) || "[]");
    for (const [id, each] of before) if (known.has(id)) given.set(id, each);
  }
  for (const id of ["state", "chapter", "fact", "doubt"]) $(id).addEventListener("change", () => filter());
  $("previous").addEventListener("click", () => show(at - 1));
  $("next").addEventListener("click", () => show(at + 1));
  $("number").addEventListener("change", () => show(Number($("number").value) - 1));
  $("note").addEventListener("input", () => notes.set(idOf(shown[at]), $("note").value));
  $("source").addEventListener("change", () => {
    $("note").value = [`Source: ${$("source").value}`, $("note").value].filter(Boolean).join("\n");
    notes.set(idOf(shown[at]), $("note").value);
  });
  $("reader").addEventListener("change", () => {
    remember("reader", $("reader").value.trim());
    show(at);
  });
  for (const button of document.querySelectorAll("button[data-verdict]")) {
    button.addEventListener("click", () => answer(button.dataset.verdict));
  }
  $("save").addEventListener("click", save);
  $("done").addEventListener("click", done);
  document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", onKey);
  window.addEventListener("beforeunload", (event) => {
    if (notes.size || (!isFile && given.size)) event.preventDefault();
  });
  show(Math.max(0, shown.findIndex((each) => stateOf(each) !== "read")));
}

begin();
