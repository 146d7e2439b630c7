// The search: every section that has all the words, with the place where they stand. It loads nothing but the texts of
// the book, and so works from a disk.
"use strict";

addEventListener("DOMContentLoaded", () => {
  const MOST = 60; // results that anybody would read
  const AROUND = [70, 190]; // characters of an excerpt before and behind the first word found
  const KEEP_AFTER = 300; // ms
  const main = document.querySelector("main form.search");
  const field = main.querySelector("input");
  const status = document.getElementById("search-progress");
  const list = document.getElementById("search-results");
  const root = document.documentElement.dataset.content_root ?? "";

  // Each letter becomes one letter, so that places in the folded text are places in the text.
  const fold = (text) =>
    [...text].map((letter) => ({ "‘": "'", "’": "'", "“": '"', "”": '"' })[letter] ?? (letter.normalize("NFKD")[0] || letter)[0])
      .join("").toLowerCase();

  const sections = BOOK_TEXTS.flatMap(([address, parts]) =>
    parts.map(([anchor, title, text]) => ({
      href: `${root}${address}${anchor && `#${anchor}`}`,
      page: parts[0][1],
      title,
      text,
      folded: [fold(title), fold(text)],
    })),
  );

  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  // A word is found at the beginning of words, in the singular and in the plural; what is in quotation marks as it is.
  const patterns = (query) =>
    [...fold(query).matchAll(/"([^"]+)"|[^\s"]+/g)].map(([word, phrase]) => {
      const sought = phrase ?? word.replace(/(?<=\p{L}{3})(?:'s|s|'|[.,;:?!])$/u, "");
      return new RegExp(`(?<![\\p{L}\\p{N}])${escape(sought)}`, "gu");
    });

  const places = (text, found) =>
    found.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]));

  const rank = (section, found) => {
    const [title, text] = section.folded;
    const inTitle = found.filter((pattern) => title.search(pattern) >= 0).length;
    const has = found.filter((pattern) => title.search(pattern) >= 0 || text.search(pattern) >= 0).length;
    return { section, has, score: inTitle * 10 + Math.min(5, places(text, found).length) };
  };

  const marked = (text, spans, from, to) => {
    const parts = [];
    let done = from;
    for (const [start, end] of spans.filter(([a, b]) => a >= from && b <= to).sort((a, b) => a[0] - b[0])) {
      if (start < done) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      parts.push(text.slice(done, start), mark);
      done = end;
    }
    return [...parts, text.slice(done, to)];
  };

  const excerpt = ({ text, folded }, found) => {
    const spans = places(folded[1], found);
    const first = Math.min(...spans.map(([start]) => start), text.length);
    const near = spans.length ? first : 0;
    const from = near > AROUND[0] ? text.indexOf(" ", near - AROUND[0]) + 1 : 0;
    const cut = near + AROUND[1] < text.length ? text.lastIndexOf(" ", near + AROUND[1]) : text.length;
    const to = Math.max(cut, ...spans.filter(([start]) => start === first).map(([, end]) => end));
    return [from > 0 ? "… " : "", ...marked(text, spans, from, to), to < text.length ? " …" : ""];
  };

  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const item = ({ section }, found) => {
    const link = element("a", "", ...marked(section.title, places(section.folded[0], found), 0, section.title.length));
    link.href = section.href;
    const where = section.title === section.page ? [] : [element("span", "result-where", section.page)];
    return element("li", "", element("p", "result-title", link, " ", ...where), element("p", "result-text", ...excerpt(section, found)));
  };

  const search = () => {
    const found = patterns(field.value);
    const ranked = found.length ? sections.map((section) => rank(section, found)) : [];
    const most = Math.max(0, ...ranked.map(({ has }) => has));
    const results = ranked.filter(({ has }) => has && has === most).sort((a, b) => b.score - a.score);
    const items = results.slice(0, MOST).map((result) => item(result, found));
    list.replaceChildren(...(items.length ? [element("ul", "results", ...items)] : []));
    const some = most && most < found.length ? "No section has all of these words. Some of them: " : "";
    const count = results.length === 1 ? "1 section" : `${results.length || "No"} sections`;
    status.textContent = found.length ? `${some}${count} found` : "";
  };

  let timer = 0;
  const keep = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        history.replaceState(null, "", `?${new URLSearchParams({ q: field.value })}`);
      } catch {
        // The browser keeps no address for a page from a disk.
      }
    }, KEEP_AFTER);
  };

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", () => {
    search();
    keep();
  });
  main.addEventListener("submit", (event) => event.preventDefault());
  search();
  if (!field.value) field.focus();
});
