// A page that rests costs nothing: no frame, no timer that leads to one.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

async function framesOver(tool, milliseconds) {
  const before = await tool.frames();
  await tool.page.waitForTimeout(milliseconds);
  return (await tool.frames()) - before;
}

test("no frame in 5 s without input", async () => {
  const tool = await session.open();
  assert.equal(await framesOver(tool, 5000), 0);
  await tool.close();
});

test("no processor time in 5 s without input", async () => {
  const tool = await session.open();
  const client = await tool.context.newCDPSession(tool.page);
  await client.send("Performance.enable");
  const busy = async () => {
    const { metrics } = await client.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ScriptDuration").value;
  };
  await tool.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500))); // fonts, garbage
  const before = await busy();
  await tool.page.waitForTimeout(5000);
  assert.equal(await busy(), before, "no script has run");
  await tool.close();
});

test("an edit is on the screen one animation frame after its event", async () => {
  const tool = await session.open("?lang=en");
  const seen = await tool.page.evaluate(async () => {
    const text = (id) => document.querySelector(`[data-id="${id}"]`).textContent;
    const slider = document.querySelector("[data-id='workload.request.cpu_ms']");
    const before = text("cost.lambda");
    const frames = sansServeur.frames;
    slider.valueAsNumber = Number(slider.max);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const canvas = document.querySelector("canvas").getContext("webgl2");
    const draws = [];
    const drawElements = canvas.drawElements;
    canvas.drawElements = (...all) => (draws.push(text("cost.lambda")), drawElements.apply(canvas, all));
    await new Promise(requestAnimationFrame);
    return { before, after: text("cost.lambda"), frames: sansServeur.frames - frames, draws: draws.length };
  });
  assert.notEqual(seen.after, seen.before);
  assert.equal(seen.frames, 1);
  assert.ok(seen.draws > 0);
  await tool.close();
});

test("no frame while a text field waits for its reader", async () => {
  const tool = await session.open();
  await tool.page.locator(".mirror input[type=text]").first().focus();
  await tool.settle();
  assert.equal(await framesOver(tool, 2000), 0);
  await tool.close();
});

test("an event draws a few frames, and then there is rest again", async () => {
  const tool = await session.open();
  const before = await tool.frames();
  await tool.page.mouse.move(640, 500);
  await tool.settle();
  assert.ok((await tool.frames()) > before);
  assert.equal(await framesOver(tool, 2000), 0);
  await tool.close();
});

test("after close() nothing listens and nothing draws", async () => {
  const tool = await session.open();
  const errors = await tool.page.evaluate(async () => {
    sansServeur.close();
    const before = sansServeur.frames;
    for (const type of ["pointermove", "pointerdown", "pointerup"])
      document.querySelector("canvas").dispatchEvent(new PointerEvent(type, { isPrimary: true }));
    for (const type of ["scroll", "resize", "blur", "focus"]) dispatchEvent(new Event(type));
    document.dispatchEvent(new Event("visibilitychange"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    return sansServeur.frames - before;
  });
  assert.equal(errors, 0);
  await tool.close();
});
