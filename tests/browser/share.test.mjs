// The state as a link: copied, opened elsewhere, damaged, followed by the browser's history, read
// from the screen by a camera.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import jsQR from "jsqr";
import { PNG } from "pngjs";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

const settled = 700; // ms until an edit is in the address
const memory = "workload.request.memory_mb.entry";

const fragmentOf = (tool) => new URL(tool.page.url()).hash;

/** The link as the sheet shows it. */
async function linkOf(tool) {
  await tool.enter(tool.node("header.share"));
  const link = await tool.node("share.link").inputValue();
  await tool.enter(tool.node("share.close"));
  return link;
}

async function choosePreset(tool, preset) {
  if ((await tool.node(`preset.${preset}`).count()) === 0) await tool.enter(tool.node("form.presets.more"));
  await tool.enter(tool.node(`preset.${preset}`));
}

test("a copied link opens elsewhere with the same verdict, language, theme and panel", async () => {
  const tool = await session.open("?lang=fr");
  await tool.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await tool.enter(tool.node("preset.image"));
  await tool.type(tool.node(memory), "777");
  await tool.enter(tool.node("header.theme"));
  await tool.enter(tool.node("tab.guide"));
  await tool.click(tool.node("header.share"));
  await tool.page.mouse.move(5, 5);
  const { x, y } = await boxOf(tool, "share.copy");
  await tool.page.mouse.click(x, y);
  const toast = tool.node("toast");
  await toast.filter({ hasText: /^Lien copié, \d+ caractères$/ }).waitFor({ state: "attached" });
  const link = await tool.page.evaluate(() => navigator.clipboard.readText());
  assert.equal(Number((await toast.textContent()).match(/\d+/)[0]), link.length);
  assert.match(link, /#v1\.c\.[\w-]+\.[\w-]{6}&lang=fr&theme=dark&panel=guide$/);
  assert.ok(link.startsWith(session.address));

  const other = await session.open("?lang=en");
  await other.page.goto("about:blank");
  await other.visit(link);
  assert.deepEqual(await other.verdict(), await tool.verdict());
  const root = () => other.page.evaluate(() => ({ ...document.documentElement.dataset, lang: document.documentElement.lang }));
  assert.equal((await root()).lang, "fr");
  assert.equal((await root()).theme, "dark");
  assert.equal(await other.node("tab.guide").getAttribute("aria-selected"), "true");
  assert.equal(await other.node("link.error").count(), 0);
  await other.close();
  await tool.close();
});

async function boxOf(tool, id) {
  const box = await tool.node(id).boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("a cut, an altered and a newer link say so, and load nothing", async () => {
  const tool = await session.open("?lang=en");
  const standard = await tool.verdict();
  await tool.enter(tool.node("preset.image"));
  const link = await linkOf(tool);
  const [, payload] = link.match(/#(v1[^&]*)/);
  const damaged = {
    "Incomplete link.": payload.slice(0, -4),
    "Damaged link.": payload.replace(/^(v1\.c\..{8})./, (_, start) => `${start}~`),
    "Link too recent.": payload.replace(/^v1/, "v7"),
  };
  for (const [title, fragment] of Object.entries(damaged)) {
    await tool.page.goto("about:blank");
    await tool.visit(`${session.address}?lang=en#${fragment}`);
    assert.ok((await tool.text("link.error")).startsWith(title), title);
    assert.match(await tool.text("link.error"), /nothing was loaded/);
    assert.deepEqual(await tool.verdict(), standard);
  }
  await tool.enter(tool.node("link.error.action"));
  assert.equal(await tool.node("link.error").count(), 0);
  assert.match(fragmentOf(tool), /^#v1\.c\./);
  await tool.close();
});

test("a reader with other prices is told", async () => {
  const tool = await session.open("?lang=en");
  // The defaults, with the price set "1999-12-31".
  await tool.page.goto("about:blank");
  await tool.visit(`${session.address}#v1.c.gWoxOTk5LTEyLTMx.X7SZJQ&lang=en`);
  assert.match(await tool.text("link.prices"), /1999/);
  await tool.close();
});

test("settings in the address are read and changed by hand", async () => {
  const tool = await session.open("?lang=en");
  await tool.page.goto("about:blank");
  await tool.visit(`${session.address}#lang=fr&theme=dark&panel=comparison`);
  assert.equal(await tool.page.evaluate(() => document.documentElement.lang), "fr");
  assert.equal(await tool.page.evaluate(() => document.documentElement.dataset.theme), "dark");
  assert.equal(await tool.node("tab.comparison").getAttribute("aria-selected"), "true");
  await tool.page.evaluate(() => (location.hash = location.hash.replace("lang=fr", "lang=en")));
  await tool.page.waitForFunction(() => document.documentElement.lang === "en");
  assert.equal(await tool.node("link.error").count(), 0);
  await tool.close();
});

test("edits settle in the address; presets are steps that back and forward go through", async () => {
  const tool = await session.open("?lang=en");
  const standard = await tool.verdict();
  assert.equal(fragmentOf(tool), "");
  const entries = () => tool.page.evaluate(() => history.length);
  const before = await entries();
  await tool.type(tool.node(memory), "3000");
  await tool.page.waitForTimeout(settled);
  const edited = await tool.verdict();
  assert.match(fragmentOf(tool), /^#v1\./);
  assert.equal(await entries(), before, "an edit is no step");

  await tool.enter(tool.node("preset.image"));
  const image = await tool.verdict();
  assert.equal(await entries(), before + 1);
  await tool.enter(tool.node("preset.schedule"));
  const schedule = await tool.verdict();

  const goes = async (direction, expected) => {
    await tool.page[direction]();
    await tool.settle();
    assert.deepEqual(await tool.verdict(), expected, direction);
  };
  await goes("goBack", image);
  assert.equal(await tool.node("preset.image").getAttribute("aria-pressed"), "true");
  await goes("goBack", edited);
  await goes("goForward", image);
  await goes("goForward", schedule);
  await tool.page.waitForTimeout(settled);
  await goes("goBack", image);

  await tool.page.reload();
  await tool.page.evaluate(() => sansServeur.ready);
  await tool.settle();
  assert.deepEqual(await tool.verdict(), image, "the address can be reloaded");
  assert.notDeepEqual(image, standard);
  await tool.close();
});

test("back to an address without a fragment is back to the start", async () => {
  const tool = await session.open("?lang=en");
  const standard = await tool.verdict();
  await tool.enter(tool.node("preset.image"));
  await tool.page.goBack();
  await tool.settle();
  assert.deepEqual(await tool.verdict(), standard);
  assert.equal(fragmentOf(tool), "");
  await tool.close();
});

test("inside another page, the address stays as it is", async () => {
  const tool = await session.open("?lang=en");
  await tool.page.goto("about:blank");
  await tool.page.route("**/host.html", (route) => route.fulfill({
    contentType: "text/html", body: `<iframe src="${session.address}?lang=en" width="1200" height="700"></iframe>`,
  }));
  await tool.page.goto(`${session.address}host.html`);
  const frame = await (await tool.page.waitForSelector("iframe")).contentFrame();
  await frame.waitForFunction(() => globalThis.sansServeur?.ready);
  await frame.evaluate(() => sansServeur.ready);
  const address = frame.url(), host = tool.page.url(), entries = await tool.page.evaluate(() => history.length);
  await frame.locator('[data-id="preset.image"]').focus();
  await tool.page.keyboard.press("Enter");
  await frame.waitForFunction(() =>
    document.querySelector('[data-id="preset.image"]').getAttribute("aria-pressed") === "true");
  await tool.page.waitForTimeout(settled);
  assert.equal(await frame.evaluate(() => location.href), address);
  assert.equal(tool.page.url(), host);
  assert.equal(await tool.page.evaluate(() => history.length), entries);
  await tool.close();
});

for (const scheme of ["light", "dark"]) {
  test(`a camera reads the code on the screen (${scheme})`, async () => {
    const tool = await session.open("?lang=en", { colorScheme: scheme });
    await tool.enter(tool.node("preset.queue"));
    await tool.click(tool.node("header.share"));
    const link = await tool.node("share.link").inputValue();
    const clip = await tool.node("share.qr").boundingBox();
    const { data, width, height } = PNG.sync.read(await tool.page.screenshot({ clip }));
    assert.equal(jsQR(new Uint8ClampedArray(data), width, height)?.data, link);
    await tool.page.keyboard.press("Escape");
    await tool.settle();
    assert.equal(await tool.node("share").count(), 0);
    await tool.close();
  });
}
