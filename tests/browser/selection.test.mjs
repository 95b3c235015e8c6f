// Words over their drawing: what is selected, found and copied is what one sees.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

/** The line of words in a node that is drawn first. */
const line = (tool, id) => tool.node(id).locator(".line").first();

/** The highest and lowest, leftmost and rightmost pixels of `box` that differ from its first one. */
async function inked(tool, box) {
  const clip = { x: Math.floor(box.x) - 2, y: Math.floor(box.y), width: Math.ceil(box.width) + 6,
    height: Math.ceil(box.height) };
  const png = (await tool.page.screenshot({ clip })).toString("base64");
  const reader = await tool.context.newPage();
  const found = await reader.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data, width } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const columns = [];
    for (let i = 0; i < data.length; i += 4) {
      const away = [0, 1, 2].some((c) => Math.abs(data[i + c] - data[c]) > 40);
      if (away) columns.push((i / 4) % width);
    }
    return { left: Math.min(...columns), right: Math.max(...columns), count: columns.length };
  }, png);
  await reader.close();
  return { left: found.left + clip.x, right: found.right + clip.x, count: found.count };
}

for (const language of ["fr", "en"]) {
  test(`the words of the mirror are as long as their drawing, ${language}`, async () => {
    const tool = await session.open(`?lang=${language}&theme=light`);
    await tool.page.evaluate(() => document.fonts.ready);
    await tool.page.waitForFunction(() => document.fonts.check("600 30px 'Inter Display'") && document.fonts.size === 3);
    for (const id of ["verdict.lead", "form.title", "tab.guide"]) {
      const box = await line(tool, id).boundingBox();
      const drawn = await inked(tool, box);
      assert.ok(drawn.count > 20, `${id}: nothing is drawn there`);
      assert.ok(Math.abs(drawn.left - box.x) <= 3, `${id}: ${drawn.left} and ${box.x}`);
      assert.ok(Math.abs(drawn.right - (box.x + box.width)) <= 4, `${id}: ${drawn.right} and ${box.x + box.width}`);
    }
    await tool.close();
  });
}

test("a mouse selects the verdict; copying gives its words", async () => {
  const tool = await session.open("?lang=en");
  await session.browser.contexts().at(-1).grantPermissions(["clipboard-read", "clipboard-write"]);
  const box = await line(tool, "verdict.lead").boundingBox();
  const y = box.y + box.height / 2;
  await tool.page.mouse.move(box.x + 1, y);
  await tool.page.mouse.down();
  await tool.page.mouse.move(box.x + box.width - 1, y, { steps: 5 });
  await tool.page.mouse.up();
  await tool.settle();
  const lead = await tool.text("verdict.lead");
  await tool.page.keyboard.press("Control+c");
  const copied = await tool.page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.length > 20 && lead.startsWith(copied.slice(0, 20)), copied);
  const selected = await tool.picture();
  await tool.page.evaluate(() => getSelection().removeAllRanges());
  assert.notEqual((await tool.picture()).sum, selected.sum, "the selection is seen");
  await tool.close();
});

test("copying several nodes gives a line for each, and nothing that is not seen", async () => {
  const tool = await session.open("?lang=en");
  const copied = await tool.page.evaluate(() => {
    getSelection().selectAllChildren(document.querySelector("[data-id=verdict]"));
    const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
    document.dispatchEvent(event);
    return event.clipboardData.getData("text/plain");
  });
  const lines = copied.split("\n");
  assert.ok(lines.includes(await tool.text("verdict.sentence")), copied);
  assert.ok(lines.length > 5, copied);
  await tool.close();
});

test("the browser's find finds what is drawn, in both languages", async () => {
  for (const language of ["fr", "en"]) {
    const tool = await session.open(`?lang=${language}`);
    const words = (await tool.text("verdict.lead")).split(" ").slice(0, 3).join(" ");
    assert.equal(await tool.page.evaluate((words) => window.find(words), words), true, words);
    assert.equal(await tool.page.evaluate(() => window.find("xyzzy")), false);
    await tool.close();
  }
});

test("a press on words that do nothing takes no focus, a press on a control still acts", async () => {
  const tool = await session.open("?lang=en");
  const before = await tool.verdict();
  await tool.click(line(tool, "verdict.lead"));
  assert.deepEqual(await tool.verdict(), before);
  await tool.click(tool.node("preset.image"));
  assert.notDeepEqual(await tool.verdict(), before);
  await tool.close();
});

test("the cursor tells what a press would do", async () => {
  const tool = await session.open("?lang=en");
  const cursor = async (locator) => {
    const { x, y } = await tool.at(locator);
    await tool.page.mouse.move(x, y);
    await tool.settle();
    return tool.page.evaluate(([x, y]) => getComputedStyle(document.elementFromPoint(x, y)).cursor, [x, y]);
  };
  assert.equal(await cursor(tool.node("preset.image")), "pointer");
  assert.equal(await cursor(tool.node("tab.guide")), "pointer");
  assert.equal(await cursor(tool.node("workload.request.memory_mb.entry")), "text");
  assert.equal(await cursor(line(tool, "verdict.lead")), "text");
  await tool.close();
});
