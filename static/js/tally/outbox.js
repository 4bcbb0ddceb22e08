// Delivers what waits: in order, once each, for as long as it takes. A key makes the same tap the same lead, so
// asking again after a lost answer is always safe.

const SHORTEST = 1000;
const LONGEST = 60_000;
const PATIENCE = 15_000;
const CAPTURE = { deed: "capture" };

/** When the server answered, by its own clock. */
export const momentOf = (response) => Date.parse(response.headers.get("Date")) || 0;
const CHANNEL = "leadtrack-outbox";

const cookie = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

/** A tap the store does not hold: delivered, or never known to be, and then it is captured once more by its key. */
const afresh = (tap) => ({ ...tap, todo: tap.id ? [] : [CAPTURE] });

/** A tap with one more deed behind what waits. What was refused gives way to its correction, or to an undo. */
function withDeed(tap, deed) {
  const [first, ...rest] = tap.todo;
  if (deed.deed === "capture") return { ...tap, todo: [CAPTURE] };
  if (!tap.stuck) return { ...tap, todo: [...tap.todo, deed] };
  if (first.deed === deed.deed) return { ...tap, stuck: null, todo: [deed, ...rest] };
  if (deed.deed === "withdrawal") return { ...tap, stuck: null, todo: first.deed === "capture" ? [] : [deed] };
  return { ...tap, todo: [...tap.todo, deed] };
}

export class Outbox extends EventTarget {
  /** Where delivery stands: "idle", "sending", "offline" (no network), "down" (no answer), "signedOut". */
  state = "idle";
  #tries = 0;
  #timer;
  #news = "BroadcastChannel" in globalThis ? new BroadcastChannel(CHANNEL) : null;

  constructor({ user, addresses, noLead, store }) {
    super();
    Object.assign(this, { user, addresses, noLead, store });
    addEventListener("online", () => this.hurry());
    addEventListener("offline", () => this.#become("offline"));
    addEventListener("pageshow", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.hurry());
    this.#news?.addEventListener("message", ({ data }) => data.user === user && this.#tell(data.name, data.detail));
  }

  /** Everything of this person that waits, oldest first. */
  async waiting() {
    return (await this.store.all()).filter((tap) => tap.user === this.user).sort((a, b) => a.order - b.order);
  }

  /** How much of other people waits on this device; it is sent when they sign in here. */
  async others() {
    return (await this.store.all()).filter((tap) => tap.user !== this.user).length;
  }

  /** Remember one more thing to do with a tap, then try to send it. */
  async add(tap, deed) {
    const kept = await this.store.change(tap.key, (known) => withDeed(known ?? afresh(tap), deed));
    this.#report("changed", kept);
    this.hurry();
    return kept;
  }

  /** Try a refused tap once more as it is. */
  async retry(tap) {
    const kept = await this.store.change(tap.key, (known) => known && { ...known, stuck: null });
    if (kept) this.#report("changed", kept);
    this.hurry();
  }

  /** Now, and not when the pause is over. */
  hurry() {
    clearTimeout(this.#timer);
    this.#tries = 0;
    this.#run();
  }

  /** One page of this browser delivers at a time; what comes in meanwhile is picked up by the same round. */
  async #run() {
    const round = () => this.#deliver();
    await (navigator.locks ? navigator.locks.request(CHANNEL, round) : round());
  }

  async #deliver() {
    if (!navigator.onLine) return this.#become("offline");
    const passed = new Set();
    let outcome = "";
    for (let tap; outcome !== "signedOut" && outcome !== "down" && (tap = await this.#next(passed)); ) {
      this.#become("sending");
      outcome = await this.#sendFirst(tap);
      if (outcome) passed.add(tap.key);
    }
    if (outcome === "signedOut") return this.#become("signedOut");
    if (outcome === "down" || (await this.#next(new Set()))) return this.#later();
    this.#become("idle");
  }

  async #next(passed) {
    return (await this.waiting()).find((tap) => !tap.stuck && !passed.has(tap.key));
  }

  /** Answers "" when it arrived, else why not: "signedOut", "down", "failed" (this one only) or "refused". */
  async #sendFirst(tap) {
    const [first] = tap.todo;
    const response = await this.#post(tap, first).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (answer?.counts) answer.counts.at = momentOf(response);
    if (response?.ok && answer) return this.#delivered(tap, first, answer);
    if (response?.type === "opaqueredirect" || response?.status === 401 || response?.status === 403) return "signedOut";
    if (response?.status === 500) return "failed";
    if (!answer || response.status > 500 || response.status === 429) return "down";
    return this.#refused(tap, first, answer);
  }

  #post(tap, { deed, fields }) {
    const tapped = { key: tap.key, source: tap.source, channel: tap.channel, at: tap.at, sent: new Date().toISOString() };
    return fetch(this.addresses[deed].replace(this.noLead, tap.id), {
      method: "POST",
      body: JSON.stringify(deed === "capture" ? tapped : fields ?? {}),
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": cookie("csrftoken"),
        "X-Sent-By": this.user,
      },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  async #delivered(tap, { deed }, answer) {
    const { id = tap.id, href = tap.href } = answer;
    const kept = await this.store.change(tap.key, (known) => known && { ...known, id, href, todo: known.todo.slice(1) });
    this.#tries = 0;
    this.#report("delivered", kept ?? { ...tap, id, href, todo: [] }, { deed, answer });
    return "";
  }

  /** A card waits to be corrected; anything else that the server will never take is given up, and said. */
  async #refused(tap, { deed, fields }, answer) {
    const stays = deed === "details" || deed === "capture";
    const kept = await this.store.change(tap.key, (known) => {
      if (!known) return known;
      return stays ? { ...known, stuck: { deed, fields, ...answer } } : { ...known, todo: known.todo.slice(1) };
    });
    this.#report("refused", kept ?? { ...tap, todo: [] }, { deed, fields, answer });
    return "refused";
  }

  #later() {
    this.#become(navigator.onLine ? "down" : "offline");
    const pause = Math.min(LONGEST, SHORTEST * 2 ** this.#tries) * (0.75 + Math.random() / 2);
    this.#tries += 1;
    this.#timer = setTimeout(() => this.#run(), pause);
  }

  #become(state) {
    this.state = state;
    this.#tell("state", {});
  }

  #report(name, tap, more = {}) {
    const detail = { tap, ...more };
    this.#tell(name, detail);
    this.#news?.postMessage({ user: this.user, name, detail });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
