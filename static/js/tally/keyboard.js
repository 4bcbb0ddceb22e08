// The keyboard on the Log. While no card is open, the key of a source logs; while one is open, every key is text and lands in it.

const FIELD = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
const CONTROL = `${FIELD}, button, a[href], summary, input`;
const fine = matchMedia("(pointer: fine)");
let hand = "";
let pressed = {};

/** Whether a card may take the focus: after a key, or with a mouse. After a finger the keyboard of the screen would cover the page. */
export const takesFocus = () => hand === "key" || (hand !== "touch" && fine.matches);

/** Letters, digits and signs, also those behind AltGr or Option, and what begins an accent or a word of an input method. */
function isText(event) {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (metaKey) return false;
  if ([...key].length > 1) return key === "Dead" || key === "Process";
  return event.getModifierState("AltGraph") || (!ctrlKey && !(altKey && /\w/.test(key)));
}

/** The keyboard of a screen sends keys too, into a field. */
function noteKey({ target }) {
  if (fine.matches || !target.closest?.(FIELD)) hand = "key";
}

const isPlain = ({ ctrlKey, metaKey, altKey }) => !ctrlKey && !metaKey && !altKey;
const isUndo = ({ key, ctrlKey, metaKey, altKey, shiftKey }) => key.toLowerCase() === "z" && ctrlKey !== metaKey && !altKey && !shiftKey;

/** A key that is held down repeats only where it was pressed: neither into the card it opened nor on the button behind it. */
function stopRepeat(event) {
  if (!event.repeat) pressed = { code: event.code, target: event.target };
  else if (event.code === pressed.code && event.target !== pressed.target && (isText(event) || event.key === "Enter")) event.preventDefault();
}

/** A field with typing in it undoes that; also one that was just emptied. */
function undo(event, on) {
  const field = event.target.closest?.(FIELD);
  const hasTyping = field && !field.matches("select") && (field.value || field.isContentEditable || field === on.card()?.emptied);
  if (!hasTyping && !event.repeat && on.undo()) event.preventDefault();
}

/** Everything but what works the page (Tab, arrows, a button's own Enter and Space) is for the card. */
function useCard(event, card, on) {
  const { target, key } = event;
  const isOwnKey = card.item.contains(target);
  if (key === "Escape") {
    if (!target.closest(FIELD) && !document.querySelector(":popover-open")) on.close(card);
  } else if (isOwnKey && (key === "Enter" || key === " ") || (key === "Enter" && !target.closest(CONTROL))) {
    event.preventDefault();
    if (key === " ") document.addEventListener("keyup", (up) => up.preventDefault(), { once: true, capture: true }); // a button is pressed by letting go
    card.finish();
  } else if (isText(event) && !(key === " " && target.closest(CONTROL))) {
    typeInto(event, card);
  }
}

/** The letter itself follows the focus. The shortcuts of every page, which listen on the window, must not have it too. */
function typeInto(event, card) {
  const { target, key } = event;
  if (target.closest(FIELD) && !card.element.contains(target)) return;
  const field = target.closest(FIELD) ?? card.lastField;
  const right = card.isFirst(field) && /^[+\p{Nd}]$/u.test(key) ? card.takeNumber() : field;
  if (right === target) return;
  for (const popover of document.querySelectorAll(":popover-open")) popover.hidePopover();
  right.focus();
  event.stopPropagation();
}

function log(event, on) {
  if (event.target.closest?.(FIELD) || document.querySelector(":popover-open") || event.repeat || !isPlain(event)) return;
  const key = event.key.toLowerCase();
  const isHandled = key === "u" ? on.undo() : on.log(key);
  if (isHandled) event.preventDefault();
}

/**
 * `on`: card(), the one that is open or null; close(card); log(hint), log from the source of that key; undo(), take the last tick
 * back. The last two answer whether there was one.
 */
export function listenToKeys(on) {
  document.addEventListener("pointerdown", ({ pointerType }) => (hand = pointerType), true);
  document.addEventListener("keydown", noteKey, true);
  document.addEventListener("keydown", stopRepeat, true);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    const card = on.card();
    if (isUndo(event)) undo(event, on);
    else if (card) useCard(event, card, on);
    else log(event, on);
  });
}
