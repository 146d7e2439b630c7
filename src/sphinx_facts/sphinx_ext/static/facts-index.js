// The index of facts: filters and sorts its entries, which all stand on the page, by what their data attributes say.
// The state is kept in the address, so that a filtered view can be linked to.
"use strict";

(() => {
  const form = document.querySelector(".facts-filter");
  const list = document.querySelector(".entries-fact");
  if (!form || !list) return;

  const KEEP_AFTER = 300; // ms: browsers refuse an address that changes with every letter
  const entries = [...list.children];
  const shown = form.querySelector("output");
  const all = form.querySelector("[type=reset]");
  const controls = [...form.elements].filter((control) => control.name);
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
  const texts = new Map(entries.map((entry) => [entry, fold(entry.textContent)]));
  const data = (entry, name) => entry.getAttribute(`data-facts-${name}`) ?? "";

  for (const template of form.querySelectorAll("template")) {
    form.elements[template.dataset.factsFor].append(template.content);
  }

  const wording = (entry) => entry.querySelector("dt").textContent.replace(/^“/, "");
  const by = (of) => (a, b) => of(a).localeCompare(of(b), "en", { numeric: true });
  const known = (name) => (a, b) => !data(a, name) - !data(b, name); // What is not known comes last.
  const ORDERS = {
    wording: [by(wording)],
    value: [known("value"), by((entry) => data(entry, "unit")), (a, b) => data(a, "value") - data(b, "value")],
    kind: [by((entry) => data(entry, "kind"))],
    date: [known("date"), by((entry) => data(entry, "date"))],
    citations: [(a, b) => data(b, "citations") - data(a, "citations")],
  };

  const fits = (entry, words) =>
    words.every((word) => texts.get(entry).includes(word)) &&
    controls.every(({ name, value }) => {
      const kept = name === "words" || name === "order" || !value;
      return kept || data(entry, name).split(" ").includes(value);
    });

  const say = (count) => {
    const [one, many] = ["fact", "facts"].map((noun) => `${entries.length} ${noun}`);
    const whole = entries.length === 1 ? one : many;
    const text = count === entries.length ? `All ${whole}` : `${count || "None"} of ${whole}`;
    if (shown.textContent !== text) shown.textContent = text; // It is read out.
  };

  let sorted = "";
  const sort = (order) => {
    if (order === sorted) return;
    sorted = order;
    const rules = ORDERS[order] ?? [];
    const compare = (a, b) => rules.reduce((found, rule) => found || rule(a, b), 0);
    list.append(...[...entries].sort(compare));
  };

  const state = () => new URLSearchParams(controls.filter(({ value }) => value).map(({ name, value }) => [name, value]));

  const show = () => {
    const words = fold(form.elements.words.value).split(/\s+/).filter(Boolean);
    for (const entry of entries) entry.hidden = !fits(entry, words);
    sort(form.elements.order.value);
    say(entries.filter((entry) => !entry.hidden).length);
    all.disabled = !state().size;
  };

  let timer = 0;
  const keep = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const query = String(state());
      try {
        history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${query ? "" : location.hash}`);
      } catch {
        // The browser keeps no address for a page from a disk; the filter works all the same.
      }
    }, KEEP_AFTER);
  };

  const restore = () => {
    const query = new URLSearchParams(location.search);
    for (const control of controls) {
      control.value = query.get(control.name) ?? "";
      if (control.selectedIndex === -1) control.value = ""; // A choice that the book no longer offers.
    }
  };

  const clear = () => {
    for (const control of controls) control.value = "";
    show();
    keep();
  };

  // A link to a fact shows it, whatever is filtered.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const entry = target?.closest(".entries-fact > *");
    if (!entry?.hidden) return;
    clear();
    target.scrollIntoView();
  };

  form.addEventListener("input", () => {
    show();
    keep();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault(); // The fields would be empty only after the event.
    clear();
    form.elements.words.focus(); // The button goes.
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);

  restore();
  form.hidden = false;
  show();
  reveal();
})();
