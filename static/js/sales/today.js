// The keyboard on Today: j and k (or the arrows) go from row to row, d is done, s puts off, h says how it went; and where the
// focus goes when a row is done: to what is asked in its place, else to the row that took it, else to the sentence above.

import { keepThisPage } from "../tally/worker.js";

const waiting = document.getElementById("waiting");
const rows = () => [...waiting.querySelectorAll(".due li")];
const acts = ".acts :is(a, button), .next-steps :is(a, button)";
let left = -1;
let byKey = false;

const isLost = () => document.activeElement === document.body || document.activeElement === null;
const current = () => document.activeElement?.closest?.("#waiting .due li") ?? waiting.querySelector("li[data-at]");

function goTo(row) {
  waiting.querySelectorAll("[data-at]").forEach((each) => each.removeAttribute("data-at"));
  if (!row) return;
  row.setAttribute("data-at", "");
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const now = rows();
  const at = now.indexOf(current());
  goTo(now[at < 0 ? (by > 0 ? 0 : now.length - 1) : Math.min(Math.max(at + by, 0), now.length - 1)]);
}

function press(key) {
  const button = current()?.querySelector(`[data-key="${key}"]`);
  if (!button) return false;
  button.click();
  const menu = document.getElementById(button.getAttribute("popovertarget"));
  menu?.querySelector("button, textarea, a, input:not([type=hidden])")?.focus();
  return true;
}

const keys = { j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1), d: () => press("d"), s: () => press("s"), h: () => press("h") };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !keys[event.key]) return;
  if (event.target.closest("input, textarea, select, [contenteditable], .menu") || document.querySelector("dialog[open], :popover-open")) return;
  if (event.key.startsWith("Arrow") && !current() && !isLost()) return;
  byKey = true;
  if (keys[event.key]() !== false) event.preventDefault();
});
document.addEventListener("pointerdown", () => { byKey = false; });

document.body.addEventListener("htmx:beforeRequest", ({ target }) => {
  const row = target.closest?.("#waiting .due li");
  if (row) left = rows().indexOf(row);
});

// The row was replaced by the question what comes next: the first answer is one Enter away.
document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  const asked = detail.elt?.closest?.("li.ask");
  if (!asked || detail.target === waiting) return;
  if (isLost()) asked.querySelector(acts)?.focus({ preventScroll: true });
  asked.scrollIntoView({ block: "nearest" });
});

document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target !== waiting || left < 0) return;
  const now = rows();
  const row = now[Math.min(left, now.length - 1)];
  if (isLost()) {
    if (byKey && row) goTo(row);
    else (row?.querySelector(acts) ?? waiting.querySelector("h1")).focus();
  }
  left = -1;
});

// A form that answers with the whole list changed what the number in the navigation counts, too.
document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target === waiting && detail.requestConfig?.verb === "post") document.body.dispatchEvent(new Event("recounted"));
});

keepThisPage(document.body.dataset.worker).catch(() => {});
