// The page as a reader uses it: languages, presets, verdict, costs; by mouse, by finger, by address.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

const memory = "workload.request.memory_mb";

test("the canvas shows something, and something else in the dark", async () => {
  const tool = await session.open();
  const light = await tool.picture();
  assert.ok(light.colours > 50, `${light.colours} colours`);
  await tool.page.emulateMedia({ colorScheme: "dark" });
  await tool.settle();
  const dark = await tool.picture();
  assert.ok(dark.colours > 50, `${dark.colours} colours`);
  assert.notEqual(dark.sum, light.sum);
  await tool.close();
});

test("the language comes from the address, then from the last visit, then from the browser", async () => {
  const tool = await session.open("", { locale: "fr-CA" });
  const language = () => tool.page.evaluate(() => document.documentElement.lang);
  assert.equal(await language(), "fr");
  await tool.visit(`${session.address}?lang=en`);
  assert.equal(await language(), "en");
  await tool.visit(session.address);
  assert.equal(await language(), "fr", "an address passed on is not a choice");

  await tool.click(tool.node("header.language.en"));
  assert.equal(await language(), "en");
  assert.match(await tool.page.title(), /Fargate or Lambda/);
  assert.equal(new URL(tool.page.url()).searchParams.get("lang"), "en");
  await tool.visit(session.address);
  assert.equal(await language(), "en", "a choice is remembered");
  await tool.close();
});

test("a change of language keeps the verdict and changes its words", async () => {
  const tool = await session.open("?lang=fr");
  const french = await tool.text("verdict.sentence");
  await tool.click(tool.node("header.language.en"));
  const english = await tool.text("verdict.sentence");
  assert.notEqual(english, french);
  const service = (sentence) => sentence.match(/Lambda|Fargate/)[0];
  assert.equal(service(english), service(french));
  await tool.close();
});

test("the theme is the reader's, and is remembered", async () => {
  const tool = await session.open();
  const theme = () => tool.page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), "light");
  for (let presses = 0; presses < 3 && (await theme()) === "light"; ++presses)
    await tool.click(tool.node("header.theme"));
  assert.equal(await theme(), "dark");
  await tool.visit(session.address);
  assert.equal(await theme(), "dark");
  await tool.close();
});

test("the two closing recommendations of the text come out as verdicts", async () => {
  const tool = await session.open("?lang=en");
  const recommended = {
    Lambda: ["email", "image"],
    Fargate: ["api_container", "node_backend", "python_backend"],
  };
  for (const [service, presets] of Object.entries(recommended)) {
    for (const preset of presets) {
      await choosePreset(tool, preset);
      assert.match(await tool.text("verdict.eyebrow"), new RegExp(`^Verdict: ${service}`), preset);
      assert.match(await tool.text("verdict.sentence"), new RegExp(`Choose ${service}`), preset);
      assert.match(await tool.text("verdict.live"), new RegExp(service), preset);
    }
  }
  await tool.close();
});

/** Some presets wait behind a disclosure. */
async function choosePreset(tool, preset) {
  if ((await tool.node(`preset.${preset}`).count()) === 0) await tool.click(tool.node("form.presets.more"));
  await tool.click(tool.node(`preset.${preset}`));
}

test("memory changes the costs, typed or dragged", async () => {
  const tool = await session.open("?lang=en");
  const first = await tool.verdict();
  await tool.type(tool.node(`${memory}.entry`), "4096");
  const typed = await tool.verdict();
  assert.notDeepEqual(typed, first);

  const slider = tool.node(memory);
  const { x, y } = await tool.at(slider);
  await tool.page.mouse.move(x, y);
  await tool.page.mouse.down();
  await tool.page.mouse.move(x - 80, y, { steps: 5 });
  await tool.page.mouse.up();
  await tool.settle();
  assert.notDeepEqual(await tool.verdict(), typed);
  await tool.close();
});

test("?panel= opens a panel, and a tab opens another", async () => {
  const tool = await session.open("?lang=en&panel=guide");
  assert.equal(await tool.node("tab.guide").getAttribute("aria-selected"), "true");
  assert.equal(await tool.node("panel.guide").count(), 1);
  await tool.click(tool.node("tab.costs"));
  assert.equal(await tool.node("tab.costs").getAttribute("aria-selected"), "true");
  assert.equal(await tool.node("panel.guide").count(), 0);
  await tool.close();
});

