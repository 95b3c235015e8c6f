// What script/pack.mjs makes of the page, hosted as people host it: under a sub-path, with strict
// headers and with none, without JavaScript, without a network, while a new version comes; and the
// single file, opened as a file.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { launch, Tool } from "./session.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = process.env.PAGE_DIR ?? join(root, "build/web/page");
const scratch = mkdtempSync(join(tmpdir(), "hosting-"));
const first = join(scratch, "first/dist"), again = join(scratch, "again/dist"), next = join(scratch, "next/dist");
const address = "https://example.org/some/project/";

const pack = (from, to, options = []) => promisify(execFile)(
  process.execPath, [join(root, "script/pack.mjs"), from, to, ...options],
  { env: { ...process.env, SOURCE_DATE_EPOCH: "1790000000" } });

/** The page as a later release would have it. */
async function packNext() {
  const changed = join(scratch, "changed");
  cpSync(page, changed, { recursive: true });
  appendFileSync(join(changed, "page.js"), "document.documentElement.dataset.release = 'next';\n");
  await pack(changed, next, ["--address", address]);
}

const filesIn = (folder) => readdirSync(folder, { recursive: true })
  .filter((name) => statSync(join(folder, name)).isFile()).sort();
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
/** Our pages; those in folders are examples for others to copy. */
const htmlOf = (folder) => filesIn(folder).filter((name) => /^[^/]+\.html$/.test(name))
  .map((name) => [name, readFileSync(join(folder, name), "utf8")]);

// ---- a host ----

