// The numbers: what the server last said, and on top of it what this device knows and the server does not yet.

import { dayOf, timeOf } from "./clock.js";
import { counted, sentence } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const LEAST_LONG = 10;
const MOST = 50; // strokes a key shows, as the server draws it: more cannot be told apart
const STEPS = 200; // places on the line of the day
const tally = document.getElementById("tally");
const kept = `counts:${tally.dataset.user}`;

export const isUnsent = (tap) => tap.todo.some(({ deed }) => deed === "capture");
export const lastTurn = (tap) => tap.todo.findLast(({ deed }) => deed === "withdrawal" || deed === "restoration")?.deed;

/** By how much what waits changes the count of its source. */
function difference(tap) {
  if (isUnsent(tap)) return lastTurn(tap) === "withdrawal" ? 0 : 1;
  return { withdrawal: -1, restoration: 1 }[lastTurn(tap)] ?? 0;
}

function stroke(kind, x, top, bottom) {
  const line = document.createElementNS(SVG, "line");
  for (const [name, value] of Object.entries({ class: kind, x1: x, x2: x, y1: top, y2: bottom })) line.setAttribute(name, value);
  return line;
}

/** The strokes of a key, drawn as the server draws them; the last `unsent` of them broken. */
function strokes(number, unsent, isNewest) {
  const count = Math.min(number, MOST);
  const length = Math.max(LEAST_LONG, count);
  return Array.from({ length }, (_, n) => {
    const x = ((100 / length) * (n + 0.5)).toFixed(2);
    if (n >= count) return stroke("off", x, n % 5 === 4 ? 9 : 12, 16);
    const newest = isNewest && n === count - 1;
    return stroke(`${newest ? "now" : "on"}${n >= count - unsent ? " unsent" : ""}`, x, newest ? 0 : 4, 16);
  });
}

/** What the server last said of that day, as long as nothing newer came with the page: without a network the page is an old one. */
function lastHeard(day) {
  try {
    const said = JSON.parse(localStorage.getItem(kept));
    return said?.day === day && said.at >= tally.dataset.at * 1000 ? said : null;
  } catch {
    return null;
  }
}

export class Counts {
  #said = { total: Number(tally.dataset.total), sources: {} };
  #day = tally.dataset.day;

  constructor() {
    this.items = [...tally.querySelectorAll("li[data-source]")];
    for (const item of this.items) this.#said.sources[item.dataset.source] = Number(item.querySelector(".key").dataset.count);
    this.newest = this.items.find((item) => item.querySelector(".ruler .now"))?.dataset.source;
    this.#said = lastHeard(this.#day) ?? this.#said;
  }

  /** What the server counts, which all taps it answered are part of. */
  hear(counts) {
    this.#said = counts;
    try {
      localStorage.setItem(kept, JSON.stringify({ day: this.#day, ...counts }));
    } catch {
      return; // they are kept as long as the page is open
    }
  }

  /** A new day begins at nothing, until the server says more. Answers whether one has begun. */
  turnDay(day) {
    if (day === this.#day) return false;
    this.#day = day;
    this.#said = lastHeard(day) ?? { total: 0, sources: {} };
    this.newest = undefined;
    return true;
  }

  of(source, waiting) {
    const mine = this.#today(waiting).filter((tap) => String(tap.source) === source);
    return (this.#said.sources[source] ?? 0) + mine.reduce((sum, tap) => sum + difference(tap), 0);
  }

  draw(waiting) {
    const today = this.#today(waiting);
    for (const item of this.items) this.#drawKey(item, today);
    const total = this.#said.total + today.reduce((sum, tap) => sum + difference(tap), 0);
    document.querySelector("[data-heading]").textContent = total ? sentence("total", { n: total }) : sentence("totalNone");
  }

  #today(waiting) {
    return waiting.filter((tap) => dayOf(tap.at) === this.#day);
  }

  #drawKey(item, today) {
    const { source } = item.dataset;
    const count = this.of(source, today);
    const unsent = today.filter((tap) => String(tap.source) === source && isUnsent(tap) && lastTurn(tap) !== "withdrawal").length;
    const shown = `${count} ${unsent} ${source === this.newest}`;
    if (item.dataset.shown === shown) return;
    item.dataset.shown = shown;
    item.querySelector("[data-number]").textContent = counted(count);
    item.querySelector(".count").classList.toggle("zero", !count);
    item.querySelector(".ruler").replaceChildren(...strokes(count, unsent, source === this.newest));
  }
}

/** A stroke on the line of the day for each tap made here. */
export function drawDay(taps) {
  const ruler = document.querySelector("[data-ruler]");
  const { start, end } = ruler.dataset;
  ruler.querySelectorAll("[data-mine]").forEach((line) => line.remove());
  const shown = taps.filter((tap) => !tap.undone);
  const places = new Set();
  if (shown.length) ruler.querySelectorAll(".now").forEach((line) => line.classList.replace("now", "on"));
  shown.forEach((tap, n) => {
    const share = (new Date(tap.at) / 1000 - start) / (end - start);
    const x = (Math.min(Math.max(share, 0), 1) * 100).toFixed(2);
    const place = Math.round((x / 100) * STEPS);
    if (places.has(place)) return;
    places.add(place);
    const kind = n === 0 ? "now" : "on";
    const line = stroke(`${kind}${isUnsent(tap) ? " unsent" : ""}`, x, n === 0 ? 0 : 6, 28);
    line.dataset.mine = "";
    ruler.append(line);
  });
  const last = document.querySelector("[data-last]");
  if (last) last.textContent = shown.length ? timeOf(shown[0].at) : last.dataset.last;
}
