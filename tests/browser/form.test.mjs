// The form of the workload by hand: one step back and forth, a refusal that loses nothing, two variants
// side by side; by the keyboard, by the mouse on the canvas, and by the mirror.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

const memory = "workload.request.memory_mb";
const slider = (tool) => tool.node(memory).inputValue();

/** Each act leads to another verdict, and is one step of the history. */
async function assertSteps(tool, acts, undo, redo) {
  const verdicts = [await tool.verdict()];
  for (const act of acts) {
    await act();
    verdicts.push(await tool.verdict());
    assert.notDeepEqual(verdicts.at(-1), verdicts.at(-2));
  }
  for (const verdict of verdicts.slice(0, -1).reverse()) {
    await undo();
    assert.deepEqual(await tool.verdict(), verdict);
  }
  for (const verdict of verdicts.slice(1)) {
    await redo();
    assert.deepEqual(await tool.verdict(), verdict);
  }
}

test("a drag of the mouse, a number and a preset are one step each, by the keyboard", async () => {
  const tool = await session.open("?lang=en");
  const press = async (keys) => {
    await tool.page.keyboard.press(keys);
    await tool.settle();
  };
  const drag = async () => {
    const { x, y } = await tool.at(tool.node(memory));
    await tool.page.mouse.move(x, y);
    await tool.page.mouse.down();
    await tool.page.mouse.move(x + 60, y, { steps: 6 });
    await tool.page.mouse.up();
    await tool.settle();
  };
  await assertSteps(tool, [
    drag,
    () => tool.type(tool.node("workload.request.duration_ms.entry"), "900"),
    () => tool.click(tool.node("preset.image")),
  ], async () => {
    await tool.node("form.reset").focus(); // not where one types: there it is the text's own
    await press("Control+z");
  }, () => press("Control+Shift+z"));
  await tool.close();
});

test("the same by the buttons of the mirror", async () => {
  const tool = await session.open("?lang=fr");
  const press = async (id) => {
    await tool.node(id).evaluate((element) => element.click());
    await tool.settle();
  };
  assert.ok(await tool.node("form.undo").isDisabled());
  await assertSteps(tool, [() => press("preset.image"), () => press("preset.schedule"), () => press("form.reset")],
    () => press("form.undo"), () => press("form.redo"));
  assert.ok(await tool.node("form.redo").isDisabled());
  await tool.close();
});

test("Ctrl+Z where one types is the text's own", async () => {
  const tool = await session.open("?lang=en");
  await tool.click(tool.node("preset.image"));
  const before = await tool.verdict();
  const entry = tool.node(`${memory}.entry`);
  await entry.focus();
  const text = await entry.inputValue();
  await tool.page.keyboard.type("9");
  assert.notEqual(await entry.inputValue(), text);
  await tool.page.keyboard.press("Control+z");
  await tool.settle();
  assert.equal(await entry.inputValue(), text);
  assert.deepEqual(await tool.verdict(), before);
  await tool.close();
});

for (const [language, range] of [["en", "from 1 to 249,856 MB"], ["fr", "de 1 à 249"]]) {
  test(`a number out of range is refused in place, with the range, and stays to be mended: ${language}`, async () => {
    const tool = await session.open(`?lang=${language}`);
    const before = [await tool.verdict(), await slider(tool)];
    const entry = tool.node(`${memory}.entry`);
    await tool.type(entry, "99999999");
    assert.equal(await entry.getAttribute("aria-invalid"), "true");
    assert.equal(await entry.inputValue(), "99999999");
    const told = await entry.evaluate((element) =>
      document.getElementById(element.getAttribute("aria-describedby")).textContent);
    assert.ok(told.includes(range), told);
    assert.deepEqual([await tool.verdict(), await slider(tool)], before);
    await tool.type(entry, "2000");
    assert.notEqual(await entry.getAttribute("aria-invalid"), "true");
    assert.notDeepEqual(await tool.verdict(), before[0]);
    await tool.close();
  });
}

test("two variants stand side by side, change places, and one goes", async () => {
  const tool = await session.open("?lang=en");
  const kept = await tool.verdict();
  await tool.click(tool.node("form.compare"));
  await tool.click(tool.node("preset.image"));
  const edited = await tool.verdict();
  const rows = await tool.node("variants.table").locator("tr").allTextContents();
  assert.ok(rows.length >= 3, rows.join("\n"));
  await tool.enter(tool.node("variants.swap"));
  assert.deepEqual(await tool.verdict(), kept);
  await tool.enter(tool.node("variants.swap"));
  assert.deepEqual(await tool.verdict(), edited);
  await tool.enter(tool.node("variants.close"));
  assert.equal(await tool.node("variants").count(), 0);
  assert.deepEqual(await tool.verdict(), edited);
  await tool.close();
});

test("what a field means, and where its number is found, is shown while the pointer rests on its name", async () => {
  const tool = await session.open("?lang=fr");
  const { y } = await tool.at(tool.node(`${memory}.entry`));
  const { x } = await tool.node(memory).boundingBox();
  await tool.page.mouse.move(5, 5);
  await tool.settle();
  const before = await tool.picture();
  await tool.page.mouse.move(x + 10, y);
  await tool.page.waitForTimeout(800);
  await tool.settle();
  assert.notEqual((await tool.picture()).sum, before.sum);
  await tool.page.mouse.move(5, 5);
  await tool.settle();
  assert.equal((await tool.picture()).sum, before.sum);
  await tool.close();
});

test("a name is typed as words are, and goes with the workload", async () => {
  const tool = await session.open("?lang=fr");
  await tool.click(tool.node("form.more"));
  const name = tool.node("workload.name");
  assert.equal(await name.getAttribute("inputmode"), "text");
  await tool.type(name, "Año nuevo, côté serveur");
  assert.match(await tool.node("verdict.eyebrow").textContent(), /Año nuevo, côté serveur, Paris, ARM/);
  await tool.page.waitForFunction(() => location.hash); // it follows when edits have settled
  const other = await session.open(`?lang=en${new URL(tool.page.url()).hash}`);
  assert.match(await other.node("verdict.eyebrow").textContent(), /Año nuevo, côté serveur, Paris, ARM/);
  await other.close();
  await tool.close();
});
