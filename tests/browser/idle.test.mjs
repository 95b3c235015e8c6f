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
