// The card: what is known about the enquiry just logged. Nothing in it must be filled in. It opens in a place of its own, so that
// no key moves under a finger.

import { dayAhead, timeOf } from "./clock.js";
import { UNDO_SECONDS } from "./log.js";
import { sentence } from "./words.js";

const TYPING_PAUSE = 300;
const SECOND_TAP = 400;
const NAME_WITH_A_NUMBER_FIRST = /^\d{1,2}[^\d+()]*\p{L}/u;
const TEXT = "input:not([type=radio])";
const blank = document.getElementById("slip-blank");
const { known: knownAddress } = document.getElementById("tally").dataset;
const place = document.querySelector("[data-place]");
const roomy = matchMedia("(min-width: 75.0625rem)");

/** The second tap of a double tap on a button of the card meets its place, and nothing that lies below. */
function shield() {
  place.style.setProperty("--left", `${place.offsetHeight}px`);
  place.dataset.leaving = "";
  setTimeout(() => delete place.dataset.leaving, SECOND_TAP);
}

export class Slip {
  /** The field that was emptied last by deleting, which undo fills again. */
  emptied = null;
  #asked = 0;
  #isNumberFirst = false;
  #hasChosen = false;
  #last;
  #pause;
  #undoTimer;

  /** `on`: save(tap, fields), undo(tap), close(tap, fields). `fields` and `errors` are of a card that is opened again. */
  constructor(tap, { item, on, channel, fields, errors }) {
    Object.assign(this, { tap, item, on });
    this.element = blank.content.firstElementChild.cloneNode(true);
    this.form = this.find("card");
    this.find("logged").textContent = sentence("logged", { time: timeOf(tap.at) });
    this.#tellWhence(channel);
    this.arrived(tap.id);
    this.form.querySelector(".more").open = roomy.matches;
    this.#freshenDays();
    if (fields) this.#fill(fields);
    if (errors) this.#complain(errors);
    this.#listen();
    this.#place();
  }

  /** Once the server has it, its source can be put right. */
  arrived(id) {
    this.tap.id = id;
    this.find("correct").classList.toggle("not-yet", !id);
  }

  /** The source was put right: the card goes on as that of the other key. */
  moveTo(item, sourceName, channel) {
    this.#mark(false);
    this.item = item;
    this.tap.sourceName = sourceName;
    this.#tellWhence(channel);
    this.#mark(true);
  }

