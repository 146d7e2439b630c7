// Cards open and close natively, by their buttons. This adds what buttons cannot: opening by hover and by a click on
// the words, copying, a place beside the words where CSS cannot anchor, and Esc for browsers without popovers.
"use strict";
{
  const OPEN_AFTER = 150;
  const CLOSE_AFTER = 300; // ms: long enough to move the pointer into the card
  const native = "popover" in HTMLElement.prototype;
  const anchors = window.CSS?.supports?.("position-area: block-end") ?? false;
  const isOpen = (card) => native && card.matches(":popover-open");

  const place = (card, cited) => {
    const { left, bottom, top } = cited.getBoundingClientRect();
    const above = bottom + card.offsetHeight > innerHeight && top > card.offsetHeight;
    const edge = Math.max(0, innerWidth - card.offsetWidth - 8);
    card.style.setProperty("--card-left", `${Math.min(left, edge)}px`);
    card.style.setProperty("--card-top", `${above ? top - card.offsetHeight : bottom}px`);
  };

  const setUp = (citation) => {
    const cited = citation.querySelector(".cited");
    const button = citation.querySelector(".facts-button");
    const card = citation.querySelector(".facts-card");
    let timer = 0;
    let hovered = false; // opened by hover alone, so leaving closes it
    let wasOpen = false;
    const later = (action, time) => {
      clearTimeout(timer);
      timer = setTimeout(action, time);
    };

    citation.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse") return;
      later(() => {
        if (isOpen(card) || event.buttons || !getSelection().isCollapsed) return;
        card.showPopover({ source: button });
        hovered = true;
      }, OPEN_AFTER);
    });
    citation.addEventListener("pointerleave", () => {
      later(() => {
        if (hovered && isOpen(card) && !card.contains(document.activeElement)) card.hidePopover();
      }, CLOSE_AFTER);
    });
    citation.addEventListener("pointerdown", () => {
      clearTimeout(timer);
      wasOpen = isOpen(card) && !hovered;
    });
    cited.addEventListener("click", (event) => {
      if (event.target.closest("a") || !getSelection().isCollapsed) return;
      hovered = false;
      if (!wasOpen && !isOpen(card)) card.showPopover({ source: button });
    });
    button.addEventListener("click", (event) => {
      if (hovered && isOpen(card)) event.preventDefault(); // It is open; the click keeps it so.
      hovered = false;
    });
    card.addEventListener("toggle", (event) => {
      if (event.newState === "closed") hovered = false;
      else if (!anchors) place(card, cited);
    });
  };

  const setUpWithout = (citation) => {
    const button = citation.querySelector(".facts-button");
    const close = () => citation.classList.add("facts-dismissed");
    citation.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      button.focus();
      close();
    });
    citation.querySelector(".facts-close").addEventListener("click", close);
    for (const type of ["pointerleave", "focusout"]) {
      citation.addEventListener(type, () => citation.classList.remove("facts-dismissed"));
    }
    button.addEventListener("click", () => citation.classList.remove("facts-dismissed"));
  };

  const text = (citation, selector) =>
    [...citation.querySelectorAll(selector)].map((found) => found.textContent.trim());

  const citationOf = (citation) => {
    const [wording] = text(citation, ".facts-wording [data-facts-role]");
    const said = text(citation, ".facts-speaker [data-facts-role]").join(", ");
    const sources = text(citation, ".facts-source").map((line) => line.replace(/^Source\s+/, ""));
    const { href, hash } = new URL(location.href);
    const address = `${hash ? href.slice(0, -hash.length) : href}#${citation.querySelector(".cited").id}`;
    return [wording, said, ...sources, `${document.title}, ${address}`].filter(Boolean).join(". ");
  };

  const copy = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      return false;
    }
  };

  const setUpCopying = (citation) => {
    const button = citation.querySelector(".facts-copy");
    const label = button.textContent;
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      button.textContent = (await copy(citationOf(citation))) ? "Copied" : "Could not copy";
      setTimeout(() => (button.textContent = label), 2000);
    });
    button.setAttribute("aria-live", "polite");
  };

  for (const citation of document.querySelectorAll(".citation")) {
    (native ? setUp : setUpWithout)(citation);
    setUpCopying(citation);
  }
  document.documentElement.classList.add("facts-js");
}
