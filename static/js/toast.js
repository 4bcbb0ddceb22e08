// What just happened, at the foot of the page. Leaves by itself unless it says that something went wrong, once it has
// had the time to be read; waits while somebody points at it or has the keyboard in it. What only tells gives way to the next.

const LEAST = 2500;
const A_LETTER = 50;
const MOST = 6000;
const WITH_UNDO = 10000;
const shelf = document.getElementById("toasts");

function leave(toast) {
  const hadFocus = toast.contains(document.activeElement);
  toast.remove();
  if (hadFocus) document.getElementById("main")?.focus();
}

const hasUndo = (toast) => Boolean(toast.querySelector("form"));
const timeFor = (toast) => (hasUndo(toast) ? WITH_UNDO : Math.min(MOST, LEAST + A_LETTER * toast.textContent.trim().length));

function countDown(toast) {
  let timer;
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(() => leave(toast), timeFor(toast));
  };
  const wait = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", wait);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", wait);
  toast.addEventListener("focusout", start);
  start();
}

/** What only tells is gone: it is not true any more, or something newer is told. */
export function clear({ but = null } = {}) {
  for (const toast of shelf.querySelectorAll("[data-toast='']")) if (toast !== but && !hasUndo(toast) && !toast.contains(document.activeElement)) toast.remove();
}

/** A form, as every way back in a toast is one: it gives the time to press it, and the shortcut that takes back presses it. */
function actor(toast, { label, press }) {
  const form = document.createElement("form");
  form.append(Object.assign(document.createElement("button"), { className: "btn", textContent: label }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(toast);
    press();
  });
  return form;
}

function receive(node) {
  if (!(node instanceof HTMLElement) || !node.matches("[data-toast]") || node.dataset.toast === "stays") return;
  clear({ but: node });
  countDown(node);
}

/**
 * Say `text` from script. `stays` is for what went wrong: it waits to be closed. `waits` does so for what is no fault.
 * `href` adds a link called `label`, `press` a button that does it, once. Returns the toast.
 */
export function say(text, { stays = false, waits = stays, href = "", press = null, label = "" } = {}) {
  const toast = document.getElementById("toast-blank").content.firstElementChild.cloneNode(true);
  toast.querySelector("p").textContent = text;
  if (waits) toast.dataset.toast = "stays";
  if (stays) toast.classList.add("toast-bad");
  if (href) {
    const link = Object.assign(document.createElement("a"), { className: "btn", href, textContent: label });
    toast.querySelector("p").after(link);
  }
  if (press) toast.querySelector("p").after(actor(toast, { label, press }));
  shelf.append(toast);
  return toast;
}

if (shelf) {
  shelf.querySelectorAll("[data-toast]").forEach(receive);
  new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach(receive))).observe(shelf, { childList: true });
  shelf.addEventListener("click", (event) => {
    if (event.target.closest("[data-toast-close]")) leave(event.target.closest("[data-toast]"));
  });
  // A count in the navigation that could not be fetched is nothing anybody did.
  document.body.addEventListener("htmx:sendError", ({ target }) => target.closest("nav") || say(shelf.dataset.unreachable, { stays: true }));
  document.body.addEventListener("htmx:responseError", () => say(shelf.dataset.refused, { stays: true }));
}
