// Cards are dragged from lane to lane. A finger holds one for a moment first, so that scrolling stays scrolling.
import Sortable from "../../vendor/sortable.js";
import { bring } from "./moves.js";

const HOLD = 300; // milliseconds a finger rests before the card comes along
const EDGE = 56; // pixels from the edge within which the board comes along too
const drops = document.getElementById("drops");
const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
const kept = new WeakMap();
let next = null;
let finger = null;

function creep(board) {
  if (!finger) return;
  const { left, right } = board.getBoundingClientRect();
  board.scrollLeft += finger.x < left + EDGE ? -12 : finger.x > right - EDGE ? 12 : 0;
  window.scrollBy(0, finger.y < EDGE ? -10 : finger.y > window.innerHeight - EDGE ? 10 : 0);
  requestAnimationFrame(() => creep(board));
}

function follow({ touches }) {
  finger = touches[0] && { x: touches[0].clientX, y: touches[0].clientY };
}

function start(board, { item, originalEvent }) {
  next = item.nextElementSibling;
  board.classList.add("dragging");
  drops.hidden = false;
  const touch = originalEvent?.touches?.[0] ?? (originalEvent?.pointerType === "touch" ? originalEvent : null);
  if (!touch) return; // with a mouse the browser scrolls by itself
  finger = { x: touch.clientX, y: touch.clientY };
  document.addEventListener("touchmove", follow, { passive: true });
  creep(board);
}

function end(board, { item, from, to }) {
  board.classList.remove("dragging");
  drops.hidden = true;
  finger = null;
  document.removeEventListener("touchmove", follow);
  const before = next?.isConnected ? next : null;
  const back = () => from.isConnected && from.insertBefore(item, before);
  if (to !== from) bring(item, to, back);
}

// The policy refuses the style attribute of a copy, so a card is copied without the one Sortable gave it.
function plainly(deep) {
  const styles = this.style.cssText;
  this.removeAttribute("style");
  const copy = Element.prototype.cloneNode.call(this, deep);
  this.style.cssText = styles;
  return copy;
}

function settings(board) {
  return {
    group: "cards",
    sort: false,
    draggable: ".deal[data-version]",
    filter: "input, button, .btn",
    preventOnFilter: false,
    delay: HOLD,
    delayOnTouchOnly: true,
    touchStartThreshold: 6,
    emptyInsertThreshold: 0, // the two lists at the foot lie above lanes that may be empty
    animation: isCalm.matches ? 0 : 120,
    ghostClass: "ghost",
    onChoose: ({ item }) => { item.cloneNode = plainly; },
    onUnchoose: ({ item }) => { delete item.cloneNode; },
    onStart: (event) => start(board, event),
    onEnd: (event) => end(board, event),
  };
}

function makeSortable(list, board) {
  if (kept.has(list)) return;
  kept.set(list, new Sortable(list, settings(board)));
  // Holding a card opens the browser's own menu of the link in it otherwise.
  list.addEventListener("contextmenu", (event) => board.classList.contains("dragging") && event.preventDefault());
}

/** Make the lists of the board, and the two that appear while a card is carried, ready to be dragged between. */
export function arrange(board) {
  for (const list of [...board.querySelectorAll("[data-cards]"), ...drops.querySelectorAll("[data-cards]")]) makeSortable(list, board);
}