test("a workload goes out as a file, and comes back through the file picker", async () => {
  const tool = await session.open("?lang=en");
  const before = await tool.verdict();
  const download = tool.page.waitForEvent("download");
  await tool.enter(tool.node("export.workload"));
  const file = await download;
  assert.match(file.suggestedFilename(), /\.json$/);
  const workload = JSON.parse(await readFile(await file.path(), "utf8"));
  assert.equal(workload.schema, "sans-serveur/workload/1");

  workload.traffic.requests_per_month = 1000;
  const chooser = tool.page.waitForEvent("filechooser");
  await tool.enter(tool.node("header.import"));
  const buffer = Buffer.from(JSON.stringify(workload));
  await (await chooser).setFiles({ name: "workload.json", mimeType: "application/json", buffer });
  await tool.page.waitForFunction((sentence) =>
    document.querySelector('[data-id="verdict.sentence"]').textContent !== sentence, before[0]);
  await tool.close();
});

test("the wheel scrolls the document under a canvas that stays", async () => {
  const tool = await session.open();
  const before = await tool.picture();
  await tool.page.mouse.move(640, 400);
  await tool.page.mouse.wheel(0, 300);
  await tool.page.waitForFunction(() => scrollY > 250);
  await tool.settle();
  assert.notEqual((await tool.picture()).sum, before.sum);
  assert.equal(await tool.page.evaluate(() => document.querySelector("canvas").getBoundingClientRect().y), 0);
  await tool.close();
});

test("a link drawn on the canvas opens as the browser opens links", async () => {
  const tool = await session.open("?lang=en&panel=guide");
  const link = tool.page.locator(".mirror a[href^='http']").first();
  if ((await link.count()) === 0) await tool.click(tool.node("tab.costs"));
  await tool.context.route("https://**", (route) => route.fulfill({ body: "elsewhere" }));
  const opened = tool.context.waitForEvent("page");
  await tool.click(link);
  const page = await opened;
  await page.waitForLoadState();
  assert.equal(page.url(), new URL(await link.getAttribute("href")).href);
  assert.equal(await page.evaluate(() => opener), null);
  await tool.close();
});

const phone = { viewport: { width: 375, height: 700 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

test("a tap presses; a finger that scrolls presses nothing", async () => {
  const tool = await session.open("?lang=en", phone);
  const { x, y } = await tool.at(tool.node("header.language.fr"));
  await tool.page.touchscreen.tap(x, y);
  await tool.settle();
  assert.equal(await tool.page.evaluate(() => document.documentElement.lang), "fr");

  const values = () => tool.page.locator(".mirror input[type=range]")
    .evaluateAll((sliders) => sliders.map((slider) => slider.value));
  const before = await values();
  await tool.swipe(180, 500, 0, -300);
  assert.ok(await tool.page.evaluate(() => scrollY > 100), "the document has scrolled");
  assert.deepEqual(await values(), before);
  await tool.close();
});

test("a finger that goes sideways drags a slider", async () => {
  const tool = await session.open("?lang=en", phone);
  if ((await tool.node(memory).count()) === 0) await tool.click(tool.node("form.edit"));
  const value = () => tool.node(memory).inputValue();
  const before = await value();
  const { x, y } = await tool.at(tool.node(memory));
  await tool.swipe(x, y, 60, 0);
  assert.notEqual(await value(), before);
  await tool.close();
});

test("a tap on a text field gives it the focus inside the gesture", async () => {
  const tool = await session.open("?lang=en", phone);
  if ((await tool.node(`${memory}.entry`).count()) === 0) await tool.click(tool.node("form.edit"));
  const { x, y } = await tool.at(tool.node(`${memory}.entry`));
  const inside = tool.page.evaluate(() => new Promise((resolve) => {
    let lifting = false;
    addEventListener("pointerup", () => (lifting = true), true);
    addEventListener("pointerup", () => setTimeout(() => (lifting = false)));
    document.addEventListener("focusin", () => resolve(lifting && navigator.userActivation.isActive));
  }));
  await tool.page.touchscreen.tap(x, y);
  assert.equal(await inside, true);
  await tool.close();
});
