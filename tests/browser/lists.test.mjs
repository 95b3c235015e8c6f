// Long lists on a phone, and the range of the cost curves: by wheel, by finger, by keyboard.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

const phone = { viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true };
const region = "workload.region";
const scrolled = (tool) => tool.page.evaluate(() => scrollY);
const chosen = (tool) => tool.node(region).inputValue();

async function openRegions(options) {
  const tool = await session.open("?lang=en", options);
  if ((await tool.node(region).count()) === 0) await tool.click(tool.node("form.edit"));
  await tool.click(tool.node(region));
  return tool;
}

test("the open list of regions scrolls under a finger, and a tap chooses", async () => {
  const tool = await openRegions(phone);
  const [page, before, value] = [await scrolled(tool), await tool.picture(), await chosen(tool)];
  await tool.swipe(100, 500, 0, -300);
  assert.equal(await scrolled(tool), page, "the page stays");
  assert.notEqual((await tool.picture()).sum, before.sum, "the list has moved");
  assert.equal(await chosen(tool), value, "a finger that scrolls chooses nothing");
  await tool.page.touchscreen.tap(100, 300);
  await tool.settle();
  assert.notEqual(await chosen(tool), value);
  await tool.close();
});

test("the open list scrolls by the wheel; the page does where the list is not", async () => {
  const tool = await openRegions({ viewport: { width: 1280, height: 500 } });
  const page = await scrolled(tool);
  const { x, y } = await tool.at(tool.node(region));
  const before = await tool.picture();
  await tool.page.mouse.move(x, y - 100);
  await tool.page.mouse.wheel(0, 200);
  await tool.settle();
  assert.equal(await scrolled(tool), page);
  assert.notEqual((await tool.picture()).sum, before.sum);
  await tool.page.mouse.move(900, 250);
  await tool.page.mouse.wheel(0, 200);
  await tool.page.waitForFunction((page) => scrollY > page, page);
  await tool.close();
});

test("the arrows move through the open list, and Escape closes it", async () => {
  const tool = await openRegions({ viewport: { width: 1280, height: 500 } });
  const value = await chosen(tool);
  const open = await tool.picture();
  await tool.node(region).focus();
  await tool.page.keyboard.press("ArrowDown");
  await tool.settle();
  assert.notEqual(await chosen(tool), value);
  await tool.page.keyboard.press("Escape");
  await tool.settle();
  assert.notEqual((await tool.picture()).sum, open.sum);
  const { x, y } = await tool.at(tool.node(region));
  await tool.page.mouse.move(x, y - 100);
  const page = await scrolled(tool);
  await tool.page.mouse.wheel(0, page > 100 ? -100 : 100);
  await tool.page.waitForFunction((page) => scrollY !== page, page);
  await tool.close();
});

// ---- the range of the curves ----

const whole = "costs.curve.whole";
const overCurve = async (tool) => tool.at(tool.node("costs.curve"));

test("Ctrl and the wheel zoom the curves around the pointer; the wheel alone scrolls the page", async () => {
  const tool = await session.open("?lang=en&panel=costs");
  const { x, y } = await overCurve(tool);
  await tool.page.mouse.move(x, y);
  assert.equal(await tool.node(whole).count(), 0);
  await tool.page.keyboard.down("Control");
  await tool.page.mouse.wheel(0, -150);
  await tool.page.keyboard.up("Control");
  await tool.settle();
  assert.equal(await tool.node(whole).count(), 1);
  assert.equal(await tool.page.evaluate(() => visualViewport.scale), 1);
  const page = await scrolled(tool);
  await tool.page.mouse.wheel(0, -60);
  await tool.page.waitForFunction((page) => scrollY !== page, page);
  await tool.click(tool.node(whole));
  assert.equal(await tool.node(whole).count(), 0);
  await tool.close();
});

test("a double click goes back to the whole range", async () => {
  const tool = await session.open("?lang=fr&panel=costs");
  const { x, y } = await overCurve(tool);
  await tool.page.mouse.move(x, y);
  await tool.page.keyboard.down("Control");
  await tool.page.mouse.wheel(0, -150);
  await tool.page.keyboard.up("Control");
  await tool.settle();
  assert.equal(await tool.node(whole).count(), 1);
  await tool.page.mouse.dblclick(x, y);
  await tool.settle();
  assert.equal(await tool.node(whole).count(), 0);
  await tool.close();
});

test("two fingers zoom the curves, and nowhere else is pinching taken", async () => {
  const tool = await session.open("?lang=en&panel=costs", phone);
  const { x, y } = await overCurve(tool);
  const taken = (x, y) => tool.page.evaluate(([x, y]) => {
    const canvas = document.querySelector("canvas");
    const touches = (apart) => [-apart, apart].map((dx, identifier) =>
      new Touch({ identifier, target: canvas, clientX: x + dx, clientY: y }));
    return [["touchstart", 20], ["touchmove", 60], ["touchend", 0]].map(([type, apart]) =>
      !canvas.dispatchEvent(new TouchEvent(type, { bubbles: true, cancelable: true,
        touches: apart ? touches(apart) : [] })));
  }, [x, y]);
  assert.deepEqual(await taken(x, y), [true, true, false]);
  await tool.settle();
  assert.equal(await tool.node(whole).count(), 1);
  assert.deepEqual(await taken(x, 20), [false, false, false]);
  await tool.close();
});

test("in another page the plain wheel is never taken", async () => {
  const tool = await session.open("?lang=en", { bypassCSP: true }); // which allows no frame
  const taken = await tool.page.evaluate(async (address) => {
    const frame = document.createElement("iframe");
    frame.src = `${address}?lang=en`;
    document.body.replaceChildren(frame);
    await new Promise((resolve) => (frame.onload = resolve));
    const inner = frame.contentWindow;
    await inner.sansServeur.ready;
    const canvas = inner.document.querySelector("canvas");
    const turn = (options) => !canvas.dispatchEvent(
      new inner.WheelEvent("wheel", { deltaY: 100, cancelable: true, clientX: 60, clientY: 60, ...options }));
    return [turn({}), turn({ ctrlKey: true })];
  }, session.address);
  assert.deepEqual(taken, [false, false]);
  await tool.close();
});
