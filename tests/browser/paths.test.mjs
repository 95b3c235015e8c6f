// The whole way through the tool, by keyboard alone and by the mirror alone, in both languages.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

/** Presses Tab, or Shift+Tab, until a node has the focus. */
async function walk(tool, id) {
  const at = () => tool.page.evaluate(() => document.activeElement?.dataset.id ?? "");
  for (let steps = 0; steps < 250; ++steps) {
    if ((await at()) === id) return;
    await tool.page.keyboard.press("Tab");
  }
  assert.fail(`Tab never reaches ${id}`);
}

const hands = {
  "by keyboard alone": {
    async press(tool, id) {
      await walk(tool, id);
      await tool.page.keyboard.press("Enter");
    },
    async enter(tool, id, text) {
      await walk(tool, id);
      await tool.page.keyboard.press("Control+a");
      await tool.page.keyboard.type(text);
      await tool.page.keyboard.press("Enter");
    },
    async choose(tool, id) {
      await walk(tool, id);
      await tool.page.keyboard.press("ArrowDown");
    },
    async open(tool, panel) {
      const selected = await tool.page.locator("[role=tab][aria-selected=true]").getAttribute("data-id");
      await walk(tool, selected);
      for (let steps = 0; steps < 8; ++steps) {
        if ((await tool.node(`panel.${panel}`).count()) > 0) return;
        await tool.page.keyboard.press("ArrowRight");
        await tool.settle();
      }
    },
  },
  "by the mirror alone": {
    press: (tool, id) => tool.node(id).evaluate((element) => element.click()),
    enter: (tool, id, text) => tool.node(id).evaluate((element, text) => {
      element.focus();
      element.value = text;
      element.dispatchEvent(new Event("input", { bubbles: true }));
      element.blur();
    }, text),
    choose: (tool, id) => tool.node(id).evaluate((element) => {
      element.selectedIndex += 1;
      element.dispatchEvent(new Event("change", { bubbles: true }));
    }),
    open: (tool, panel) => tool.node(`tab.${panel}`).evaluate((element) => element.click()),
  },
};

for (const [how, hand] of Object.entries(hands)) {
  for (const language of ["fr", "en"]) {
    test(`${how}, ${language}: preset, number, region, panel, table, CSV`, async () => {
      const tool = await session.open(`?lang=${language}&panel=comparison`);
      const then = async (act) => {
        const before = await tool.verdict();
        await act;
        await tool.settle();
        assert.notDeepEqual(await tool.verdict(), before);
      };
      await then(hand.press(tool, "preset.image"));
      await then(hand.enter(tool, "workload.request.memory_mb.entry", "3000"));
      await then(hand.choose(tool, "workload.region"));
      await hand.open(tool, "costs");
      await tool.settle();
      assert.equal(await tool.node("panel.costs").count(), 1);
      const ways = tool.page.locator(".mirror button");
      const labels = await ways.evaluateAll((buttons) => buttons.map((button) => button.dataset.id));
      const table = labels.find((id) => /costs.*table$/.test(id));
      const csv = labels.find((id) => /costs\.csv\..+/.test(id)); // of the first chart
      const name = await tool.node(table).textContent();
      await hand.press(tool, table);
      await tool.settle();
      assert.notEqual(await tool.node(table).textContent(), name);
      const download = tool.page.waitForEvent("download");
      await hand.press(tool, csv);
      const text = await readFile(await (await download).path(), "utf8");
      assert.ok(text.split("\n").length > 3, text);
      await tool.close();
    });
  }
}
