// Paper, the reader's own colours, and less motion: what is shown in place of the drawing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

const isPlain = (tool) => tool.page.evaluate(() => document.querySelector(".plain") !== null);

for (const language of ["fr", "en"]) {
  test(`print gives the report, every panel of it, in ${language}`, async () => {
    const tool = await session.open(`?lang=${language}&theme=dark`);
    const panels = await tool.page.getByRole("tab").evaluateAll((tabs) =>
      tabs.map((tab) => tab.dataset.id.replace("tab.", "")));
    await tool.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await tool.page.emulateMedia({ media: "print" });
    const seen = await tool.page.evaluate(() => {
      const shown = (selector) => [...document.querySelectorAll(`.mirror ${selector}`)]
        .filter((element) => element.checkVisibility());
      const top = (id) => document.querySelector(`[data-id="${id}"]`).getBoundingClientRect().top;
      return {
        canvas: document.querySelector("canvas").checkVisibility(),
        controls: shown(":is(button, [type=range], [role=tablist])").length,
        tables: shown("table").length,
        regions: shown("[data-id^='titled.']").map((element) => element.dataset.id),
        order: ["verdict.sentence", "cost.lambda", "form.title"].map(top),
        ground: getComputedStyle(document.documentElement).backgroundColor,
        wide: document.documentElement.scrollWidth <= innerWidth,
      };
    });
    assert.equal(seen.canvas, false);
    assert.equal(seen.controls, 0);
    assert.ok(seen.tables >= 2, `${seen.tables} tables`);
    for (const panel of panels) assert.ok(seen.regions.includes(`titled.${panel}`), panel);
    assert.deepEqual(seen.order, [...seen.order].sort((a, b) => a - b));
    assert.equal(seen.ground, "rgb(255, 255, 255)", "paper is white, whatever the theme");
    assert.ok(seen.wide);
    await tool.page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await tool.page.emulateMedia({ media: "screen" });
    await tool.settle();
    assert.equal(await tool.page.getByRole("tab").count(), panels.length);
    await tool.close();
  });
}

test("a printed document holds text", async () => {
  const tool = await session.open("?lang=en");
  const pdf = await tool.page.pdf({ format: "A4" });
  assert.ok(pdf.length > 20000, `${pdf.length} bytes`);
  assert.match(pdf.toString("latin1"), /\/Type\s*\/Font/);
  await tool.close();
});

test("in forced colours the mirror is the page, and the drawing comes back after them", async () => {
  const tool = await session.open("?lang=en");
  assert.equal(await isPlain(tool), false);
  await tool.page.emulateMedia({ forcedColors: "active" });
  await tool.page.waitForFunction(() => document.querySelector(".plain"));
  assert.equal(await tool.page.locator("canvas").isVisible(), false);
  assert.ok(await tool.node("verdict.sentence").isVisible());
  const before = await tool.text("verdict.sentence");
  await tool.node("preset.image").click();
  await tool.settle();
  assert.notEqual(await tool.text("verdict.sentence"), before);
  await tool.page.emulateMedia({ forcedColors: "none" });
  await tool.page.waitForFunction(() => !document.querySelector(".plain"));
  await tool.settle();
  assert.ok((await tool.picture()).colours > 50);
  await tool.close();
});

test("more contrast changes the drawing, and nothing moves by itself", async () => {
  const tool = await session.open("?lang=en", { reducedMotion: "reduce" });
  const before = await tool.picture();
  await tool.page.emulateMedia({ contrast: "more" });
  await tool.settle();
  assert.notEqual((await tool.picture()).sum, before.sum);
  const moving = await tool.page.evaluate(() => document.getAnimations().length);
  assert.equal(moving, 0);
  await tool.close();
});
