// "Just count", for busy hours: keys and taps tick, and no card opens. Kept for this person on this device.

const { user } = document.getElementById("tally").dataset;
const box = document.querySelector("[data-just-count]");
const name = `just-count:${user}`;

export const justCounts = () => box.checked;

/** `begin()`: it was switched on, so the card that is open gives way. */
export function listenToJustCount(begin) {
  box.checked = localStorage.getItem(name) === "on";
  box.addEventListener("change", () => {
    localStorage.setItem(name, box.checked ? "on" : "off");
    if (box.checked) begin();
  });
}