  #tellWhence(channel) {
    this.find("whence").textContent = sentence("whence", { source: this.tap.sourceName, channel: channel.toLowerCase() });
  }

  find(name) {
    return this.element.querySelector(`[data-slip-${name}]`);
  }

  /** What was typed; the choice who it is alone is nothing. */
  get fields() {
    return Object.fromEntries([...new FormData(this.form)].filter(([name, value]) => value && name !== "csrfmiddlewaretoken"));
  }

  get isEmpty() {
    return !Object.keys(this.fields).some((name) => name !== "decision");
  }

  close() {
    clearTimeout(this.#pause);
    clearTimeout(this.#undoTimer);
    const hadFocus = this.element.contains(document.activeElement);
    place.style.setProperty("--tallest", `${Math.max(place.offsetHeight, this.element.offsetHeight)}px`);
    shield();
    this.element.remove();
    this.#mark(false);
    if (hadFocus) this.item.querySelector(".key").focus({ preventScroll: true });
  }

  focus() {
    (this.element.querySelector(".is-invalid") ?? this.form.elements.name).focus({ preventScroll: true });
  }

  /** Save and close. */
  finish() {
    this.form.requestSubmit();
  }

  /** Where the cursor is, or was last. */
  get lastField() {
    return this.#last ?? this.form.elements.name;
  }

  /** Whether `field` is the name and nothing was typed yet. */
  isFirst(field) {
    const { name, phone } = this.form.elements;
    return field === name && !name.value && !phone.value;
  }

  /** A number is being typed first: the field it belongs in. */
  takeNumber() {
    this.#isNumberFirst = true;
    return this.form.elements.phone;
  }

  /** It was the number in a name after all, as in 3M or 24h. */
  #giveBackNumber() {
    const { name, phone } = this.form.elements;
    if (!this.#isNumberFirst || name.value || !NAME_WITH_A_NUMBER_FIRST.test(phone.value)) return;
    this.#isNumberFirst = false;
    name.value = phone.value;
    phone.value = "";
    name.focus({ preventScroll: true });
  }

  #place() {
    delete place.dataset.leaving;
    place.append(this.element);
    place.dataset.used = "";
    this.#mark(true);
  }

  /** Whose card is open. */
  #mark(isOpen) {
    const key = this.item.querySelector(".key");
    if (isOpen) key.setAttribute("aria-expanded", "true");
    else key.removeAttribute("aria-expanded");
  }

  #fill(fields) {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.form.elements[name];
      if (field) field.value = value;
    }
    if (fields.interest || fields.email || fields.follow_up_on) this.form.querySelector(".more").open = true;
    if (fields.phone || fields.email) this.#recognise();
  }

  #complain(errors) {
    for (const [name, [text]] of Object.entries(errors)) {
      const said = this.form.querySelector(`[data-error="${CSS.escape(name)}"]`);
      if (!said) continue;
      said.textContent = text;
      said.id ||= `slip-error-${name}`;
      if (name === "decision") continue;
      this.form.elements[name].classList.add("is-invalid");
      this.form.elements[name].setAttribute("aria-invalid", "true");
      this.form.elements[name].setAttribute("aria-describedby", said.id);
      said.closest("details")?.setAttribute("open", "");
    }
  }

  /** The page may have come from this device's own memory, days ago. */
  #freshenDays() {
    for (const option of this.form.elements.follow_up_on.querySelectorAll("[data-days]")) {
      const { value, label } = dayAhead(Number(option.dataset.days));
      option.value = value;
      option.textContent = `${option.dataset.word}, ${label}`;
    }
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.isEmpty) this.on.close(this);
      else if (this.#mustChoose) this.#askWho();
      else this.on.save(this);
    });
    this.form.addEventListener("focusin", ({ target }) => {
      if (target.matches(TEXT)) this.#last = target;
    });
    this.form.addEventListener("input", ({ target, inputType }) => {
      this.emptied = !target.value && inputType?.startsWith("delete") ? target : null;
      if (!["name", "phone", "email"].includes(target.name)) return;
      this.#giveBackNumber();
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.#recognise(), TYPING_PAUSE);
    });
    this.form.addEventListener("change", ({ target }) => {
      if (target.name !== "decision") return;
      this.#hasChosen = true;
      this.form.querySelector('[data-error="decision"]').textContent = "";
    });
    this.find("skip").addEventListener("click", () => this.on.close(this));
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      this.on.close(this);
    });
    const undo = this.find("undo");
    undo.addEventListener("click", (event) => {
      event.preventDefault();
      this.on.undo(this);
    });
    const left = UNDO_SECONDS * 1000 - (Date.now() - new Date(this.tap.at));
    if (left <= 0) undo.classList.add("no-more");
    else this.#undoTimer = setTimeout(() => this.#endUndo(undo), left);
  }

  #endUndo(undo) {
    if (document.activeElement === undo) this.focus();
    undo.classList.add("no-more");
  }

  /** Somebody else's name was typed with a number that is known: nothing is saved under either until it is said. */
  get #mustChoose() {
    const choices = [...this.form.querySelectorAll("[name=decision]")];
    return choices.length > 0 && !choices.some(({ checked }) => checked);
  }

  #askWho() {
    const legend = this.form.querySelector(".known legend").textContent;
    this.form.querySelector('[data-error="decision"]').textContent = legend;
    this.form.querySelector("[name=decision]").focus();
  }

  /** This looks like … Without a network nobody is asked, and the rule for the same person decides on arrival. */
  async #recognise() {
    const { name = "", phone = "", email = "", decision } = this.fields;
    if (!phone && !email) return this.#show("");
    const asked = ++this.#asked;
    const query = new URLSearchParams({ name, phone, email, lead: this.tap.id ?? "" });
    const response = await fetch(`${knownAddress}?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
    const html = response?.ok ? await response.text() : "";
    if (asked === this.#asked) this.#show(html, { decision });
  }

  /** Who it looks like. What somebody chose of the same person stays chosen; what was only proposed does not, with another name. */
  #show(html, { decision } = {}) {
    const known = this.find("known");
    const before = known.querySelector("[data-contact]")?.dataset.contact;
    known.innerHTML = html;
    if (this.#hasChosen && before === known.querySelector("[data-contact]")?.dataset.contact) {
      const chosen = known.querySelector(`[value="${CSS.escape(decision)}"]`);
      if (chosen) chosen.checked = true;
    } else {
      this.#hasChosen = false;
    }
  }
}
