// Several ticks taken back at once: a menu of the last ones, newest first. Pressing one takes back everything down to it.

import { timeOf } from "./clock.js";
import { sentence } from "./words.js";

const MOST = 10;
const opener = document.querySelector("[data-take-back]");
const menu = document.getElementById("take-back");

function line(tap, n) {
  const button = document.createElement("button");
  button.type = "button";
  button.value = n;
  const what = Object.assign(document.createElement("span"), { className: "soft small", textContent: `${timeOf(tap.at)} ${tap.sourceName}` });
  button.append(sentence("last", { n }), " ", what);
  return button;
}

/** Whether there is anything to take back; its room is kept. */
export const offerTakingBack = (ticks) => opener.classList.toggle("not-yet", !ticks.length);

/** `ticks()`: what counts, newest first; `takeBack(n)`: the last n of them. */
export function listenToTakingBack({ ticks, takeBack }) {
  menu.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "open") menu.querySelector("[data-lines]").replaceChildren(...ticks().slice(0, MOST).map((tap, n) => line(tap, n + 1)));
  });
  menu.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    menu.hidePopover();
    takeBack(Number(button.value));
  });
}
