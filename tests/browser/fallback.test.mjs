// What happens when the browser gives no canvas, takes it away, or cannot run the program at all.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

const isPlain = (tool) => tool.page.evaluate(() => document.querySelector(".plain") !== null);

test("without WebGL 2 the mirror is the page, and the tool works", async () => {
  const tool = await session.open("?lang=en&webgl=off");
  assert.ok(await isPlain(tool));
  const sentence = await tool.text("verdict.sentence");
  assert.ok(await tool.node("verdict.sentence").isVisible());
  await tool.node("preset.image").click();
  await tool.settle();
  assert.notEqual(await tool.text("verdict.sentence"), sentence);
  await tool.node("workload.request.memory_mb.entry").fill("4096");
  await tool.page.keyboard.press("Enter");
  await tool.settle();
  assert.match(await tool.node("workload.request.memory_mb").getAttribute("aria-valuetext"), /4/);
  await tool.close();
});

test("without WebGL 2 nothing is wider than a phone", async () => {
  const tool = await session.open("?lang=fr&webgl=off", { viewport: { width: 320, height: 640 } });
  assert.ok(await tool.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await tool.close();
});

test("a browser that has no WebGL 2 gets the same", async () => {
  const tool = await session.open("about:blank".slice(0, 0), {});
  await tool.page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await tool.visit(`${session.address}?lang=en`);
  assert.ok(await isPlain(tool));
  assert.match(await tool.text("verdict.sentence"), /Lambda|Fargate/);
  await tool.close();
});

/** Nothing is hovered, focused or scrolled. */
async function atRest(tool) {
  await tool.page.mouse.move(0, 0);
  await tool.page.evaluate(() => {
    document.activeElement.blur();
    scrollTo(0, 0);
  });
  await tool.settle();
}

test("a canvas that is lost and restored shows the same picture again", async () => {
  const tool = await session.open();
  await tool.click(tool.node("preset.image"));
  await tool.click(tool.node("preset.catalogue"));
  await atRest(tool);
  const before = await tool.picture();
  await tool.page.evaluate(() => {
    globalThis.lose = document.querySelector("canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
    lose.loseContext();
  });
  await tool.page.waitForFunction(() => document.querySelector(".plain"));
  const sentence = await tool.text("verdict.sentence");
  await tool.node("preset.image").click();
  await tool.settle();
  assert.notEqual(await tool.text("verdict.sentence"), sentence, "the tool works meanwhile");
  await tool.node("preset.catalogue").click();
  await tool.page.evaluate(() => lose.restoreContext());
  await tool.page.waitForFunction(() => !document.querySelector(".plain"));
  await atRest(tool);
  const after = await tool.picture();
  assert.equal(after.colours, before.colours);
  assert.equal(after.sum, before.sum);
  await tool.close({ expected: [/WebGL/] });
});

test("a program that does not load says so in the reader's language", async () => {
  const context = await session.browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(session.address);
  const failure = page.getByRole("alert");
  await failure.waitFor();
  assert.match(await failure.innerText(), /n’a pas pu démarrer/);
  assert.doesNotMatch(await failure.innerText(), /could not start/);
  await context.close();
});
