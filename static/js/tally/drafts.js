// Cards with something in them that nobody saved: kept on this device for the rest of their day.
// Written at once, as a page that is being left has no time for anything slower.

import { dayOf } from "./clock.js";

export class Drafts {
  #kept;

  constructor(user) {
    this.name = `drafts:${user}`;
    this.#kept = new Map(this.#read().filter(([, { tap }]) => dayOf(tap.at) === dayOf(Date.now())));
    this.#write();
  }

  get taps() {
    return [...this.#kept.values()].map(({ tap }) => tap);
  }

  has(key) {
    return this.#kept.has(key);
  }

  get(key) {
    return this.#kept.get(key)?.fields;
  }

  set(tap, fields) {
    this.#kept.set(tap.key, { tap, fields });
    this.#write();
  }

  delete(key) {
    if (this.#kept.delete(key)) this.#write();
  }

  #read() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? [];
    } catch {
      return [];
    }
  }

  /** A browser that stores nothing keeps them as long as the page is open. */
  #write() {
    try {
      if (this.#kept.size) localStorage.setItem(this.name, JSON.stringify([...this.#kept]));
      else localStorage.removeItem(this.name);
    } catch {
      return;
    }
  }
}
