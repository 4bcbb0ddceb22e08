// The Log: one tap is one lead, on screen at once, and delivered when it can be.

import { clear, say } from "../toast.js";
import { dateOf, dayOf, timeOf } from "./clock.js";
import { Counts, drawDay, lastTurn } from "./counts.js";
import { listenToCorrections } from "./correct.js";
import { Drafts } from "./drafts.js";
import { channel, channelName, confirmHow, recallHow } from "./how.js";
import { listenToKeys, takesFocus } from "./keyboard.js";
import { justCounts, listenToJustCount } from "./just-count.js";
import { followOthers } from "./live.js";
import { drawLog, listenToLog, UNDO_SECONDS } from "./log.js";
import { Outbox } from "./outbox.js";
import { Slip } from "./slip.js";
import { drawStatus } from "./status.js";
import { openStore } from "./store.js";
import { listenToTakingBack, offerTakingBack } from "./take-back.js";
import { sentence } from "./words.js";
import { keepThisPage } from "./worker.js";

const tally = document.getElementById("tally");
const { user, noLead, capture, details, sourceAddress: source, withdrawal, restoration, separation } = tally.dataset;
const { store, survives } = await openStore();
const outbox = new Outbox({ user, noLead, store, addresses: { capture, details, source, withdrawal, restoration, separation } });
const counts = new Counts();
const mine = new Map(); // taps of this page by key, in the order they were made
const ticks = []; // keys of what was ticked on this page today, in order
const drafts = new Drafts(user);
let slip = null;
let turns = 0; // ticks and what was taken back, counted

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte, n) => ([4, 6, 8, 10].includes(n) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}

async function draw() {
  const waiting = await outbox.waiting();
  for (const tap of waiting) remember(tap);
  if (counts.turnDay(dayOf(Date.now()))) beginDay();
  counts.draw(waiting);
  const taps = [...mine.values()].sort((a, b) => b.order - a.order);
  drawDay(taps.filter((tap) => dayOf(tap.at) === dayOf(Date.now())));
  drawLog(taps, { drafts, openKey: slip?.tap.key });
  drawStatus(outbox.state, waiting);
  offerTakingBack(standing());
  const others = await outbox.others();
  const told = document.querySelector("[data-others]");
  told.hidden = !others;
  told.textContent = others ? sentence("others", { n: others }) : "";
}

/** The page stood open over night, or came from memory. */
function beginDay() {
  ticks.length = 0;
  document.querySelector("[data-date]").textContent = dateOf(Date.now());
  recallHow();
  document.querySelectorAll("[data-log] [data-lead], [data-ruler] :is(.on, .now), [data-said]").forEach((old) => old.remove());
}

/** What the store knows is newer than what the page remembers, except what only the page knows: name, undone, joined. */
function remember(tap) {
  const turn = lastTurn(tap);
  const known = mine.get(tap.key) ?? { name: tap.todo.find(({ deed }) => deed === "details")?.fields.name };
  mine.set(tap.key, { ...known, ...tap, undone: turn ? turn === "withdrawal" : known.undone });
}

async function tap(button) {
  const item = button.closest("[data-source]");
  const key = newKey();
  const fresh = {
    key,
    user,
    order: Date.now(),
    at: new Date().toISOString(),
    source: Number(item.dataset.source),
    sourceName: button.querySelector(".name").textContent,
    channel: channel().value,
    id: null,
    href: null,
    stuck: null,
    todo: [],
  };
  const turnOfTick = ++turns;
  counts.newest = item.dataset.source;
  confirmHow();
  settle();
  if (!justCounts()) open(fresh, item);
  if (slip && takesFocus()) slip.focus();
  ticks.push(key);
  remember({ ...fresh, todo: [{ deed: "capture" }] });
  await outbox.add(fresh, { deed: "capture" });
  const n = counts.of(item.dataset.source, await outbox.waiting());
  announce("announce", { source: fresh.sourceName, n }, turnOfTick);
  setTimeout(draw, UNDO_SECONDS * 1000 + 50);
}

/** The count of a tick comes late, from the store: it is not said once something newer has happened. */
function announce(name, facts, turnOfThis = ++turns) {
  if (turnOfThis === turns) document.querySelector("[data-announcer]").textContent = sentence(name, facts);
}

function open(known, item, more = {}) {
  slip = new Slip(known, { item, channel: channelName(known.channel), on: { save, undo: undoSlip, close: closeSlip }, ...more });
}

/** The card that stands open gives way to the next: what was typed into it is saved. */
function settle() {
  if (!slip) return;
  if (slip.isEmpty) closeSlip(slip);
  else save(slip);
}

function save(card) {
  const { fields, tap: known } = card;
  shut(card);
  drafts.delete(known.key);
  const tapped = mine.get(known.key);
  mine.set(known.key, { ...tapped, name: fields.name || tapped.name });
  outbox.add(bare(known.key), { deed: "details", fields });
}

/** Skipped: a card with something in it can be opened again from the list. */
function closeSlip(card) {
  if (card.isEmpty) drafts.delete(card.tap.key);
  else drafts.set(bare(card.tap.key), card.fields);
  shut(card);
  draw();
}

function shut(card) {
  if (slip === card) slip = null;
  card.close();
}

function undoSlip(card) {
  if (card.isEmpty) drafts.delete(card.tap.key);
  else drafts.set(bare(card.tap.key), card.fields);
  shut(card);
  turn(card.tap.key, "withdrawal");
}

