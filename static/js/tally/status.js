// Whether everything has arrived, in as few words as possible: nothing while all is well.

import { sentence } from "./words.js";

const PATIENCE = 1500;
const badges = document.querySelectorAll("[data-badge]");
const notice = document.querySelector("[data-signed-out]");
let sendingSince = 0;

function text(state, n, stuck) {
  if (stuck) return sentence("stuck", { n: stuck });
  if (state === "offline") return n ? sentence("offline", { n }) : sentence("offline");
  if (!n) return "";
  if (state === "signedOut" || state === "down") return sentence(state, { n });
  return Date.now() - sendingSince > PATIENCE ? sentence("sending", { n }) : "";
}

/** Beside the name on a phone there is room for two words. */
function shortened(said, state, n) {
  if (!said || state === "sending" || state === "idle") return said;
  return n ? sentence("short", { n }) : sentence("short");
}

export function drawStatus(state, waiting) {
  sendingSince = state === "sending" ? sendingSince || Date.now() : 0;
  const said = text(state, waiting.length, waiting.filter((tap) => tap.stuck).length);
  for (const badge of badges) {
    badge.hidden = !said;
    badge.lastElementChild.textContent = badge.dataset.badge ? shortened(said, state, waiting.length) : said;
  }
  notice.hidden = state !== "signedOut";
}
