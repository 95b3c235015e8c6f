// One pixel of the canvas for each of the screen, at any ratio and size: nothing is scaled, so nothing
// is blurred.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

const measure = (tool) => tool.page.evaluate(() => {
  const canvas = document.querySelector("canvas");
  const box = canvas.getBoundingClientRect();
  return { width: canvas.width, height: canvas.height, ratio: devicePixelRatio,
    exact: [Math.round(box.width * devicePixelRatio), Math.round(box.height * devicePixelRatio)],
    rendering: getComputedStyle(canvas).imageRendering };
});

async function assertExact(tool, ratio) {
  const seen = await measure(tool);
  assert.equal(seen.ratio, ratio);
  assert.deepEqual([seen.width, seen.height], seen.exact);
  assert.equal(seen.rendering, "auto");
}

for (const ratio of [1, 1.25, 1.5, 2, 3]) {
  test(`ratio ${ratio}: as many pixels as the screen, also after a change of size`, async () => {
    const tool = await session.open("?lang=fr", { deviceScaleFactor: ratio });
    await assertExact(tool, ratio);
    for (const [width, height] of [[375, 667], [1023, 777], [1921, 1001]]) {
      await tool.page.setViewportSize({ width, height });
      await tool.page.waitForFunction((width) => innerWidth === width, width);
      await tool.settle();
      await assertExact(tool, ratio);
      assert.ok((await tool.picture()).colours > 50);
    }
    await tool.close();
  });
}

test("the ratio may change under way, as between two screens", async () => {
  const tool = await session.open();
  const client = await tool.context.newCDPSession(tool.page);
  for (const ratio of [2, 1.5, 1]) {
    await client.send("Emulation.setDeviceMetricsOverride",
      { width: 1280, height: 800, deviceScaleFactor: ratio, mobile: false });
    await tool.page.waitForFunction((ratio) => devicePixelRatio === ratio, ratio);
    await tool.page.mouse.move(640, 400 + ratio); // an emulated screen does not tell its change
    await tool.settle();
    await assertExact(tool, ratio);
  }
  await tool.close();
});

test("from 320 px to ultra-wide the document is as wide as the window", async () => {
  for (const width of [320, 375, 768, 1280, 2560, 3440]) {
    const tool = await session.open("?lang=fr", { viewport: { width, height: 900 } });
    assert.ok(await tool.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width}`);
    await tool.close();
  }
});

test("no blank canvas in any frame of a resize", async () => {
  const tool = await session.open();
  // As the compositor would see it: read back at the end of every animation frame.
  await tool.page.evaluate(() => {
    const canvas = document.querySelector("canvas");
    globalThis.blank = [];
    const reader = new OffscreenCanvas(64, 64).getContext("2d", { willReadFrequently: true });
    let size = `${canvas.width} ${canvas.height}`;
    const observer = new ResizeObserver(() => queueMicrotask(() => {
      // The observer's first call tells of no change: the browser has shown that frame, and emptied it.
      const before = size;
      size = `${canvas.width} ${canvas.height}`;
      if (size === before) return;
      reader.drawImage(canvas, 0, 0, canvas.width, canvas.height, 0, 0, 64, 64);
      const pixels = new Uint32Array(reader.getImageData(0, 0, 64, 64).data.buffer);
      blank.push(new Set(pixels).size);
    }));
    observer.observe(canvas);
  });
  for (let width = 1270; width > 900; width -= 60) {
    await tool.page.setViewportSize({ width, height: 800 - (1270 - width) / 4 });
    await tool.page.waitForFunction((width) => innerWidth === width, width);
    await tool.settle();
  }
  const colours = await tool.page.evaluate(() => blank);
  assert.equal(colours.length, 7);
  assert.ok(Math.min(...colours) > 10, `${colours}`);
  await tool.close();
});
