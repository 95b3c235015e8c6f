// The tool by keyboard alone: Tab walks through it and out again, the arrows move sliders and tabs,
// text fields take what an input method makes of the keys.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { readTabStops, startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

const memory = "workload.request.memory_mb";
const entry = `${memory}.entry`;
const focused = (tool) => tool.page.evaluate(() => document.activeElement?.dataset.id ?? "");

test("Tab reaches every control once, in order, and leaves; Shift+Tab comes back", async () => {
  const tool = await session.open();
  const expected = await tool.page.evaluate(readTabStops);
  assert.ok(expected.length > 8, `${expected.length} stops`);
  const walked = [];
  for (let steps = 0; steps < expected.length; ++steps) {
    await tool.page.keyboard.press("Tab");
    walked.push(await focused(tool));
  }
  assert.deepEqual(walked, expected);
  await tool.page.keyboard.press("Tab");
  assert.equal(await focused(tool), "", "the next stop is the browser's");
  await tool.page.keyboard.press("Shift+Tab");
  assert.equal(await focused(tool), expected.at(-1));
  await tool.close();
});

test("the focus is drawn, and scrolled to", async () => {
  const tool = await session.open();
  const before = await tool.picture();
  await tool.page.keyboard.press("Tab");
  await tool.settle();
  assert.notEqual((await tool.picture()).sum, before.sum);
  await tool.page.locator(".mirror :is(a, button):not([tabindex='-1'])").last().focus();
  await tool.settle();
  assert.ok(await tool.page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  }));
  await tool.close();
});

test("the arrows move a slider, and the verdict follows", async () => {
  const tool = await session.open();
  const slider = tool.node(memory);
  const value = () => slider.evaluate((element) => element.valueAsNumber);
  await slider.focus();
  const first = await value();
  await tool.page.keyboard.press("ArrowRight");
  await tool.settle();
  assert.ok((await value()) > first);
  const said = await slider.getAttribute("aria-valuetext");
  const before = await tool.verdict();
  await tool.page.keyboard.press("End");
  await tool.settle();
  assert.notEqual(await slider.getAttribute("aria-valuetext"), said);
  assert.notDeepEqual(await tool.verdict(), before);
  await tool.close();
});

test("the arrows open tabs", async () => {
  const tool = await session.open("?lang=en&panel=costs");
  await tool.node("tab.costs").focus();
  await tool.page.keyboard.press("ArrowRight");
  await tool.settle();
  const open = await focused(tool);
  assert.notEqual(open, "tab.costs");
  assert.equal(await tool.node(open).getAttribute("aria-selected"), "true");
  assert.equal(await tool.node(open.replace("tab.", "panel.")).count(), 1);
  await tool.page.keyboard.press("ArrowLeft");
  await tool.settle();
  assert.equal(await focused(tool), "tab.costs");
  await tool.close();
});

test("Enter and Space press buttons, the arrows choose radios", async () => {
  const tool = await session.open("?lang=en");
  await tool.node("header.language.en").focus();
  await tool.page.keyboard.press("ArrowLeft");
  await tool.settle();
  assert.equal(await tool.page.evaluate(() => document.documentElement.lang), "fr");
  assert.equal(await focused(tool), "header.language.fr", "the focus stays through a change of language");
  await tool.close();
});

test("a text field: nothing counts until Enter, Escape gives up", async () => {
  const tool = await session.open();
  const field = tool.node(entry);
  const before = await tool.verdict();
  const value = await field.inputValue();
  await field.focus();
  await field.selectText();
  await tool.page.keyboard.type("4096");
  await tool.settle();
  assert.deepEqual(await tool.verdict(), before);
  await tool.page.keyboard.press("Escape");
  await tool.settle();
  assert.equal(await field.inputValue(), value);
  assert.deepEqual(await tool.verdict(), before);
  await tool.type(field, "4096");
  assert.notDeepEqual(await tool.verdict(), before);
  await tool.close();
});

test("leaving a text field accepts what was typed", async () => {
  const tool = await session.open();
  const before = await tool.verdict();
  await tool.node(entry).focus();
  await tool.node(entry).selectText();
  await tool.page.keyboard.type("4096");
  await tool.page.keyboard.press("Tab");
  await tool.settle();
  assert.notDeepEqual(await tool.verdict(), before);
  await tool.close();
});

test("a composition, as of a dead key, reaches the field and commits nothing by its Enter", async () => {
  const tool = await session.open();
  const before = await tool.verdict();
  await tool.node(entry).focus();
  const client = await tool.context.newCDPSession(tool.page);
  await client.send("Input.imeSetComposition", { text: "^", selectionStart: 1, selectionEnd: 1 });
  await client.send("Input.insertText", { text: "ê" });
  await tool.settle();
  assert.match(await tool.node(entry).inputValue(), /ê/);
  assert.deepEqual(await tool.verdict(), before);
  await tool.page.keyboard.press("Escape");
  await tool.close();
});

test("AltGr writes, and a phone's keyboard is one for numbers", async () => {
  const tool = await session.open();
  const field = tool.node(entry);
  assert.equal(await field.getAttribute("inputmode"), "decimal");
  await field.focus();
  await field.selectText();
  const taken = await field.evaluate((element) => !element.dispatchEvent(new KeyboardEvent("keydown",
    { key: "€", ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true, cancelable: true })));
  assert.equal(taken, false);
  await tool.page.keyboard.insertText("€");
  assert.equal(await field.inputValue(), "€");
  await tool.page.keyboard.press("Escape");
  await tool.close();
});

test("copy, cut and paste in an entry are the browser's", async () => {
  const tool = await session.open();
  await tool.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const field = tool.node(entry);
  await tool.type(field, "2048");
  await field.focus();
  await tool.page.keyboard.press("Control+a");
  await tool.page.keyboard.press("Control+x");
  assert.equal(await field.inputValue(), "");
  await tool.page.keyboard.press("Control+v");
  assert.match((await field.inputValue()).replaceAll(/[^0-9]/g, ""), /^2048$/);
  await tool.page.keyboard.press("Escape");
  await tool.close();
});

test("the browser's shortcuts stay the browser's", async () => {
  const tool = await session.open();
  const taken = await tool.page.evaluate(() => {
    const keys = [["F5"], ["F12"], ["p", true], ["r", true], ["f", true], ["l", true], ["c", true], ["v", true],
      ["+", true], ["Tab"], [" "], ["PageDown"], ["ArrowDown"], ["Escape"]];
    const target = document.querySelector(".mirror button");
    return keys.filter(([key, ctrlKey = false]) =>
      !target.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true })));
  });
  assert.deepEqual(taken, []);
  await tool.close();
});
