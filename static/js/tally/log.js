// "Just logged": the taps of this device on top of what the server listed, each with its way back.

import { isUnsent } from "./counts.js";
import { timeOf } from "./clock.js";
import { sentence } from "./words.js";

export const UNDO_SECONDS = 10;
const SHOWN = 6;
const list = document.querySelector("[data-log]");
const blank = document.getElementById("row-blank");

const may = (row, name, yes) => (row.querySelector(`[data-row-${name}]`).hidden = !yes);

function note(tap) {
  if (tap.undone) return sentence("undone");
  if (tap.stuck?.deed === "capture") return tap.stuck.errors?.source?.[0] ?? sentence("refused");
  return "";
}

function fill(row, tap, { draft, open }) {
  const unsent = isUnsent(tap);
  row.dataset.key = tap.key;
  row.querySelector("time").textContent = timeOf(tap.at);
  row.querySelector("time").dateTime = tap.at;
  row.querySelector("[data-row-source]").textContent = tap.sourceName;
  row.classList.toggle("gone", Boolean(tap.undone));
  const link = row.querySelector("[data-row-name]");
  const name = tap.name || sentence("noName");
  link.textContent = name;
  if (tap.href) link.href = tap.href;
  const reopens = Boolean(draft || tap.stuck?.deed === "details") && !open && !tap.undone;
  const opener = row.querySelector("[data-row-open]");
  opener.textContent = sentence(tap.stuck?.errors?.decision ? "whoIsIt" : tap.stuck ? "refused" : "draft");
  may(row, "open", reopens);
  may(row, "name", !tap.undone && !reopens);
  const text = note(tap);
  row.querySelector("[data-row-note]").textContent = text;
  may(row, "note", text);
  may(row, "saved", !tap.todo.length && !tap.undone);
  may(row, "unsent", tap.todo.length);
  const young = Date.now() - new Date(tap.at) < UNDO_SECONDS * 1000;
  may(row, "undo", !tap.undone && !open && (young || tap.stuck?.deed === "capture"));
  may(row, "restore", tap.undone && (tap.id || unsent));
  may(row, "separate", tap.joined && !tap.undone);
  may(row, "correct", tap.id && !tap.todo.length && !tap.undone && !open);
  may(row, "retry", tap.stuck?.deed === "capture");
}

/** `taps` newest first; `drafts` holds cards that were closed without saving, by key. */
export function drawLog(taps, { drafts, openKey }) {
  const rows = new Map([...list.querySelectorAll("[data-key]")].map((row) => [row.dataset.key, row]));
  for (const tap of [...taps].reverse()) {
    const row = rows.get(tap.key) ?? blank.content.firstElementChild.cloneNode(true);
    fill(row, tap, { draft: drafts.has(tap.key), open: tap.key === openKey });
    const listed = list.querySelector(`[data-lead="${CSS.escape(tap.id ?? "")}"]`);
    if (row.isConnected) listed?.remove();
    else if (listed) listed.replaceWith(row);
    else list.prepend(row);
    rows.delete(tap.key);
  }
  rows.forEach((row) => row.remove());
  const calm = [...list.children].filter((row) => !taps.some((tap) => tap.key === row.dataset.key && (tap.todo.length || tap.undone)));
  calm.slice(SHOWN).forEach((row) => row.matches("[data-lead]") && row.remove());
  document.querySelector("[data-log-empty]").hidden = list.children.length > 0;
}

/** Calls `on[name](key)` when a button of a row is pressed: undo, restore, separate, retry, open. */
export function listenToLog(on) {
  list.addEventListener("click", (event) => {
    const { key } = event.target.closest("[data-key]")?.dataset ?? {};
    const name = Object.keys(on).find((each) => event.target.closest(`[data-row-${each}]`));
    if (key && name) on[name](key);
  });
}