const prefix = "/some/project/";
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const strict = {
  "Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
    "img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'self'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

const outer = "outer.html"; // another page of the same host, with the tool inside

/** Serves `host.folder` under the prefix, with `host.headers`; remembers what it was asked for. */
async function startHost() {
  const host = { folder: first, headers: strict, down: false, asked: [] };
  const server = createServer((request, response) => {
    if (host.down) return request.socket.destroy();
    const path = new URL(request.url, "http://host").pathname;
    host.asked.push(path);
    const name = path.slice(prefix.length) || "index.html";
    try {
      assert.ok(path.startsWith(prefix));
      const bytes = name === outer ? '<!doctype html><iframe src="./?lang=en"></iframe>'
        : readFileSync(join(host.folder, name));
      const wasm = name.endsWith(".wasm") && host.headers === strict && "application/wasm";
      const type = wasm || types[extname(name)];
      response.writeHead(200, { ...(type && { "Content-Type": type }), ...host.headers }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  host.address = `http://127.0.0.1:${server.address().port}${prefix}`;
  host.close = () => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve)));
  return host;
}

let host, browser;
before(async () => {
  await Promise.all([pack(page, first, ["--address", address]), pack(page, again, ["--address", address])]);
  await packNext();
  [host, browser] = await Promise.all([startHost(), launch()]);
});
after(async () => {
  await browser?.close();
  await host?.close();
  rmSync(scratch, { recursive: true });
});

async function newTool(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const tool = new Tool(context, await context.newPage());
  tool.requests = [];
  context.on("request", (request) => tool.requests.push(request.url()));
  return tool;
}

/** On a host that answers so; a test leaves the host as it was. */
async function hosted(answer, use) {
  const usual = { folder: host.folder, headers: host.headers, down: false };
  Object.assign(host, answer, { asked: [] });
  try {
    await use();
  } finally {
    Object.assign(host, usual);
  }
}

const local = (url) => url.startsWith(host.address) || /^(data|blob):/.test(url);

// ---- the files ----

test("the same page gives the same bytes, and the sums are theirs", () => {
  assert.deepEqual(readFileSync(`${again}.zip`), readFileSync(`${first}.zip`));
  assert.notDeepEqual(readFileSync(`${next}.zip`), readFileSync(`${first}.zip`));
  const sums = filesIn(first).filter((name) => name !== "SHA256SUMS")
    .map((name) => `${sha256(readFileSync(join(first, name)))}  ${name}\n`).join("");
  assert.equal(readFileSync(join(first, "SHA256SUMS"), "utf8"), sums);
  assert.equal(readFileSync(`${first}.zip.sha256`, "utf8"), `${sha256(readFileSync(`${first}.zip`))}  dist.zip\n`);
});

test("what a browser may keep for ever is named for its content, and compressed copies are right", () => {
  const assets = filesIn(join(first, "assets")).filter((name) => !/\.(br|gz)$/.test(name));
  for (const kind of ["js", "css", "wasm"]) assert.ok(assets.some((name) => name.endsWith(kind)), kind);
  for (const name of assets) {
    const bytes = readFileSync(join(first, "assets", name));
    assert.equal(name.split(".")[1], sha256(bytes).slice(0, 12), name);
    assert.deepEqual(brotliDecompressSync(readFileSync(join(first, "assets", `${name}.br`))), bytes);
    assert.deepEqual(gunzipSync(readFileSync(join(first, "assets", `${name}.gz`))), bytes);
  }
});

test("no page has inline code, and what it refers to is there, by a relative address", () => {
  const kept = new Set(filesIn(first));
  for (const [name, html] of htmlOf(first).filter(([name]) => name !== "sans-serveur.html")) {
    assert.doesNotMatch(html, /<script(?![^>]* src=)[^>]*>|<style| style=| on\w+="/, name);
    assert.match(html, /http-equiv="Content-Security-Policy" content="default-src 'none';/, name);
    for (const [, reference] of html.matchAll(/ (?:src|href)="([^"#]+)"/g)) {
      if (/^https:/.test(reference)) continue; // a source to read
      assert.ok(kept.has(reference), `${name}: ${reference}`);
    }
  }
});

test("each page tells search engines and those who pass it on what it is, in its language", () => {
  const pages = Object.fromEntries(htmlOf(first));
  const meta = (name, property) =>
    pages[name].match(new RegExp(`(?:property|name)="${property}" content="([^"]*)"`))?.[1];
  for (const [name, language, title] of [["fr.html", "fr", /Fargate ou Lambda/], ["en.html", "en", /Fargate or Lambda/]]) {
    assert.match(pages[name], new RegExp(`<html lang="${language}"`));
    assert.match(pages[name].match(/<title>(.*)<\/title>/)[1], title);
    assert.match(meta(name, "og:title"), title);
    assert.match(meta(name, "description"), language === "fr" ? /charge/ : /workload/);
    assert.equal(meta(name, "og:locale").slice(0, 2), language);
    assert.equal(meta(name, "og:image"), `${address}card.${language}.png`);
    assert.equal(meta(name, "og:url"), `${address}${name}`);
    assert.ok(filesIn(first).includes(`card.${language}.png`));
  }
  for (const name of ["index.html", "fr.html", "en.html"]) {
    for (const [language, to] of [["x-default", ""], ["fr", "fr.html"], ["en", "en.html"]])
      assert.ok(pages[name].includes(`hreflang="${language}" href="${address}${to}"`), `${name}: ${language}`);
  }
  for (const language of ["fr", "en"]) {
    const manifest = JSON.parse(readFileSync(join(first, `${language}.webmanifest`), "utf8"));
    assert.equal(manifest.lang, language);
    assert.notEqual(manifest.name_localized.fr, manifest.name_localized.en);
    for (const { src } of manifest.icons) assert.ok(filesIn(first).includes(src), src);
  }
});

// ---- hosted ----

// Of a program without its type: a browser compiles it once it has all of it, and says so.
const untyped = /wasm streaming compile failed|ArrayBuffer instantiation/;

for (const [name, headers] of [["strict headers", strict], ["no headers", {}]]) {
  test(`under a sub-path, with ${name}, the page works and asks nobody else`, () => hosted({ headers }, async () => {
    const tool = await newTool();
    for (const path of ["?lang=en", "fr.html", "en.html", "methodology.fr.html"]) {
      if (path.startsWith("methodology")) await tool.page.goto(host.address + path);
      else await tool.visit(host.address + path);
      if (path !== "fr.html") continue;
      assert.match(await tool.text("verdict.sentence"), /par mois/);
      assert.equal(await tool.page.locator(".text").isVisible(), false, "the program says all of it");
      assert.ok((await tool.picture()).colours > 50);
    }
    assert.deepEqual(tool.requests.filter((url) => !local(url)), []);
    assert.deepEqual(host.asked.filter((path) => !path.startsWith(prefix)), []);
    await tool.close({ expected: headers === strict ? [] : [untyped] });
  }));
}

test("the guide leads to the methodology, beside the tool", async () => {
  const tool = await newTool();
  await tool.visit(`${host.address}?lang=fr&panel=guide`);
  const opened = tool.context.waitForEvent("page");
  await tool.click(tool.node("guide.methodology"));
  const methodology = await opened;
  await methodology.waitForLoadState();
  assert.match(methodology.url(), /methodology\.fr\.html$/);
  assert.match(await methodology.locator("h1").innerText(), /Méthode/);
  await tool.close();
});

test("without JavaScript the pages say it all, in both languages", async () => {
  const tool = await newTool({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  const rows = { fr: 1, en: 1 };
  for (const [path, shown] of [["", ["fr", "en"]], ["fr.html", ["fr"]], ["en.html", ["en"]]]) {
    await tool.page.goto(host.address + path);
    assert.equal(await tool.page.locator(".skeleton").isVisible(), false);
    for (const language of ["fr", "en"])
      assert.equal(await tool.page.locator(`article[lang="${language}"]`).count(), Number(shown.includes(language)), path);
    for (const language of shown) {
      const article = tool.page.locator(`article[lang="${language}"]`);
      assert.ok(await article.getByRole("heading", { level: 1 }).isVisible());
      rows[language] = await article.locator("table").first().locator("tbody tr").count();
      const uses = await article.locator("table").nth(1).locator("tbody td").allInnerTexts();
      assert.deepEqual(uses, ["Lambda", "Fargate"]);
      assert.match(await article.innerText(), language === "fr" ? /Serverless\s», en français simple/ : /“Serverless”, in plain words/);
    }
  }
  assert.ok(rows.fr > 5 && rows.fr === rows.en, JSON.stringify(rows));
  assert.ok(await tool.page.locator("html").evaluate((html) => html.scrollWidth <= innerWidth));
  await tool.close();
});

test("a program that does not load leaves the text of the reader's language", async () => {
  const tool = await newTool({ locale: "fr-FR", serviceWorkers: "block" });
  await tool.page.route("**/*.wasm", (route) => route.abort());
  await tool.page.goto(host.address);
  await tool.page.getByRole("alert").waitFor();
  assert.ok(await tool.page.locator('article[lang="fr"]').isVisible());
  assert.equal(await tool.page.locator('article[lang="en"]').isVisible(), false);
  await tool.close({ expected: [/./] });
});

test("a page whose scripts never come gives way to its text", async () => {
  const tool = await newTool({ locale: "fr-FR", serviceWorkers: "block" });
  await tool.page.route("**/*.js", (route) => route.abort());
  await tool.page.goto(host.address);
  const text = tool.page.locator('article[lang="fr"]');
  assert.equal(await text.isVisible(), false, "laid out before it can be seen");
  await tool.page.locator(".skeleton").waitFor({ state: "hidden" });
  await text.waitFor();
  await tool.close({ expected: [/ERR_FAILED/] });
});

// ---- without a network, and from version to version ----

const workerReady = (tool) => tool.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
const release = (tool) => tool.page.evaluate(() => document.documentElement.dataset.release ?? "first");

test("a second visit needs no network", () => hosted({}, async () => {
  const tool = await newTool();
  await tool.visit(`${host.address}?lang=en`);
  await workerReady(tool);
  host.down = true;
  for (const path of ["?lang=en", "index.html", "fr.html?panel=guide"]) {
    await tool.visit(host.address + path);
    assert.match(await tool.text("verdict.sentence"), /Lambda|Fargate/);
  }
  await tool.page.goto(`${host.address}methodology.en.html`);
  assert.match(await tool.page.locator("h1").innerText(), /Method/);
  await tool.close();
}));

test("a new version says that it is there, and comes whole when asked for", () => hosted({}, async () => {
  const tool = await newTool();
  await tool.visit(`${host.address}?lang=en`);
  await workerReady(tool);
  host.folder = next;
  await tool.visit(`${host.address}?lang=en`);
  const banner = tool.node("notice.new_version.action");
  await banner.waitFor({ state: "attached" });
  assert.equal(await release(tool), "first");
  await tool.visit(`${host.address}?lang=en`);
  assert.equal(await release(tool), "first", "all of the old one, until the reader asks");

  await banner.waitFor({ state: "attached" });
  const reloaded = tool.page.waitForEvent("load");
  const { x, y } = await tool.at(banner);
  await tool.page.mouse.click(x, y); // and no waiting until all is still: the page goes
  await reloaded;
  await tool.page.evaluate(() => sansServeur.ready);
  assert.equal(await release(tool), "next");
  assert.equal(await banner.count(), 0);
  const names = await tool.page.evaluate(() => caches.keys());
  assert.equal(names.length, 1, names.join());
  host.down = true;
  await tool.visit(`${host.address}?lang=en`);
  assert.equal(await release(tool), "next");
  await tool.close();
}));

test("a half-updated host never gives a mixed version", () => hosted({}, async () => {
  const mixed = join(scratch, "mixed");
  cpSync(next, mixed, { recursive: true });
  cpSync(join(first, "fr.html"), join(mixed, "fr.html"));
  const tool = await newTool();
  await tool.visit(`${host.address}?lang=en`);
  await workerReady(tool);
  host.folder = mixed;
  const state = await tool.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise((resolve) => registration.addEventListener("updatefound", () => resolve(registration.installing)));
    await registration.update().catch(() => {});
    const worker = await found;
    while (worker.state === "installing") await new Promise((resolve) => setTimeout(resolve, 20));
    return worker.state;
  });
  assert.equal(state, "redundant");
  await tool.visit(`${host.address}?lang=en`);
  assert.equal(await release(tool), "first");
  await tool.close({ expected: [/integrity/] });
}));

test("inside another page there is no service worker", () => hosted({ headers: {} }, async () => {
  const tool = await newTool();
  await tool.page.goto(`${host.address}${outer}`);
  const frame = await (await tool.page.locator("iframe").elementHandle()).contentFrame();
  await frame.waitForFunction(() => globalThis.sansServeur?.frames > 0);
  assert.equal(await frame.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  await tool.close({ expected: [untyped, /404/] }); // the outer page has no icon
}));

// ---- the single file ----

test("the single file works as a file, without a network", async () => {
  const tool = await newTool({ offline: true, acceptDownloads: true });
  const file = pathToFileURL(join(first, "sans-serveur.html")).href;
  await tool.visit(`${file}?lang=fr&panel=guide`);
  assert.match(await tool.text("verdict.sentence"), /par mois/);
  assert.ok((await tool.picture()).colours > 50);
  await tool.click(tool.node("header.language.en"));
  assert.match(await tool.text("verdict.sentence"), /a month/);

  await tool.click(tool.node("guide.methodology"));
  const dialog = tool.page.locator("dialog");
  assert.ok(await dialog.isVisible());
  assert.ok((await dialog.innerText()).length > 10000, "the whole methodology");
  await tool.page.keyboard.press("Escape");
  assert.equal(await dialog.isVisible(), false);

  const saved = tool.page.waitForEvent("download");
  await tool.enter(tool.node("export.workload"));
  assert.match((await saved).suggestedFilename(), /\.json$/);
  assert.deepEqual(tool.requests.filter((url) => !/^(file|data|blob):/.test(url)), []);
  assert.equal(await tool.page.locator("link[rel=canonical]").getAttribute("href"), address);
  await tool.close();
});

test("without JavaScript the single file can be read", async () => {
  const tool = await newTool({ javaScriptEnabled: false });
  await tool.page.goto(pathToFileURL(join(first, "sans-serveur.html")).href);
  for (const language of ["fr", "en"]) {
    assert.ok(await tool.page.locator(`article[lang="${language}"]`).isVisible());
    assert.equal(await tool.page.locator(`[id="methodology.${language}.html"] section`).count() > 3, true);
  }
  await tool.close();
});
