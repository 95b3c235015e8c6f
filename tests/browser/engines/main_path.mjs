// The main path of a reader, the same in every engine: open, language, preset, edit, verdict, chart.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { serve } from "../session.mjs";
import { startChromium } from "./chromium.mjs";
import { Reader } from "./reader.mjs";

const memory = "workload.request.memory_mb";
const desktop = [1280, 800];

/** What the tool answers along the path; each step is seen to change the answer. */
async function answersAlongThePath(tool, address) {
  await tool.visit(`${address}?lang=fr&panel=costs`);
  const answers = [await tool.answer()];
  const sentence = "verdict.sentence";
  async function changes(what, step) {
    await step();
    const answer = await tool.answer();
    assert.notDeepEqual(answer[what], answers.at(-1)[what]);
    answers.push(answer);
  }
  await changes(sentence, () => tool.click("header.language.en"));
  await changes(sentence, () => tool.click("preset.image"));
  await changes("cost.lambda", () => tool.enter(`${memory}.entry`, "4096"));
  await tool.focus(memory);
  await changes("cost.lambda", async () => {
    await tool.press("ArrowLeft");
    await tool.press("ArrowLeft");
  });
  return answers;
}

/** Registers the tests of the path in one engine. */
export function testMainPath(start) {
  let server;
  let address;
  /** @type {Reader} */
  let tool;
  before(async () => {
    server = await serve();
    address = `http://127.0.0.1:${server.address().port}/`;
    tool = new Reader(await start());
  });
  after(async () => {
    await tool?.hands.close();
    server.close();
  });
  const engineTest = (name, run) => test(name, { timeout: 180_000 }, async () => {
    await tool.hands.resize(...desktop);
    await run();
    tool.assertNoErrors();
  });

  engineTest("the page starts with a live canvas that shows something", async () => {
    await tool.visit(`${address}?lang=fr`);
    assert.equal(await tool.hands.evaluate('document.querySelector(".plain, .failed, .starting")'), null);
    const lost = 'document.querySelector("canvas").getContext("webgl2").isContextLost()';
    assert.equal(await tool.hands.evaluate(lost), false);
    const { colours } = await tool.picture();
    assert.ok(colours > 50, `${colours} colours`);
  });

  engineTest("language, preset, edit and slider change the answer, as they do in Chromium", async () => {
    const answers = await answersAlongThePath(tool, address);
    if (start === startChromium) return;
    const chromium = new Reader(await startChromium());
    try {
      await chromium.hands.resize(...desktop);
      assert.deepEqual(answers, await answersAlongThePath(chromium, address));
    } finally {
      await chromium.hands.close();
    }
  });

  engineTest("a panel opens, its charts are drawn, and their tables are there", async () => {
    await tool.visit(`${address}?lang=en&panel=guide`);
    const guide = await tool.picture();
    await tool.click("tab.costs");
    assert.equal(await tool.attribute("tab.costs", "aria-selected"), "true");
    const rows = await tool.run(() =>
      [...document.querySelectorAll(".mirror [role=tabpanel] [role=table]")].map((table) => table.rows.length));
    assert.ok(rows.length >= 2 && rows.every((count) => count > 1), `rows: ${rows}`);
    const costs = await tool.picture();
    assert.ok(costs.colours > 50, `${costs.colours} colours`);
    assert.notEqual(costs.sum, guide.sum);
  });

  engineTest("the canvas has a pixel for each of the screen, at any size", async () => {
    await tool.visit(`${address}?lang=fr`);
    for (const [width, height] of [[1023, 777], [640, 700], [1600, 1000]]) {
      await tool.hands.resize(width, height);
      await tool.settle();
      const { inner, pixels, wanted } = await tool.run(() => {
        const canvas = document.querySelector("canvas");
        const box = canvas.getBoundingClientRect();
        return { inner: innerWidth, pixels: [canvas.width, canvas.height],
          wanted: [box.width, box.height].map((length) => Math.round(length * devicePixelRatio)) };
      });
      assert.equal(inner, width);
      assert.deepEqual(pixels, wanted);
    }
  });

  engineTest("Tab walks through every control in order", async () => {
    await tool.visit(`${address}?lang=en`);
    const expected = await tool.run(() => {
      const seen = new Set(); // one stop for each group of radios
      return [...document.querySelectorAll(".mirror :is(a, button, input, select)")]
        .filter((element) => element.tabIndex >= 0 && !element.disabled)
        .filter((element) => element.type !== "radio" || element.checked)
        .filter((element) => !element.name || !seen.has(element.name) && seen.add(element.name))
        .map((element) => element.dataset.id);
    });
    assert.ok(expected.length > 8, `${expected.length} stops`);
    const walked = [];
    for (let stops = 0; stops < expected.length; ++stops) {
      await tool.hands.press("Tab");
      walked.push(await tool.focused());
    }
    assert.deepEqual(walked, expected);
  });

  engineTest("the language is the browser's, until one is chosen; that one is remembered", async () => {
    await tool.visit(address);
    assert.equal(await tool.language(), "en");
    await tool.click("header.language.fr");
    assert.equal(await tool.language(), "fr");
    await tool.visit(address);
    assert.equal(await tool.language(), "fr");
    await tool.hands.evaluate("localStorage.clear()");
  });

  engineTest("without WebGL 2 the mirror is the page, and the tool works", async () => {
    await tool.visit(`${address}?lang=en&webgl=off`);
    assert.equal(await tool.hands.evaluate('document.querySelector(".plain") !== null'), true);
    const first = await tool.answer();
    await tool.click("preset.image");
    assert.notDeepEqual(await tool.answer(), first);
    assert.ok((await tool.picture()).colours > 20);
    const { width, window } = await tool.run(() =>
      ({ width: document.documentElement.scrollWidth, window: innerWidth }));
    assert.ok(width <= window, `${width} in ${window}`);
  });
}
