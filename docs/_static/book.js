// The color theme: the reader's choice, or else the system's. Runs before the page is drawn.
"use strict";
{
  const THEMES = ["", "light", "dark"]; // "": as the system has it
  const NAMES = { "": "automatic", light: "light", dark: "dark" };
  const root = document.documentElement;

  const stored = () => {
    try {
      return localStorage.getItem("theme") ?? "";
    } catch {
      return ""; // Storage is closed to the page, so the choice lasts as long as the page.
    }
  };

  const show = (theme) => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
  };

  const keep = (theme) => {
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // see above
    }
  };

  const setUp = () => {
    const button = document.querySelector("button.theme");
    let theme = root.dataset.theme ?? "";
    const name = () => (button.textContent = `Colors: ${NAMES[theme]}`);
    button.addEventListener("click", () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
      show(theme);
      keep(theme);
      name();
    });
    name();
    button.hidden = false;
  };

  show(THEMES.includes(stored()) ? stored() : "");
  addEventListener("DOMContentLoaded", setUp);
}
