// What waits on this device: taps and what was done to them, until the server has said yes to each.
//
// A tap: { key, user, order, at, source, sourceName, channel, id, href, todo, stuck }
//   todo   what the server does not know yet, in order: { deed: "capture" | "details" | "withdrawal" | …, fields }
//   stuck  why the first of them was refused, or null

import { openDB } from "../../vendor/idb.js";

const TAPS = "taps";

class Kept {
  constructor(db) {
    this.db = db;
  }

  /** Writes are on the disk before they are acknowledged: a tablet may lose power a moment later. */
  async change(key, edit) {
    const write = this.db.transaction(TAPS, "readwrite", { durability: "strict" });
    const tap = edit(await write.store.get(key));
    await (tap?.todo.length ? write.store.put(tap) : write.store.delete(key));
    await write.done;
    return tap;
  }

  all() {
    return this.db.getAll(TAPS);
  }
}

/** For a browser that will not store anything: as long as the page is open. */
class InMemory {
  taps = new Map();

  async change(key, edit) {
    const tap = edit(structuredClone(this.taps.get(key)));
    if (tap?.todo.length) this.taps.set(key, structuredClone(tap));
    else this.taps.delete(key);
    return tap;
  }

  async all() {
    return structuredClone([...this.taps.values()]);
  }
}

/** The store, and whether it survives the page. */
export async function openStore() {
  try {
    const db = await openDB("leadtrack", 1, { upgrade: (fresh) => fresh.createObjectStore(TAPS, { keyPath: "key" }) });
    navigator.storage?.persist?.().catch(() => {});
    return { store: new Kept(db), survives: true };
  } catch {
    return { store: new InMemory(), survives: false };
  }
}
