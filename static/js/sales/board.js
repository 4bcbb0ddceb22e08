// The board in the hand: cards are dragged, the arrows go from card to card, and what is drawn again keeps its place.
import { arrange } from "./drag.js";
import "./keys.js";
import { pickAgain } from "./pick.js";

const board = document.getElementById("lanes");
const lists = () => [...board.querySelectorAll("[data-cards]")];
let places = new Map();
let across = 0;

// Drawn again, a lane shows as many cards as it showed before.
document.body.addEventListener("htmx:configRequest", ({ target, detail }) => {
  if (target !== board) return;
  detail.parameters.deep = lists()
    .filter((list) => list.dataset.stage)
    .map((list) => `${list.dataset.stage}.${list.querySelectorAll(".deal").length}`);
});

document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target !== board) return;
  places = new Map(lists().map((list) => [list.id, list.scrollTop]));
  across = board.scrollLeft;
  // htmx hands the styles of what was there on to what takes its place, and our policy refuses that.
  for (const card of board.querySelectorAll(".deal[style]")) card.removeAttribute("style");
});

document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target !== board) return;
  for (const list of lists()) list.scrollTop = places.get(list.id) ?? 0;
  board.scrollLeft = across;
  arrange(board);
  pickAgain();
});

arrange(board);
