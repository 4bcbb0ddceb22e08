// The wrong key was pressed: one menu puts the source right, opened from the card or from a row of the list.

const menu = document.getElementById("change-source");
const OPENER = '[popovertarget="change-source"]';
let about = null;

/** A row that came with the page, as a tap of this device would be. */
function tapOf(row, user) {
  const link = row.querySelector("[data-row-name]");
  return {
    key: row.dataset.lead,
    user,
    order: Date.parse(row.querySelector("time").dateTime),
    at: new Date(row.querySelector("time").dateTime).toISOString(),
    source: Number(row.dataset.of) || null,
    sourceName: row.querySelector("[data-row-source]").textContent,
    channel: row.dataset.channel,
    name: link.textContent,
    id: row.dataset.lead,
    href: link.getAttribute("href"),
    stuck: null,
    todo: [],
  };
}

/** `find(opener)`: the tap of a card or row of this device, or null; `correct(tap, { source, sourceName })` does it. */
export function listenToCorrections({ user, find, correct }) {
  for (const button of document.querySelectorAll(`[data-lead] ${OPENER}`)) button.hidden = false;
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.(OPENER);
    if (!opener) return;
    about = find(opener) ?? tapOf(opener.closest("[data-lead]"), user);
    for (const button of menu.querySelectorAll("button")) {
      if (Number(button.value) === about.source) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  });
  menu.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !about || Number(button.value) === about.source) return;
    correct(about, { source: Number(button.value), sourceName: button.textContent });
  });
}
