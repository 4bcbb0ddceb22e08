{% load i18n static %}{% get_current_language as language %}// Keeps LeadTrack opening without a network: the Log, Today and the people opened lately, each as it last came and saying since when,
// and the files they are made of. Anything else says that there is no network, and not the browser.
// The pages hold names, so they are forgotten as soon as anybody signs out, or in as somebody else.

const PAGES = "leadtrack-page";
const FILES = "leadtrack-files";
const APART = "leadtrack-offline";
const TALLY = "{% url "tally" %}";
const TODAY = "{% url "today" %}";
const OFFLINE = "{% url "offline" %}";
const A_PERSON = /^\/(leads|people|opportunities|clients)\/[0-9a-f-]+\/$/;
const UNFOLDED = /^(\?(enquiry|opportunity)=[0-9a-f-]+)?$/;
const DOORS = ["{% url "account_logout" %}", "{% url "account_login" %}"];
const STATIC = "{% get_static_prefix %}";
const PATIENCE = 4000;
const LONG_PATIENCE = 10000;
const MOST_PAGES = 40;
const NAMED_BY_CONTENT = /\.[0-9a-f]{12}(?=\.\w+$)/;
const AS_IT_WAS = "{% translate "The server is not reached. This page is as it was on {when}." as text %}{{ text|escapejs }}";
const WHEN = new Intl.DateTimeFormat("{{ language|escapejs }}", { {% if business.time_zone %}timeZone: "{{ business.time_zone|escapejs }}", {% endif %}weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepOfflinePage());
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const forget = () => caches.delete(PAGES);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const isKept = ({ pathname, search }) => (pathname === TALLY && /^(\?how=\w+)?$/.test(search)) || (!search && pathname === TODAY) || (A_PERSON.test(pathname) && UNFOLDED.test(search));
const isPerson = (path) => A_PERSON.test(path.split("?")[0]);

/** Never from a cache on the way: it names the files of this version. */
async function keepOfflinePage() {
  const apart = await caches.open(APART);
  await apart.add(new Request(OFFLINE, { cache: "reload" }));
  const text = await (await apart.match(OFFLINE)).text();
  const files = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address).filter((address) => address.startsWith(STATIC));
  await Promise.allSettled(files.map((address) => apart.add(address)));
}

async function remember(path, response) {
  if (response.ok && !response.redirected) {
    const pages = await caches.open(PAGES);
    await pages.delete(path);
    await pages.put(path, response.clone());
    const others = (await pages.keys()).filter(({ url }) => A_PERSON.test(new URL(url).pathname));
    return Promise.all(others.slice(0, -MOST_PAGES).map((request) => pages.delete(request)));
  }
  if (isPerson(path)) return (await caches.open(PAGES)).delete(path);
  if (response.type === "opaqueredirect" || response.redirected || response.status === 403) return forget();
}

/** The network's answer; the kept page where there is none in time, or the server is in trouble. */
async function page(event, path) {
  const fresh = fetch(event.request).then(async (response) => {
    await remember(path, response);
    return response;
  });
  event.waitUntil(fresh.catch(() => null));
  const kept = await caches.match(path, { cacheName: PAGES });
  if (!kept) return fresh.catch(offline);
  const old = () => (path === TALLY ? kept : asItWas(kept));
  const answered = fresh.then((response) => (response.status >= 500 ? old() : response), old);
  return Promise.race([answered, pause(path === TALLY ? PATIENCE : LONG_PATIENCE).then(old)]);
}

/** The Log knows by itself what has arrived since; any other page says how old it is. */
async function asItWas(kept) {
  const headers = new Headers(kept.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  const since = AS_IT_WAS.replace("{when}", WHEN.format(new Date(kept.headers.get("Date") ?? Date.now())));
  const notice = `<div class="notice notice-now as-it-was" role="status"><p>${since}</p></div>`;
  return new Response((await kept.clone().text()).replace(/<main\b[^>]*>/, (tag) => tag + notice), { headers });
}

const offline = async () => (await caches.match(OFFLINE, { cacheName: APART })) ?? Response.error();

/** A file whose name tells its content never changes; any other is asked for first. */
async function file(request) {
  const kept = (await caches.match(request, { cacheName: FILES })) ?? (await caches.match(request, { cacheName: APART }));
  if (kept && NAMED_BY_CONTENT.test(new URL(request.url).pathname)) return kept;
  const fresh = await fetch(request).catch(() => kept ?? Response.error());
  if (fresh.ok && fresh !== kept) await keepFile(request, fresh.clone());
  return fresh;
}

/** An older version of the same file goes. */
async function keepFile(request, response) {
  const files = await caches.open(FILES);
  const stem = (url) => url.replace(NAMED_BY_CONTENT, "");
  for (const each of await files.keys()) if (stem(each.url) === stem(request.url) && each.url !== request.url) await files.delete(each);
  await files.put(request, response);
}

/** The page that asked, and the files it was made of before this began to listen. */
async function keep(addresses) {
  const files = await caches.open(FILES);
  const here = new Set((await files.keys()).map((request) => request.url));
  const missing = addresses.filter((address) => !here.has(address) || !NAMED_BY_CONTENT.test(address));
  await Promise.allSettled(missing.map(async (address) => keepFile(new Request(address), await fetch(address))));
  if (await caches.match(TALLY, { cacheName: PAGES })) return;
  const response = await fetch(TALLY, { redirect: "manual" });
  await remember(TALLY, response);
}

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep).catch(() => null));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (DOORS.includes(url.pathname)) event.waitUntil(forget());
  if (request.mode === "navigate") {
    if (request.headers.get("Content-Type")?.startsWith("multipart/")) return; // files go by the browser alone
    event.respondWith(request.method === "GET" && isKept(url) ? page(event, url.pathname === TALLY ? TALLY : url.pathname + url.search) : fetch(request).catch(offline));
  } else if (request.method === "GET" && url.pathname.startsWith(STATIC)) {
    event.respondWith(file(request));
  }
});
