// Lets the pages opened on this device open without a network too (templates/leads/sw.js).

const FILES = "/static/";

/** Every file of ours that this page was made of. */
function files() {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  return [...new Set(loaded)].filter((address) => new URL(address).origin === location.origin && address.includes(FILES));
}

export async function keepThisPage(address) {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(address);
  const { active } = await navigator.serviceWorker.ready;
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  active.postMessage({ keep: files() });
}