/** What was typed is kept as long as the page is open: it comes back with the tick. */
function turn(key, deed) {
  const known = mine.get(key);
  const undone = deed === "withdrawal";
  mine.set(key, { ...known, undone, joined: false, typed: undone ? drafts.get(key) : undefined });
  if (undone) drafts.delete(key);
  else if (known.typed) drafts.set(bare(key), known.typed);
  if (undone) clear();
  if (undone) announce("takenBack", { source: known.sourceName, time: timeOf(known.at) });
  return outbox.add(bare(key), { deed });
}

/** The card that is open, or the last tick of this page that counts. Answers whether there was one. */
function undoLast() {
  const key = slip?.tap.key ?? ticks.findLast((tick) => !mine.get(tick).undone);
  if (!key) return false;
  if (slip) undoSlip(slip);
  else turn(key, "withdrawal");
  return true;
}

/** The ticks of this page that count, newest first. */
const standing = () => ticks.filter((key) => !mine.get(key).undone).map((key) => mine.get(key)).reverse();

function takeSeveralBack(n) {
  const keys = standing().slice(0, n).map(({ key }) => key);
  if (keys.includes(slip?.tap.key)) undoSlip(slip);
  for (const key of keys) if (!mine.get(key).undone) turn(key, "withdrawal");
  const restore = () => keys.forEach((key) => mine.get(key).undone && turn(key, "restoration"));
  say(sentence("takenBack", { n }), { label: sentence("putBack"), press: restore });
}

/** Another source: on screen at once; the counts follow with the answer, and a refusal puts it back. */
function correct(known, { source: to, sourceName }) {
  const { source: before, sourceName: nameBefore } = known;
  mine.set(known.key, { ...known, ...mine.get(known.key), source: to, sourceName, before: { source: before, sourceName: nameBefore } });
  if (slip?.tap.key === known.key) moveSlip(to);
  outbox.add(bare(known.key), { deed: "source", fields: { source: to } });
}

function takeBack(key, answer) {
  const known = mine.get(key);
  Object.assign(known, known.before);
  if (slip?.tap.key === key && known.before) moveSlip(known.source);
  const text = answer.errors?.source?.[0];
  if (text) say(text, { stays: true });
}

function moveSlip(to) {
  const { sourceName, channel: how } = mine.get(slip.tap.key);
  const item = tally.querySelector(`li[data-source="${to}"]`);
  slip.tap.source = to;
  if (item) slip.moveTo(item, sourceName, channelName(how));
}

/** A tap as the store keeps it. */
function bare(key) {
  const { key: _, ...known } = mine.get(key);
  const { user: by, order, at, source, sourceName, channel: how, id, href } = known;
  return { key, user: by, order, at, source, sourceName, channel: how, id, href, stuck: null, todo: [] };
}

function reopen(key, { focus = true } = {}) {
  const known = mine.get(key);
  const item = tally.querySelector(`li[data-source="${known.source}"]`);
  if (!item) return;
  settle();
  open(known, item, { fields: drafts.get(key) ?? known.stuck?.fields, errors: known.stuck?.errors });
  if (focus) slip.focus();
  draw();
}

/* what comes back */
outbox.addEventListener("changed", ({ detail }) => {
  remember(detail.tap);
  draw();
});
outbox.addEventListener("delivered", ({ detail: { tap: sent, deed, answer } }) => {
  if (answer.counts) counts.hear(answer.counts);
  remember(sent);
  const known = mine.get(sent.key);
  if (slip?.tap.key === sent.key) slip.arrived(sent.id);
  if (deed === "capture" && answer.outcome === "withdrawn") known.undone = true;
  if (deed === "details") Object.assign(known, { name: answer.name, joined: answer.joined });
  if (deed === "separation") known.joined = false;
  if (answer.said && deed !== "withdrawal") say(answer.said);
  draw();
});
outbox.addEventListener("refused", ({ detail: { tap: refused, deed, answer } }) => {
  if (answer.counts) counts.hear(answer.counts);
  remember(refused);
  if (deed === "withdrawal") mine.get(refused.key).undone = false;
  if (deed === "source") takeBack(refused.key, answer);
  if (deed === "details" && answer.errors && !slip) reopen(refused.key, { focus: takesFocus() });
  else if (answer.said) say(answer.said, { stays: true });
  draw();
});
outbox.addEventListener("state", draw);

/* what is done here */
document.getElementById("tap").addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter?.matches(".key")) tap(event.submitter);
});
listenToLog({
  undo: (key) => turn(key, "withdrawal"),
  restore: (key) => turn(key, "restoration"),
  separate: (key) => outbox.add(bare(key), { deed: "separation" }),
  retry: (key) => outbox.retry(mine.get(key)),
  open: (key) => reopen(key),
});
listenToKeys({
  card: () => slip,
  close: closeSlip,
  undo: undoLast,
  log: (hint) => {
    const button = tally.querySelector(`.key[data-hint="${CSS.escape(hint)}"]`);
    if (button) tap(button);
    return Boolean(button);
  },
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") draw();
  else if (slip && !slip.isEmpty) drafts.set(bare(slip.tap.key), slip.fields);
});

listenToCorrections({
  user,
  find: (opener) => (opener.matches("[data-slip-correct]") ? mine.get(slip.tap.key) : mine.get(opener.closest("[data-key]")?.dataset.key)),
  correct,
});
followOthers({
  isBusy: async () => (await outbox.waiting()).length > 0,
  hear: (said) => {
    counts.hear(said);
    draw();
  },
});

listenToJustCount(settle);
listenToTakingBack({ ticks: standing, takeBack: takeSeveralBack });

drafts.taps.forEach(remember);
keepThisPage(document.body.dataset.worker).catch(() => {});
if (!survives) say(sentence("unsafe"), { stays: true });
await draw();
tally.dataset.ready = "";
outbox.hurry();
