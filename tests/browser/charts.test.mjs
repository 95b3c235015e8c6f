// A chart goes along as a table, as a file for a spreadsheet, and as a picture.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

/** The bytes of the file that a press on a button of the mirror saves. */
async function saved(tool, id) {
  const [download] = await Promise.all([
    tool.page.waitForEvent("download"), tool.enter(tool.node(id)),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("the picture of a chart is a PNG file at twice the pixels at least, and the page stays", async () => {
  const tool = await session.open("?lang=en&panel=costs");
  const box = await tool.node("costs.curve").boundingBox();
  const before = await tool.picture();
  const { name, bytes } = await saved(tool, "costs.png.costs.curve");
  assert.equal(name, "costs.curve.png");
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  assert.ok(Math.abs(width - 2 * (box.width + 32)) <= 4, `${width} for ${box.width}`);
  assert.ok(Math.abs(height - 2 * (box.height + 32)) <= 4, `${height} for ${box.height}`);
  const seen = await tool.picture();
  assert.deepEqual([seen.width, seen.height], [before.width, before.height]);
  assert.ok(seen.colours > 50);
  await tool.close();
});

test("the figures of a chart are a CSV file", async () => {
  const tool = await session.open("?lang=fr&panel=costs");
  const { name, bytes } = await saved(tool, "costs.csv.costs.bars");
  assert.equal(name, "costs.bars.csv");
  assert.match(bytes.toString(), /^"Poste","Service",.*\n/);
  assert.match(bytes.toString(), /"Total","Fargate","","",141\.07/);
  await tool.close();
});

test("every chart of every panel has a table in the mirror, which can take its place", async () => {
  const tool = await session.open("?lang=en");
  const tabs = await tool.page.getByRole("tab").all();
  for (const tab of tabs) {
    await tool.enter(tab);
    const panel = tool.page.getByRole("tabpanel");
    for (const image of await panel.locator("[role=img]").all()) {
      const id = await image.getAttribute("data-id");
      const rows = await tool.node(`${id}.table`).locator("tr").count();
      assert.ok(rows > 1, `${id} has a table`);
    }
  }
  await tool.enter(tool.role("tab", "Costs"));
  await tool.enter(tool.node("costs.as_table"));
  assert.equal(await tool.node("costs.bars").count(), 0);
  assert.ok(await tool.node("costs.bars.table").locator("tr").count() > 8);
  await tool.close();
});
