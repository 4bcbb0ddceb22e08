// The palette: finds anybody and any place as one types. The server answers with options; the field keeps the focus and says which is active.

const KEY = "palette-recent";
const MOST = 8;
const dialog = document.getElementById("palette");
const field = dialog?.querySelector("[role=combobox]");
const list = dialog?.querySelector("[role=listbox]");
const form = dialog?.querySelector("form");
let opensWhenThere = false;

function recent() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]").filter(Number.isInteger).slice(0, MOST);
  } catch {
    return []; // storage is shut, or holds what somebody else wrote
  }
}

function remember(id) {
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...recent().filter((other) => other !== id)].slice(0, MOST)));
  } catch {
    // nothing is lost but the order next time
  }
}

function options() {
  return [...list.querySelectorAll("[role=option]")];
}

function activate(option) {
  for (const other of options()) other.setAttribute("aria-selected", String(other === option));
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

function active() {
  return list.querySelector("[aria-selected=true]");
}

function isAnswered() {
  return list.querySelector("[data-results]")?.dataset.for === field.value.trim();
}

function step(by) {
  const all = options();
  const at = all.indexOf(active()) + by;
  activate(all.at(at < 0 ? -1 : at % all.length));
}

export function openPalette() {
  if (!dialog) return;
  if (!dialog.open) {
    document.querySelectorAll(":popover-open").forEach((open) => open.hidePopover());
    field.value = "";
    form.elements.recent.value = recent().join();
    dialog.showModal();
    form.dispatchEvent(new CustomEvent("palette:open"));
  }
  field.focus();
  field.select();
}

if (dialog) {
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isAnswered()) active()?.click();
      else opensWhenThere = true; // typed faster than the answer came
    } else {
      opensWhenThere = false;
    }
  });

  list.addEventListener("mousemove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && option !== active()) activate(option);
  });

  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option?.dataset.person) remember(Number(option.dataset.person));
  });

  dialog.addEventListener("close", () => {
    opensWhenThere = false;
  });

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== list) return;
    list.scrollTop = 0;
    activate(options()[0]);
    dialog.querySelector("[role=status]").textContent = list.querySelector("[data-results]")?.dataset.count ?? "";
    if (opensWhenThere && isAnswered()) active()?.click();
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-palette]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    openPalette();
  });
}
