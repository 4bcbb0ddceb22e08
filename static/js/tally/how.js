// How they reached us: as this person left it on this device. Anything but the counter is said beside the switch, and asked
// about once on a new day: a switch that was left over counts wrongly without anybody noticing.

import { dayOf } from "./clock.js";

const tally = document.getElementById("tally");
const switches = [...tally.querySelectorAll("input[name=channel]")];
const told = document.querySelector("[data-how-told]");
const { user } = tally.dataset;
const name = `channel:${user}`;
const day = `channel-day:${user}`;
const USUAL = switches[0].value;

/** The one that is chosen. */
export const channel = () => switches.find(({ checked }) => checked) ?? switches[0];
export const channelName = (value) => switches.find((input) => input.value === value)?.parentElement.textContent.trim() ?? "";

function tell({ isLeftOver = false } = {}) {
  const { value } = channel();
  told.textContent = (isLeftOver && tally.getAttribute(`data-still-${value}`)) || tally.getAttribute(`data-tap-${value}`) || "";
  told.classList.toggle("how-else", value !== USUAL);
}

/** It is right for today: chosen, or used. */
export function confirmHow() {
  localStorage.setItem(name, channel().value);
  localStorage.setItem(day, dayOf(Date.now()));
  tell();
}

/** Also when a new day begins on a page that stood open. */
export function recallHow() {
  const remembered = switches.find(({ value }) => value === localStorage.getItem(name));
  if (remembered) remembered.checked = true;
  tell({ isLeftOver: channel().value !== USUAL && localStorage.getItem(day) !== dayOf(Date.now()) });
}

switches.forEach((input) => input.addEventListener("change", confirmHow));
recallHow();
chooseBy(new URLSearchParams(location.search).get("how"));

/** A shortcut of the installed icon says how they reach us; once, or a reload would choose it again. */
function chooseBy(how) {
  const input = switches.find(({ value }) => value === how);
  if (!input) return;
  input.checked = true;
  confirmHow();
  history.replaceState(null, "", location.pathname);
}
