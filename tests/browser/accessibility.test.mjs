// axe-core over the mirror: every panel, both themes, both languages, with and without a canvas.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let session;
before(async () => (session = await startSession()));
after(() => session.close());

async function violations(tool) {
  const found = await tool.page.evaluate(`${axe}; axe.run(document)`);
  return found.violations.map(({ id, nodes }) =>
    `${id}: ${nodes.slice(0, 5).map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`);
}

const screens = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true },
};
// Every pair of language, theme, screen and dress, in as few pages as that takes.
const looks = [["light", "fr", "desktop", "on"], ["dark", "en", "desktop", "off"], ["dark", "fr", "phone", "on"],
  ["light", "en", "phone", "off"], ["light", "en", "desktop", "on"], ["dark", "fr", "desktop", "off"],
  ["dark", "en", "phone", "on"], ["light", "fr", "phone", "off"]];
for (const [theme, language, screen, canvas] of looks) {
    test(`no violation in any panel, ${theme}, ${language}, ${screen}, canvas ${canvas}`, async () => {
      const query = `?lang=${language}&theme=${theme}&webgl=${canvas}`;
      const tool = await session.open(query, { bypassCSP: true, ...screens[screen] });
      const tabs = tool.page.getByRole("tab");
      assert.ok((await tabs.count()) >= 3);
      for (const tab of await tabs.all()) {
        await tool.enter(tab);
        assert.deepEqual(await violations(tool), [], await tab.textContent());
      }
      await tool.close();
    });
}

test("the page has one first heading, a main part, and no id twice", async () => {
  const tool = await session.open();
  const seen = await tool.page.evaluate(() => {
    const count = (selector) => document.querySelectorAll(`.mirror ${selector}`).length;
    const ids = [...document.querySelectorAll("[data-id]")].map((element) => element.dataset.id);
    return { h1: count("h1"), main: count("main"), twice: ids.length - new Set(ids).size };
  });
  assert.deepEqual(seen, { h1: 1, main: 1, twice: 0 });
  await tool.close();
});

test("what is read aloud lies where it is drawn", async () => {
  const tool = await session.open();
  const away = await tool.page.evaluate(() =>
    [...document.querySelectorAll(".mirror :is(button, a, input, select)")]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width < 8 || box.height < 8 || box.left < 0 || box.right > innerWidth;
      })
      .map((element) => element.dataset.id));
  assert.deepEqual(away, []);
  await tool.close();
});

test("the verdict is announced politely when it changes", async () => {
  const tool = await session.open("?lang=en");
  const live = tool.node("verdict.live");
  assert.equal(await live.getAttribute("aria-live"), "polite");
  const before = await live.textContent();
  await tool.click(tool.node("preset.image"));
  assert.notEqual(await live.textContent(), before);
  await tool.close();
});

test("a drag is announced once, when it ends", async () => {
  const tool = await session.open("?lang=en");
  await tool.page.evaluate(() => {
    globalThis.announced = [];
    const live = document.querySelector("[data-id='verdict.live']");
    new MutationObserver(() => announced.push(live.textContent))
      .observe(live, { childList: true, characterData: true, subtree: true });
  });
  const { x, y } = await tool.at(tool.node("workload.request.memory_mb"));
  await tool.page.mouse.move(x, y);
  await tool.page.mouse.down();
  for (let step = 1; step <= 10; ++step) {
    await tool.page.mouse.move(x + 8 * step, y);
    await tool.page.evaluate(() => new Promise(requestAnimationFrame));
  }
  const sentence = await tool.text("verdict.sentence");
  assert.deepEqual(await tool.page.evaluate(() => announced), [], "nothing is said under way");
  await tool.page.mouse.up();
  await tool.page.waitForFunction(() => announced.length > 0);
  await tool.settle();
  const said = [...new Set(await tool.page.evaluate(() => announced))];
  assert.equal(said.length, 1);
  assert.ok(said[0].includes(sentence), said[0]);
  await tool.close();
});
