// Reminds of what has a time, ten minutes before and when it begins, on whatever page is open: a toast always, and the
// browser's own notification where it was allowed (js/notify.js asks, on a click) and the page is not in front.

import { say } from "./toast.js";

const EARLY = 10 * 60 * 1000;
const ASK_EVERY = 5 * 60 * 1000;
const LATE = 30 * 60 * 1000;
const KEPT = "reminders";
const href = document.body.dataset.remindersHref;
const shelf = document.getElementById("toasts");
let timers = [];
const shown = new Map(); // by reminder: its toast on this page

const keyOf = (reminder, stage) => `reminded-${reminder.id}-${reminder.at}-${stage}`;

/** A toast that stands on every page until somebody closes or follows it. */
function toastFor(reminder, text, stage) {
  const key = keyOf(reminder, stage);
  shown.get(reminder.id)?.remove();
  const words = reminder.about ? `${text}. ${reminder.about}` : text;
  const toast = say(words, { waits: true, href: reminder.href, label: shelf.dataset.open });
  toast.addEventListener("click", ({ target }) => target.closest("a, [data-toast-close]") && localStorage.setItem(key, "seen"));
  shown.set(reminder.id, toast);
}

/** Of several tabs one is enough. */
function notify(reminder, text, stage) {
  const key = `${keyOf(reminder, stage)}-notified`;
  if (!("Notification" in window) || Notification.permission !== "granted" || !document.hidden || localStorage.getItem(key)) return;
  localStorage.setItem(key, "1");
  const note = new Notification(text, { body: reminder.about, tag: key });
  note.addEventListener("click", () => {
    window.focus();
    location.assign(reminder.href);
  });
}

function remind(reminder, stage) {
  if (localStorage.getItem(keyOf(reminder, stage)) || shown.get(reminder.id)?.dataset.stage === stage) return;
  toastFor(reminder, reminder[stage], stage);
  shown.get(reminder.id).dataset.stage = stage;
  notify(reminder, reminder[stage], stage);
}

function plan({ now, reminders, asked }) {
  timers.forEach(clearTimeout);
  timers = [];
  const skew = Date.parse(now) - asked; // the server's clock counts, not this device's
  const still = new Set(reminders.map(({ id }) => id));
  for (const [id, toast] of shown) if (!still.has(id)) toast.remove(); // it was done, or put off
  for (const reminder of reminders) {
    const left = Date.parse(reminder.at) - (Date.now() + skew);
    const at = (stage, wait) => timers.push(setTimeout(() => remind(reminder, stage), wait));
    if (left > EARLY) at("soon", left - EARLY);
    else if (left > 0) remind(reminder, "soon");
    else if (left > -LATE) remind(reminder, "now");
    if (left > 0) at("now", left);
  }
}

function kept() {
  const answer = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  return answer?.href === href && Date.now() - answer.asked < ASK_EVERY ? answer : null;
}

async function ask() {
  const asked = Date.now();
  const response = await fetch(href, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!response?.ok) return;
  const answer = { ...(await response.json()), asked, href };
  sessionStorage.setItem(KEPT, JSON.stringify(answer));
  plan(answer);
}

if (href) {
  const known = kept();
  if (known) plan(known);
  else ask();
  setInterval(ask, ASK_EVERY);
  document.body.addEventListener("counted", ask);
  document.body.addEventListener("recounted", ask);
} else {
  // Nobody is signed in: the next one to be is somebody else, maybe.
  sessionStorage.removeItem(KEPT);
}
