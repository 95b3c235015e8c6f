// The service worker of the hosted page: keeps one release of it, whole, for the visits without a
// network. script/pack.mjs writes before this what the release is: its name, and its files with the
// digest of each. Another release is another worker with a cache of its own, which waits until the
// reader asks for it (web/page/versions.js): no page is ever made of two.

/* global release */

const prefix = `sans-serveur ${registration.scope} `; // other sites of this host have caches too
const cacheName = prefix + release.name;
const addressOf = (name) => new URL(name, registration.scope).href;
const kept = new Set(Object.keys(release.files).map(addressOf));

/** A site that is being updated may serve a file of another release: its digest refuses it. */
async function keep(cache, name, integrity) {
  const response = await fetch(addressOf(name), { integrity, cache: "no-cache" });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  // Some hosts redirect page.html to page, and no navigation takes an answer that was redirected.
  const { headers } = response;
  await cache.put(addressOf(name), response.redirected ? new Response(response.body, { headers }) : response);
}

async function install() {
  const cache = await caches.open(cacheName);
  const files = Object.entries(release.files);
  await Promise.all(files.map(([name, integrity]) => keep(cache, name, integrity)));
}

async function removeOthers() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** The address under which a request's answer is kept, if any. */
function keptAddress({ url, mode, destination }) {
  // A frame is another page's: what it shows comes from the network, as before this worker.
  if (mode === "navigate" && destination !== "document") return undefined;
  const { origin, pathname } = new URL(url);
  const path = origin + pathname;
  const names = path.endsWith("/") ? [`${path}index.html`] : [path, `${path}.html`];
  return names.find((name) => kept.has(name));
}

async function answer(request, address) {
  const cache = await caches.open(cacheName);
  return (await cache.match(address)) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(removeOthers()));
addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});
addEventListener("fetch", (event) => {
  const address = event.request.method === "GET" ? keptAddress(event.request) : undefined;
  if (address) event.respondWith(answer(event.request, address));
});
