// The main path of a reader, the same in every engine: open, language, preset, edit, verdict, chart,
// share; and what engines do in ways of their own: history, canvas, storage, files.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import pixelmatch from "pixelmatch";

import { singleFile, writtenTexts } from "../../../script/pages.mjs";
import { addressOf, serveHost } from "../host.mjs";
import { folder, readTabStops, serve } from "../session.mjs";
import { startChromium } from "./chromium.mjs";
import { temporaryFolder } from "./programs.mjs";
import { Reader } from "./reader.mjs";

const memory = "workload.request.memory_mb";
const desktop = [1280, 800];
const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The tool as one file, in a folder of its own. */
function singleFileAddress() {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const files = names.map(({ name }) => [name, readFileSync(join(folder, name))]);
  const texts = writtenTexts(process.env.CLI ?? join(root, "build/native/cli/sans-serveur"));
  const path = join(temporaryFolder(), "sans-serveur.html");
  writeFileSync(path, singleFile(new Map(files), texts, ""));
  return pathToFileURL(path).href;
}

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
  const [x, y] = await tool.at(memory);
  await changes("cost.lambda", () => tool.drag([x, y], [x + 60, y]));
  return answers;
}

/** A page of another site that holds the tool in a frame with no origin of its own, and hears it. */
const holdingPage = (address) => `<!doctype html><title>Host</title>
  <script>heard = []; onmessage = ({ data }) => heard.push(data)</script>
  <iframe sandbox="allow-scripts" src="${address}embed.html?lang=fr" width="800" height="500"></iframe>`;

/** Opens a page in a window that leaves the canvas the desktop's width, beside the engine's scroll bar. */
async function visitDesktop(tool, address) {
  await tool.hands.resize(...desktop);
  await tool.visit(address);
  const beside = await tool.hands.evaluate("innerWidth - document.querySelector('canvas').width");
  await tool.hands.resize(desktop[0] + beside, desktop[1]);
  await tool.settle();
}

/** What is drawn, without the empty strip at its right that a scroll bar may lie over. */
const drawing = (tool) => tool.picture({ width: desktop[0] - 16 });

