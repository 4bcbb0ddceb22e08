// What colleagues tap at other desks: today's counts, asked for every few seconds while somebody can see them.

import { dayOf } from "./clock.js";
import { momentOf } from "./outbox.js";

const PAUSE = 5000;
const { counts: address } = document.getElementById("tally").dataset;

/** Calls `hear(counts)` when they are different. `isBusy()`: something of this device is on its way, so they could mislead. */
export function followOthers({ hear, isBusy }) {
  let etag = "";
  let timer;

  async function ask() {
    if (document.visibilityState !== "visible" || !navigator.onLine) return;
    if (!(await isBusy())) await fetchCounts();
    timer = setTimeout(ask, PAUSE);
  }

  async function fetchCounts() {
    const headers = { Accept: "application/json", ...(etag && { "If-None-Match": etag }) };
    const response = await fetch(address, { headers, cache: "no-store", redirect: "manual" }).catch(() => null);
    if (!response?.ok) return;
    const said = await response.json().catch(() => null);
    if (!said || said.day !== dayOf(Date.now()) || (await isBusy())) return;
    etag = response.headers.get("ETag") ?? "";
    hear({ ...said, at: momentOf(response) });
  }

  function again() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  document.addEventListener("visibilitychange", again);
  addEventListener("online", again);
  again();
}
