// Arrow keys in menus, and dialogs for browsers that do not know command= yet. The menus themselves are native popovers.

const ITEMS = "a[href], button:not([disabled]), input, select";

function step(menu, key) {
  const items = [...menu.querySelectorAll(ITEMS)].filter((item) => item.checkVisibility());
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? items.length - 1 : at - 1, Home: 0, End: items.length - 1 }[key];
  items[(next + items.length) % items.length]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  const opener = event.target.closest?.("[popovertarget]");
  const menu = event.target.closest?.(".menu") ?? document.getElementById(opener?.getAttribute("popovertarget"));
  if (!menu?.matches(".menu:popover-open") || event.target.matches("input, select")) return;
  event.preventDefault();
  step(menu, event.key);
});

// A chosen item closes its menu; what opens something else, or is a small form of its own, leaves it open.
document.addEventListener("click", (event) => {
  const item = event.target.closest?.(".menu a, .menu button");
  if (item && !item.closest("[data-theme-switch], .menu-form") && !item.hasAttribute("popovertarget")) item.closest(".menu").hidePopover();
});

const knowsCommands = "commandForElement" in HTMLButtonElement.prototype;
if (!knowsCommands) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[command]");
    const dialog = button && document.getElementById(button.getAttribute("commandfor"));
    if (!dialog) return;
    if (button.getAttribute("command") === "show-modal") dialog.showModal();
    else dialog.close();
  });
}

// The one dialog of base.html: a link or form with hx-target="#sheet" fills it, an empty answer closes it.
const sheet = document.getElementById("sheet");
if (sheet) {
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== sheet) return;
    if (!sheet.children.length) sheet.close();
    else if (!sheet.open) sheet.showModal();
  });
  document.body.addEventListener("sheet:close", () => sheet.close());
  sheet.addEventListener("close", () => sheet.replaceChildren());
}
