// Checks a text against the excerpts of the book, in the browser alone: nothing is sent or fetched.
// Words and roots are those of words.py and proof.py; tests/cases holds the cases that both must pass.
"use strict";

(() => {
  // Words

  const INVISIBLE = "\\u00ad\\u200b-\\u200d\\u2060\\ufeff";
  const LETTER = `[\\p{L}\\p{N}_\\u0300-\\u036f${INVISIBLE}]`;
  // Spaces as Python has them: \s of JavaScript lacks some and takes the byte order mark for one.
  const SPACES = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const WORD = new RegExp(
    `${LETTER}+(?:(?:(?<=\\p{Nd})[.,](?=\\p{Nd})|['’](?=${LETTER}))${LETTER}+)*` +
      `|\\.(?:[${SPACES}]?\\.){2,}|[\\-‐‑‒–—―−]+|[^${SPACES}]`,
    "gu",
  );
  const INVISIBLES = new RegExp(`[${INVISIBLE}]+`, "gu");
  const ONE_FORM = [[/[“”„‟«»＂]/gu, '"'], [/[‘’‚‛‹›]/gu, "'"], [/[‐‑‒–—―−]/gu, "-"]];

  function fold(word) {
    if (/^[\x00-\x7f]*$/.test(word)) {
      if (word.startsWith("--")) return "-";
      return word.startsWith(".") && word.length > 1 ? "…" : word;
    }
    let folded = word.replace(INVISIBLES, "").normalize("NFC");
    for (const [marks, form] of ONE_FORM) folded = folded.replace(marks, form);
    return folded.startsWith("--") ? "-" : folded;
  }

  // Pages: as in pages.py, what is printed at the head and foot of them is no part of a text.

  const DEPTH = 3;
  const NEAR = 2;
  const MOST_NUMBERS = 4;

  // What a line is, whatever its page: its numbers are the same on others, or go up with them.
  function forms(line, page) {
    const parts = line.trim().replace(new RegExp(`[${SPACES}]+`, "gu"), " ").split(/(\p{Nd}{1,9})/u);
    const numbers = parts.filter((_, i) => i % 2);
    if (numbers.length > MOST_NUMBERS) return [];
    const marks = parts.filter((_, i) => i % 2 === 0);
    const isPlace = numbers.length === 1 || marks.join("").trim() !== "";
    const made = [];
    for (let up = 0; up < 2 ** numbers.length; up++) {
      if (!/\p{L}/u.test(marks.join("")) && !(isPlace && up)) continue;
      const turned = numbers.map((number, i) => ((up >> i) & 1 ? `+${Number(number) - page}` : number));
      made.push(JSON.stringify([marks, turned]));
    }
    return made;
  }

  function running(pages, edges) {
    const every = edges.map((lines, page) => lines.map((line) => forms(pages[page][line], page)));
    return edges.map((lines, page) => {
      const nearby = new Set();
      for (let other = Math.max(0, page - NEAR); other <= page + NEAR && other < edges.length; other++) {
        if (other !== page) every[other].flat().forEach((form) => nearby.add(form));
      }
      const end = every[page].findIndex((made) => !made.some((form) => nearby.has(form)));
      return end < 0 ? lines : lines.slice(0, end);
    });
  }

  // The text with blanks for these lines, so that places in it stay.
  function withoutRunningLines(text) {
    if (!text.includes("\f")) return text;
    const pages = text.split("\f").map((page) => page.split("\n"));
    const filled = pages.map((page) => [...page.keys()].filter((line) => page[line].trim()));
    const heads = running(pages, filled.map((lines) => lines.slice(0, DEPTH)));
    const feet = running(pages, filled.map((lines) => lines.slice(-DEPTH).reverse()));
    return pages.map((page, i) => {
      const gone = new Set([...heads[i], ...feet[i]]);
      return page.map((line, at) => (gone.has(at) ? " ".repeat(line.length) : line)).join("\n");
    }).join("\f");
  }

  // Every word of a text as {text, start, end}.
  function findWords(text) {
    const words = [];
    for (const match of withoutRunningLines(text).matchAll(WORD)) {
      const folded = fold(match[0]);
      if (folded) words.push({ text: folded, start: match.index, end: match.index + match[0].length });
    }
    return words;
  }

  // SHA-256, for where the browser offers none: pages from a disk or without https.

  function primes(count) {
    const found = [];
    for (let n = 2; found.length < count; n++) if (found.every((p) => n % p)) found.push(n);
    return found;
  }
  const fraction = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32) >>> 0;
  const INITIAL = primes(8).map((p) => fraction(Math.sqrt(p)));
  const ROUNDS = primes(64).map((p) => fraction(Math.cbrt(p)));
  const turn = (x, n) => (x >>> n) | (x << (32 - n));

  function compress(state, w) {
    for (let i = 16; i < 64; i++) {
      const s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
      const s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const t1 = h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i];
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      [a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((x, i) => { state[i] += x; });
  }

  function ownSha256(bytes) {
    const padded = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
    new Uint8Array(padded.buffer).set(bytes);
    padded.setUint8(bytes.length, 0x80);
    padded.setUint32(padded.byteLength - 8, Math.floor(bytes.length / 2 ** 29));
    padded.setUint32(padded.byteLength - 4, (bytes.length * 8) >>> 0);
    const state = Uint32Array.from(INITIAL);
    const w = new Uint32Array(64);
    for (let block = 0; block < padded.byteLength; block += 64) {
      for (let i = 0; i < 16; i++) w[i] = padded.getUint32(block + 4 * i);
      compress(state, w);
    }
    const digest = new DataView(new ArrayBuffer(32));
    state.forEach((x, i) => digest.setUint32(4 * i, x));
    return new Uint8Array(digest.buffer);
  }

  const subtle = globalThis.crypto && globalThis.crypto.subtle;
  const sha256 = subtle
    ? async (bytes) => new Uint8Array(await subtle.digest("SHA-256", bytes))
    : async (bytes) => ownSha256(bytes);

  // The tree

  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

  function join(...parts) {
    const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  }

  // The levels of the tree of words, leaves first, as in RFC 9162.
  async function makeTree(words, digest = sha256) {
    const encoder = new TextEncoder();
    let level = await Promise.all(words.map((word) => digest(join([0], encoder.encode(word)))));
    const levels = [level];
    while (level.length > 1) {
      const below = level;
      level = await Promise.all(
        Array.from({ length: Math.ceil(below.length / 2) }, (_, i) =>
          2 * i + 1 < below.length ? digest(join([1], below[2 * i], below[2 * i + 1])) : below[2 * i]),
      );
      levels.push(level);
    }
    return levels;
  }

  // The head sealed with the count of words, and the head itself; null for a text without words.
  async function findRoot(words, digest = sha256) {
    if (!words.length) return null;
    const levels = await makeTree(words, digest);
    const head = levels.at(-1)[0];
    const count = new DataView(new ArrayBuffer(8));
    count.setBigUint64(0, BigInt(words.length));
    const root = await digest(join([2], new Uint8Array(count.buffer), head));
    return { head: hex(head), root: hex(root), levels };
  }

  // Excerpts

  const stands = (words, run, start) => start >= 0 && run.every((word, i) => words[start + i] === word);

  function places(words) {
    const map = new Map();
    words.forEach((word, i) => (map.get(word) || map.set(word, []).get(word)).push(i));
    return map;
  }

  // Where a run stands: at its recorded place, or else wherever it is; -1 where it is not.
  function findRun(words, index, run, recorded) {
    if (stands(words, run, recorded)) return recorded;
    const start = (index.get(run[0]) || []).find((place) => stands(words, run, place));
    return start === undefined ? -1 : start;
  }

  // The start at which most words of a run are in their places; null where less than half are.
  function nearestStart(index, run, recorded) {
    const votes = new Map();
    run.forEach((word, i) => {
      for (const place of index.get(word) || []) votes.set(place - i, (votes.get(place - i) || 0) + 1);
    });
    let best = null;
    for (const [start, count] of votes) {
      const rank = count - Math.min(Math.abs(start - recorded), 1e6) / 1e7;
      if (count >= Math.max(2, run.length / 2) && (!best || rank > best.rank)) best = { start, rank };
    }
    return best && best.start;
  }

  // Pairs of equal words, in order, as many as there can be.
  function align(run, words) {
    const table = Array.from({ length: run.length + 1 }, () => new Uint16Array(words.length + 1));
    for (let i = run.length - 1; i >= 0; i--) {
      for (let k = words.length - 1; k >= 0; k--) {
        table[i][k] = run[i] === words[k]
          ? table[i + 1][k + 1] + 1
          : Math.max(table[i + 1][k], table[i][k + 1]);
      }
    }
    const pairs = [];
    for (let i = 0, k = 0; i < run.length && k < words.length;) {
      if (run[i] === words[k]) pairs.push([i++, k++]);
      else if (table[i + 1][k] >= table[i][k + 1]) i++;
      else k++;
    }
    return pairs;
  }

  // The stretch of the text that is nearest to a run: {start, end, at, run: [from, to], words: [from, to]}.
  // `run` and `words` are the first stretch in which the two differ, by their words.
  function findNearest(words, index, run, recorded) {
    const start = nearestStart(index, run, recorded);
    if (start === null) return null;
    const slack = 8;
    const from = Math.max(0, start - slack);
    const pairs = align(run, words.slice(from, start + run.length + slack));
    if (!pairs.length) return null;
    let [i, k] = [0, Math.max(from, start)];
    if (pairs[0][0] === 0) {
      let n = 0;
      while (n + 1 < pairs.length && pairs[n + 1][0] === pairs[n][0] + 1 && pairs[n + 1][1] === pairs[n][1] + 1) n++;
      [i, k] = [pairs[n][0] + 1, from + pairs[n][1] + 1];
    }
    const next = pairs.find(([a, b]) => a >= i && from + b >= k);
    const to = next ? next[0] : run.length;
    const until = next ? from + next[1] : Math.min(words.length, k + run.length - i);
    const first = pairs[0][0] === 0 ? from + pairs[0][1] : k;
    const last = Math.max(until, from + pairs.at(-1)[1] + 1);
    return { start: first, end: last, run: [i, to], words: [k, until] };
  }

  // What becomes of every excerpt in a text. `source` is {words, root}; an excerpt {words, start}.
  async function verify(text, source, excerpts, digest = sha256) {
    const found = findWords(text.replace(/\r\n?/g, "\n"));
    const words = found.map((word) => word.text);
    const made = await findRoot(words, digest);
    const index = places(words);
    const results = excerpts.map((excerpt) => {
      const place = findRun(words, index, excerpt.words, excerpt.start);
      return place >= 0 ? { place } : { place, nearest: findNearest(words, index, excerpt.words, excerpt.start) };
    });
    const isWhole = made !== null && made.root === source.root;
    return { found, words, made, isWhole, results, difference: isWhole || !made ? null : locate(source, made.levels) };
  }

  // Where a text first departs from the recorded one, as [from, to) by its words. The proofs of the excerpts
  // hold the hashes of many stretches of the recorded text: `stretches` is, by level and place, how each begins.
  function locate(source, levels) {
    const length = Math.min(source.words, levels[0].length);
    const same = new Uint8Array(length);
    let to = levels[0].length;
    for (const [level, nodes] of Object.entries(source.stretches || {})) {
      for (const [place, hash] of Object.entries(nodes)) {
        const [from, end] = [place * 2 ** level, (Number(place) + 1) * 2 ** level];
        if (end > length) continue;
        if (hex(levels[level][place]).startsWith(hash)) same.fill(1, from, end);
        else to = Math.min(to, end);
      }
    }
    const from = same.indexOf(0);
    return [from < 0 ? length : Math.min(from, to), to];
  }

  globalThis.sphinxFacts = { findWords, findRoot, ownSha256, sha256, verify };
})();
