// The board by keyboard: arrows go from card to card and from lane to lane, m opens Move to…, Shift and an arrow moves at once.
import { bring } from "./moves.js";
import { movePicked, toggle } from "./pick.js";

const board = document.getElementById("lanes");
const SIDEWAYS = { ArrowLeft: -1, ArrowRight: 1 };
const ENDS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
const lists = () => [...board.querySelectorAll("[data-cards]")];
const cards = (list) => [...list.querySelectorAll(".deal")];
const clamp = (n, most) => Math.max(0, Math.min(n, most));
let left = null; // the lane and the place the keyboard was in when the board was drawn again

function focus(card) {
  const name = card?.querySelector("a[data-name]");
  name?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function along(card, key) {
  const all = cards(card.parentElement);
  const at = all.indexOf(card);
  const more = card.parentElement.querySelector(".more a");
  if (key === "ArrowDown" && at === all.length - 1 && more) more.focus();
  else focus(all[clamp(at + ENDS[key], all.length - 1)]);
}

function across(card, step) {
  const all = lists();
  const from = all.indexOf(card.parentElement);
  const at = cards(card.parentElement).indexOf(card);
  for (let n = from + step; all[n]; n += step) {
    const there = cards(all[n]);
    if (there.length) return focus(there[clamp(at, there.length - 1)]);
  }
}

function carry(card, step) {
  const all = lists().filter((list) => !("retired" in list.dataset) || list === card.parentElement);
  const list = all[all.indexOf(card.parentElement) + step];
  if (list && card.dataset.version) bring(card, list, () => {});
}

function press(card, key, isShifted) {
  const step = SIDEWAYS[key] * (getComputedStyle(board).direction === "rtl" ? -1 : 1);
  if (key in SIDEWAYS) return (isShifted ? carry : across)(card, step);
  if (key in ENDS) return along(card, key);
  if (key === "x") toggle(card, isShifted);
  else if (!movePicked(card)) card.querySelector("[data-move]").click();
}

document.addEventListener("keydown", (event) => {
  const { target } = event;
  const key = event.key === "X" ? "x" : event.key;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(key in SIDEWAYS || key in ENDS || key === "x" || (key === "m" && !event.shiftKey))) return;
  const card = target.closest?.("#lanes .deal");
  if (!card && target !== board) return;
  event.preventDefault();
  if (card) press(card, key, event.shiftKey);
  else if (key in SIDEWAYS || key in ENDS) focus(board.querySelector(".deal"));
});

// htmx gives the focus back to what is still there; whoever was on a card that left goes on with its neighbour.
document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const card = detail.target === board && document.activeElement?.closest("#lanes .deal");
  left = card ? { list: card.parentElement.id, at: cards(card.parentElement).indexOf(card) } : null;
});

document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target !== board || !left || (document.activeElement && document.activeElement !== document.body)) return;
  const there = cards(document.getElementById(left.list) ?? board);
  if (there.length) focus(there[clamp(left.at, there.length - 1)]);
  else board.focus();
});
