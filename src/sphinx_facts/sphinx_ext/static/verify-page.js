// The page on which a reader checks a text of his own: what is shown there, and when. See verify.js.
"use strict";

(() => {
  const block = document.getElementById("verify-data");
  const form = document.querySelector(".verify-form");
  if (!block || !form) return;
  const sources = JSON.parse(block.textContent);
  const status = document.querySelector(".verify-summary");
  const area = form.querySelector("textarea");
  const file = form.querySelector("input[type=file]");

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  const number = (n) => n.toLocaleString("en");
  const range = (from, to) => (to - from > 1 ? `words ${from + 1}–${to}` : `word ${from + 1}`);
  const say = (...lines) => status.replaceChildren(...lines.map((line) => (line.tagName === "UL" ? line : element("p", "", line))));

  // A stretch of words as the reader's text has them, with what differs marked.
  function stretch(text, found, from, to, marked) {
    const slice = (a, b) => (a < b ? text.slice(found[a].start, found[b - 1].end) : "");
    const gap = (a) => (a > from && a < to ? text.slice(found[a - 1].end, found[a].start) : "");
    const [a, b] = marked;
    const parts = [slice(from, a), gap(a)];
    if (a < b) parts.push(element("mark", "", slice(a, b)), gap(b));
    return element("q", "", ...parts, slice(b, to));
  }

  function describe(excerpt, result, report, text) {
    const end = result.place + excerpt.words.length;
    if (result.place >= 0) {
      if (report.isWhole && result.place === excerpt.start) return ["proven", "Proven: these are the words of your copy, at this place."];
      const where = result.place === excerpt.start ? "" : `, at ${range(result.place, end)}`;
      return ["stands", `Stands in your copy, word for word${where}.`];
    }
    const near = result.nearest;
    if (!near) return ["missing", "Does not stand in your copy, and nothing like it does."];
    const [a, b] = near.words;
    const recorded = excerpt.words.slice(...near.run).join(" ");
    const what = recorded ? `the book has “${recorded}”` : "the book has nothing";
    const where = `Differs from your copy at word ${a + 1}: ${what}${a < b ? "" : ", which is missing there"}. Your copy: `;
    return ["differs", where, stretch(text, report.found, near.start, near.end, [a, Math.max(a, b)])];
  }

  function show(source, report, text) {
    let whole = 0;
    let standing = 0;
    const items = new Map();
    source.excerpts.forEach((excerpt, i) => {
      const [state, ...lines] = describe(excerpt, report.results[i], report, text);
      const place = document.getElementById(excerpt.id);
      place.append(element("span", `verify-result verify-${state}`, ...lines));
      const stands = report.results[i].place >= 0;
      standing += stands;
      items.set(excerpt.entry, (items.get(excerpt.entry) ?? true) && stands);
    });
    for (const [entry, stands] of items) {
      whole += stands;
      document.getElementById(entry).dataset.verify = !stands ? "differs" : report.isWhole ? "proven" : "stands";
    }
    summarise(source, report, text, [whole, items.size], standing);
  }

  function summarise(source, report, text, [whole, entries], standing) {
    const verb = report.isWhole ? "proven" : "found word for word";
    const lines = [
      `${whole} of ${entries} entries ${verb}; ${standing} of ${source.excerpts.length} excerpts.`,
      report.isWhole
        ? `Your copy is the recorded text of ${source.name}, word for word: ${number(source.words)} words with the same root.`
        : `Your copy is not the recorded text of ${source.name} word for word: it has ${number(report.words.length)} words, ` +
          `the recorded text has ${number(source.words)}, and the roots differ.`,
    ];
    if (report.difference && report.difference[0] < report.difference[1]) {
      const [from, to] = report.difference;
      const shown = stretch(text, report.found, from, to, [to, to]);
      lines.push(element("span", "", `The first difference lies ${to - from > 1 ? "among" : "at"} ${range(from, to)}: `, shown));
    }
    const failed = [...document.querySelectorAll("li[data-verify=differs]")].map((item) => {
      const link = element("a", "", item.querySelector("p").textContent);
      link.href = `#${item.id}`;
      return element("li", "", link);
    });
    if (failed.length) lines.push(element("span", "", "What does not stand in it word for word:"), element("ul", "", ...failed));
    // Not in the status: nobody wants to hear these read out.
    document.querySelector(".verify-roots").replaceChildren(
      element("p", "verify-root", "Root of your copy: ", element("code", "", report.made.root)),
      element("p", "verify-root", "Recorded root: ", element("code", "", source.root)),
    );
    say(...lines);
    status.dataset.verify = report.isWhole ? "proven" : "differs";
  }

  function clear() {
    document.querySelector(".verify-roots").replaceChildren();
    document.querySelectorAll(".verify-result").forEach((result) => result.remove());
    document.querySelectorAll("[data-verify]").forEach(({ dataset }) => delete dataset.verify);
  }

  async function check(text) {
    text = text.replace(/\r\n?/g, "\n");
    clear();
    if (!text.trim()) return say("There is no text yet: paste it, or choose its file.");
    say("Checking …");
    let best = null;
    for (const source of sources) {
      const report = await sphinxFacts.verify(text, source, source.excerpts);
      const rank = report.isWhole ? Infinity : report.results.filter(({ place }) => place >= 0).length;
      if (!best || rank > best.rank) best = { source, report, rank };
    }
    if (!best.report.made) return say("This text holds no words.");
    if (!best.rank && !best.report.results.some(({ nearest }) => nearest)) {
      say("Nothing in this text is like any excerpt of the book. Is it another article?");
      return;
    }
    show(best.source, best.report, text);
  }

  async function read(chosen) {
    if (!chosen) return;
    try {
      area.value = new TextDecoder("utf-8", { fatal: true }).decode(await chosen.arrayBuffer());
    } catch {
      say(`${chosen.name} is not text in UTF-8. Open it, and copy its text into the field.`);
      return;
    }
    await check(area.value);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(area.value);
  });
  file.addEventListener("change", () => read(file.files[0]));
  for (const name of ["dragover", "drop"]) {
    form.addEventListener(name, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("verify-dropping", name === "dragover");
      if (name === "drop") read(event.dataTransfer.files[0]);
    });
  }
  form.addEventListener("dragleave", () => form.classList.remove("verify-dropping"));
  document.querySelector(".verify-plain")?.remove();
  form.hidden = false;
})();
