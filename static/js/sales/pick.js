// Cards are picked one by one, from one to another with Shift, or a column at once; what is picked stays picked when the board is drawn again.

const board = document.getElementById("lanes");
const bar = document.getElementById("bulk");
const mode = document.querySelector("[data-select]");
const MOST = 500; // as the server takes at once
const boxes = () => [...board.querySelectorAll("[data-pick]")];
const picked = new Set(); // ids of boxes, which outlive the boxes
let last = null;

function show() {
  const n = whole() || picked.size;
  const { saidOne, saidMany } = bar.dataset;
  bar.hidden = n === 0;
  bar.querySelector("[data-said]").textContent = n === 1 ? saidOne : saidMany.replace("%n", n.toLocaleString());
  for (const box of boxes()) box.closest(".deal").classList.toggle("picked", box.checked);
}

/** How many are picked when whole columns are, with what they have not shown yet; 0 where none is. */
function whole() {
  const columns = [...board.querySelectorAll("[data-pick-all]:checked")].map((box) => box.closest(".lane"));
  if (!columns.length) return 0;
  const others = boxes().filter((box) => box.checked && !columns.includes(box.closest(".lane"))).length;
  return others + columns.reduce((sum, lane) => sum + Number(lane.dataset.count), 0);
}

function select(isOn) {
  mode.setAttribute("aria-pressed", String(isOn));
  board.classList.toggle("selecting", isOn);
  if (!isOn) unpick();
}

function unpick() {
  picked.clear();
  for (const box of board.querySelectorAll("[data-pick], [data-pick-all]")) box.checked = false;
  show();
}

function set(box, isOn) {
  box.checked = isOn;
  picked[isOn ? "add" : "delete"](box.id);
}

function range(box) {
  const all = boxes();
  const [from, to] = [all.findIndex((each) => each.id === last), all.indexOf(box)].sort((a, b) => a - b);
  if (from >= 0) for (const each of all.slice(from, to + 1)) set(each, box.checked);
}

/** Pick a card, or no longer; `isRange`: with all between it and the one before. */
export function toggle(card, isRange) {
  const box = card.querySelector("[data-pick]");
  if (!box) return;
  if (mode.getAttribute("aria-pressed") !== "true") select(true);
  set(box, !box.checked);
  after(box, isRange);
}

function after(box, isRange) {
  if (isRange) range(box);
  last = box.id;
  const all = box.closest(".lane").querySelector("[data-pick-all]");
  if (!box.checked && all) all.checked = false;
  show();
}

/** Open the question of where the picked cards go, when this one is among them. */
export function movePicked(card) {
  const isPicked = Boolean(card.querySelector("[data-pick]:checked"));
  if (isPicked) document.getElementById("bulk-move").click();
  return isPicked;
}

board.addEventListener("click", (event) => {
  const box = event.target;
  if (box.matches("[data-pick]")) {
    set(box, box.checked);
    after(box, event.shiftKey);
  } else if (box.matches("[data-pick-all]")) {
    for (const each of [...box.closest(".lane").querySelectorAll("[data-pick]")].slice(0, MOST)) set(each, box.checked);
    show();
  }
});

/** The board was drawn again: pick what was picked, as far as it is still there. */
export function pickAgain() {
  const there = boxes().filter((box) => picked.has(box.id));
  picked.clear();
  for (const box of there) set(box, true);
  show();
}

mode.hidden = false;
mode.addEventListener("click", () => select(mode.getAttribute("aria-pressed") !== "true"));
const nothing = bar.querySelector("[data-unpick]");
nothing.hidden = false;
nothing.addEventListener("click", () => {
  unpick();
  mode.focus();
});
document.body.addEventListener("unpick", unpick);
// Going back in the browser brings ticked boxes along.
for (const box of boxes()) if (box.checked) set(box, true);
if (picked.size) select(true);
show();
