{% load static %}// Keeps the Log opening without a network: its page as it last came, and the files it is made of.
// The page holds names, so it is forgotten as soon as anybody signs out, or in as somebody else.

const PAGE = "leadtrack-page";
const FILES = "leadtrack-files";
const TALLY = "{% url "tally" %}";
const DOORS = ["{% url "account_logout" %}", "{% url "account_login" %}"];
const STATIC = "{% get_static_prefix %}";
const PATIENCE = 4000;
const NAMED_BY_CONTENT = /\.[0-9a-f]{12}\.\w+$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const forget = () => caches.delete(PAGE);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function remember(response) {
  if (response.ok && !response.redirected) return (await caches.open(PAGE)).put(TALLY, response.clone());
  if (response.type === "opaqueredirect" || response.redirected || response.status === 403) return forget();
}

/** The network's answer; the kept page where there is none in time, or the server is in trouble. */
async function page(event) {
  const fresh = fetch(event.request).then(async (response) => {
    await remember(response);
    return response;
  });
  event.waitUntil(fresh.catch(() => null));
  const kept = await caches.match(TALLY, { cacheName: PAGE });
  if (!kept) return fresh;
  const answered = fresh.then((response) => (response.status >= 500 ? kept : response), () => kept);
  return Promise.race([answered, pause(PATIENCE).then(() => kept)]);
}

/** A file whose name tells its content never changes; any other is asked for first. */
async function file(request) {
  const kept = await caches.match(request, { cacheName: FILES });
  if (kept && NAMED_BY_CONTENT.test(new URL(request.url).pathname)) return kept;
  return fetch(request).catch(() => kept ?? Response.error());
}

async function keep(addresses) {
  const files = await caches.open(FILES);
  const wanted = new Set(addresses);
  for (const request of await files.keys()) if (!wanted.has(request.url)) await files.delete(request);
  const here = new Set((await files.keys()).map((request) => request.url));
  const missing = addresses.filter((address) => !here.has(address) || !NAMED_BY_CONTENT.test(address));
  await Promise.allSettled(missing.map((address) => files.add(address)));
  if (await caches.match(TALLY, { cacheName: PAGE })) return;
  const response = await fetch(TALLY, { redirect: "manual" });
  await remember(response);
}

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep).catch(() => null));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (DOORS.includes(url.pathname)) event.waitUntil(forget());
  else if (request.method !== "GET") return;
  else if (request.mode === "navigate" && url.pathname === TALLY && !url.search) event.respondWith(page(event));
  else if (url.pathname.startsWith(STATIC)) event.respondWith(file(request));
});
