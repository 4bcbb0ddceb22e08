// `?` lists the keys, `n` logs, `/` finds anybody and goes anywhere, `u` takes back what the last toast says. A page that uses one of them itself calls preventDefault first.

import { openPalette } from "./palette.js";

const { logHref } = document.body.dataset;

function isBusyTyping(target) {
  return target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]") || document.querySelector("dialog[open]");
}

const keys = {
  "?": () => document.getElementById("shortcuts")?.togglePopover(),
  "/": openPalette,
  u: () => [...document.querySelectorAll("#toasts form button")].at(-1)?.click(),
  n: () => logHref && location.pathname !== logHref && location.assign(logHref),
};

// Bubbling to window comes last, so a page's own listener on document has the first word.
window.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!keys[event.key] || isBusyTyping(event.target)) return;
  event.preventDefault();
  keys[event.key]();
});

// Ctrl-K and ⌘K open it while somebody types, too.
window.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.key.toLowerCase() !== "k" || event.ctrlKey === event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  openPalette();
});

if (location.hash === "#search") document.querySelector("[data-search]")?.focus();
