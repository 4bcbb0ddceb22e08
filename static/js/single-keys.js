// Single keys can be switched off (WCAG 2.1.4), for whoever speaks to the computer or presses keys unawares. Kept for this person on
// this device. What is pressed with Ctrl or ⌘, Enter, Escape and the arrows work all the same, and so does typing into an open card.

const FIELD = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
const name = `single-keys:${document.body.dataset.user}`;
const box = document.querySelector("[data-single-keys]");

const isSingle = ({ key, ctrlKey, metaKey, altKey }) => [...key].length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
const isText = ({ target }) => target.closest?.(FIELD) || document.querySelector("[data-slip]");

if (box) {
  box.checked = localStorage.getItem(name) !== "off";
  box.addEventListener("change", () => localStorage.setItem(name, box.checked ? "on" : "off"));
  // Before every listener of a page; what the browser itself does with the key stays.
  window.addEventListener("keydown", (event) => !box.checked && isSingle(event) && !isText(event) && event.stopImmediatePropagation(), true);
}
