// `?` lists the keys, `n` logs, `/` searches, `u` takes back what the last toast says. A page that uses one of them itself calls preventDefault first.

const { logHref, searchHref } = document.body.dataset;

function isBusyTyping(target) {
  return target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]") || document.querySelector("dialog[open]");
}

function search() {
  const field = document.querySelector("[data-search]");
  if (field) {
    field.focus();
    field.select();
  } else if (searchHref) {
    location.assign(`${searchHref}#search`);
  }
}

const keys = {
  "?": () => document.getElementById("shortcuts")?.togglePopover(),
  "/": search,
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

if (location.hash === "#search") search();