/** Registers the tests of the path in one engine. */
export function testMainPath(start) {
  let server;
  let host; // another origin
  let address;
  /** @type {Reader} */
  let tool;
  /** @type {Reader | undefined}  to compare with */
  let chromium;
  before(async () => {
    server = await serve();
    address = addressOf(server);
    host = await serveHost(async () => holdingPage(address));
    tool = new Reader(await start());
    if (start !== startChromium) chromium = new Reader(await startChromium());
  });
  after(async () => {
    await Promise.all([tool?.hands.close(), chromium?.hands.close()]);
    server.close();
    host.close();
  });
  const engineTest = (name, run) => test(name, { timeout: 180_000 }, async () => {
    await tool.hands.resize(...desktop);
    await run();
    tool.assertNoErrors();
  });

  engineTest("the page starts with a live canvas", async () => {
    await tool.visit(`${address}?lang=fr`);
    assert.equal(await tool.hands.evaluate('document.querySelector(".plain, .failed, .starting")'), null);
    const lost = 'document.querySelector("canvas").getContext("webgl2").isContextLost()';
    assert.equal(await tool.hands.evaluate(lost), false);
  });

  engineTest("language, preset, edit and slider change the answer, as they do in Chromium", async () => {
    const answers = await answersAlongThePath(tool, address);
    if (!chromium) return;
    await chromium.hands.resize(...desktop);
    assert.deepEqual(answers, await answersAlongThePath(chromium, address));
  });

  for (const theme of ["light", "dark"]) {
    engineTest(`the same is drawn as in Chromium, ${theme}`, async () => {
      const page = `${address}?lang=fr&panel=costs&theme=${theme}`;
      await visitDesktop(tool, page);
      const own = await drawing(tool);
      assert.ok(own.colours > 50, `${own.colours} colours`);
      if (!chromium) return;
      await visitDesktop(chromium, page);
      const { data, width, height } = await drawing(chromium);
      const different = pixelmatch(own.data, data, null, width, height, { threshold: 0.1 });
      assert.ok(different <= (width * height) / 1000, `${different} pixels differ`);
    });
  }

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
    assert.notDeepEqual(costs.data, guide.data);
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
    const expected = await tool.run(readTabStops);
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

  engineTest("the wheel scrolls the document under a canvas that stays, and then there is rest", async () => {
    await tool.visit(`${address}?lang=en`);
    await tool.hands.wheel(800, 400, 300);
    await tool.until("scrollY > 250");
    assert.equal(await tool.hands.evaluate('document.querySelector("canvas").getBoundingClientRect().y'), 0);
    const frames = await tool.hands.evaluate("sansServeur.frames");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal(await tool.hands.evaluate("sansServeur.frames"), frames);
  });

  engineTest("a canvas that is lost gives way to the mirror, and shows the same when it is back", async () => {
    await visitDesktop(tool, `${address}?lang=en`);
    const before = await drawing(tool);
    const extension = 'document.querySelector("canvas").getContext("webgl2").getExtension("WEBGL_lose_context")';
    await tool.hands.evaluate(`(globalThis.lose = ${extension}, lose.loseContext(), true)`);
    await tool.until('document.querySelector(".plain") !== null');
    await tool.hands.evaluate("(lose.restoreContext(), true)");
    await tool.until('document.querySelector(".plain") === null');
    assert.ok((await drawing(tool)).data.equals(before.data));
    tool.hands.errors.length = 0; // Chromium says that it has lost it
  });

  engineTest("a reader who comes back from another page finds a tool that works", async () => {
    await tool.visit(`${address}?lang=en`);
    const catalogue = await tool.answer();
    await tool.hands.go("about:blank");
    await tool.hands.back();
    await tool.until('globalThis.sansServeur !== undefined && sansServeur.ready.then(() => true)');
    assert.deepEqual(await tool.answer(), catalogue);
    await tool.click("preset.image");
    assert.notDeepEqual(await tool.answer(), catalogue);
    assert.ok((await tool.picture()).colours > 50);
  });

  engineTest("a link leads to the same answer; back and forward go through presets", async () => {
    await tool.visit(`${address}?lang=en`);
    const catalogue = await tool.answer();
    await tool.click("preset.image");
    const image = await tool.answer();
    await tool.click("header.share");
    const link = await tool.hands.evaluate("document.querySelector('[data-id=\"share.link\"]').value");
    assert.match(link, /#v1\.c\.[\w-]+\.[\w-]{6}/);
    await tool.press("Escape");

    const sentence = "document.querySelector('[data-id=\"verdict.sentence\"]').textContent.trim()";
    const shows = (answer) => tool.until(`${sentence} === ${JSON.stringify(answer["verdict.sentence"])}`);
    await tool.hands.back();
    await shows(catalogue);
    assert.deepEqual(await tool.answer(), catalogue);
    await tool.hands.forward();
    await shows(image);
    assert.deepEqual(await tool.answer(), image);

    await tool.hands.go("about:blank");
    await tool.visit(link);
    assert.deepEqual(await tool.answer(), image);
    await tool.hands.go("about:blank");
    await tool.visit(`${link.slice(0, link.lastIndexOf("."))}&lang=en`);
    assert.match(await tool.text("link.error"), /^Incomplete link\./);
    assert.deepEqual(await tool.answer(), catalogue);
  });

  engineTest("in a frame with no origin of its own, it starts, tells its verdict and listens", async () => {
    await tool.hands.go(addressOf(host));
    const told = (type) => `heard.filter((data) => data?.["sans-serveur"] === 1 && data.type === "${type}").at(-1)`;
    await tool.hears(`${told("verdict")}?.choice === "fargate"`);
    const { sentence, language } = await tool.hands.evaluate(told("verdict"));
    assert.equal(language, "fr");
    assert.match(sentence, /^Prenez Fargate/);
    assert.ok(await tool.hands.evaluate(`${told("resize")}.height > 100`));
    const message = { "sans-serveur": 1, type: "set", language: "en", workload: { request: { memory_mb: 128 } } };
    await tool.hands.evaluate(`(frames[0].postMessage(${JSON.stringify(message)}, "*"), true)`);
    await tool.hears(`${told("verdict")}.language === "en"`);
    assert.notEqual(await tool.hands.evaluate(`${told("verdict")}.sentence`), sentence);
  });

  engineTest("the single file works as a file", async () => {
    await tool.visit(`${singleFileAddress()}?lang=fr`);
    const french = await tool.answer();
    await tool.click("header.language.en");
    await tool.click("preset.image");
    assert.notDeepEqual(await tool.answer(), french);
    assert.equal(await tool.hands.evaluate('document.querySelector(".plain, .failed")'), null);
    assert.ok((await tool.picture()).colours > 50);
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
