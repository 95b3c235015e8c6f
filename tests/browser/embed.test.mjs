// The tool inside another page: messages, manners, and many of them at once.

import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { after, before, test } from "node:test";

import { startHosts } from "./host.mjs";

let hosts;
before(async () => (hosts = await startHosts()));
after(() => hosts.close());

const sandbox = "allow-scripts allow-popups allow-downloads";
const iframe = (query, more = "") =>
  `<iframe title="tool" sandbox="${sandbox}" width="720" height="520" ${more} src="${hosts.tool}embed.html?lang=en&${query}"></iframe>`;
const element = (attributes = "") =>
  `<script src="${hosts.tool}embed.js"></script><sans-serveur lang="en" ${attributes}></sans-serveur>`;
const quiet = { expected: [/404/] };
const rare = { traffic: { requests_per_month: 1000 } };

test("embed.js is small, and leaves no global name", async () => {
  const holder = await hosts.open({ html: "<p>A page</p>" });
  const names = () => holder.page.evaluate(() => Object.getOwnPropertyNames(window).sort());
  const before = await names();
  await holder.page.addScriptTag({ url: `${hosts.tool}embed.js` });
  assert.deepEqual(await names(), before);
  assert.ok((await stat(new URL("../../web/embed/embed.js", import.meta.url))).size < 6000);
  await holder.close(quiet);
});

test("in a frame with no origin of its own, from a host that sends no headers for others", async () => {
  const holder = await hosts.open({ html: iframe("panel=verdict") });
  await holder.hears("verdict", (told) => told.choice === "fargate" && told.lambda_usd > told.fargate_usd);
  assert.equal(await holder.frame().evaluate(() => self.origin), "null");
  assert.ok(await holder.frame().evaluate(() => document.querySelector(".plain") === null));
  assert.ok((await holder.node("foot.full_tool").getAttribute("href")).startsWith(`${hosts.tool}index.html?lang=en`));
  assert.equal(await holder.node("foot.full_tool").getAttribute("target"), "_blank");
  await holder.close(quiet);
});

test("with an origin it keeps nothing and changes no address", async () => {
  const holder = await hosts.open({ html: iframe("panel=all").replace(sandbox, `${sandbox} allow-same-origin`) });
  await holder.hears("verdict");
  const state = () => holder.frame().evaluate(() => [localStorage.length, history.length, location.href]);
  const before = await state();
  await holder.set({ language: "fr", theme: "dark" });
  await holder.hears("verdict", (told) => told.language === "fr");
  assert.deepEqual(await state(), before);
  assert.equal(before[0], 0);
  await holder.close(quiet);
});

test("language, theme, panel and workload by message; only what changes is told", async () => {
  const holder = await hosts.open({ html: iframe("panel=verdict&theme=light") });
  await holder.hears("verdict");
  await holder.set({ workload: rare });
  await holder.hears("verdict", (told) => told.choice === "lambda");
  await holder.set({ workload: JSON.stringify(rare) });
  await holder.set({ language: "fr", panel: "costs", theme: "dark" });
  await holder.hears("verdict", (told) => told.language === "fr" && /Lambda/.test(told.sentence));
  await holder.node("titled.costs").waitFor({ state: "attached" });
  const verdicts = await holder.told("verdict");
  assert.equal(verdicts.length, 3);
  // What it told leads to the same workload again; as does the link to the full tool.
  await holder.set({ workload: verdicts[0].workload });
  await holder.hears("verdict", (told) => told.choice === verdicts[0].choice);
  assert.match(verdicts[1].workload, /^v1\.c\./);
  await holder.set({ workload: verdicts[1].workload });
  const { workload } = await holder.hears("verdict", (told) => told.choice === "lambda");
  assert.equal(workload, verdicts[1].workload);
  assert.ok((await holder.node("foot.full_tool").getAttribute("href")).endsWith(`#${workload}`));
  const context = (await holder.page.evaluate(() => window.heard)).filter((data) => typeof data === "string");
  assert.ok(context.map((text) => JSON.parse(text)).every(({ context, height }) => context === "iframe.resize" && height > 0));
  assert.ok(context.length > 0);
  await holder.close(quiet);
});

test("a bad set is answered in words, field by field; what is no message of ours is not", async () => {
  const holder = await hosts.open({ html: iframe("panel=verdict") });
  await holder.hears("verdict");
  await holder.set({ workload: { lambda: { memory_mb: 20000 } }, panel: "bills", theme: "blue" });
  const { errors } = await holder.hears("error");
  assert.deepEqual(errors.map(({ field }) => field), ["theme", "panel", "workload.lambda.memory_mb"]);
  assert.match(errors[2].message, /20,000.*128.*10,240/);
  await holder.set({ language: "fr", workload: "{" });
  await holder.hears("error", (told) => told.errors[0].field === "workload" && /JSON/.test(told.errors[0].message));
  const count = (await holder.page.evaluate(() => window.heard)).length;
  await holder.page.evaluate((rare) => {
    const { contentWindow } = document.querySelector("iframe");
    for (const data of [null, 1, "set", [], { type: "set" }, { "sans-serveur": 2, type: "set", workload: rare },
      { "sans-serveur": 1, type: "get" }, { "sans-serveur": "1", type: "set", workload: rare }])
      contentWindow.postMessage(data, "*");
    // Another frame than the parent.
    const other = document.createElement("iframe");
    document.body.append(other);
    other.contentWindow.eval(`parent.frames[0].postMessage({ "sans-serveur": 1, type: "set", theme: "blue" }, "*")`);
  }, rare);
  await holder.page.waitForTimeout(300);
  const after = await holder.page.evaluate(() => window.heard);
  // French takes another height than English: that is told, and nothing else.
  const answers = after.slice(count).filter((data) => typeof data !== "string").map(({ type }) => type);
  assert.deepEqual(answers.filter((type) => type !== "verdict" && type !== "resize"), []);
  assert.match(await holder.text("verdict.sentence"), /Fargate/);
  await holder.close(quiet);
});

test("a host that answers each verdict with another workload does not go on for ever", async () => {
  const holder = await hosts.open({ html: iframe("panel=verdict") });
  await holder.hears("verdict");
  await holder.page.evaluate(() => {
    let requests = 1e6;
    addEventListener("message", ({ data, source }) => {
      if (data?.type !== "verdict") return;
      requests += 1e6;
      source.postMessage({ "sans-serveur": 1, type: "set", workload: { traffic: { requests_per_month: requests } } }, "*");
    });
  });
  await holder.set({ workload: rare });
  await holder.page.waitForTimeout(2000);
  const count = async () => (await holder.told("verdict")).length;
  assert.ok((await count()) <= 25, "more than ten verdicts a second");
  let last = 0;
  for (let waits = 0; waits < 10 && last !== (await count()); ++waits) {
    last = await count();
    await holder.page.waitForTimeout(2500); // longer than the tool waits for silence
  }
  assert.equal(await count(), last);
  assert.ok(last > 2 && last <= 53, `${last} verdicts`);
  await holder.close(quiet);
});

test("the height follows the width and the content, and comes to rest", async () => {
  const holder = await hosts.open({ html: element('load="eager"') });
  const wide = (await holder.hears("resize")).height;
  await holder.page.setViewportSize({ width: 320, height: 700 });
  const narrow = (await holder.hears("resize", ({ height }) => height > wide)).height;
  await holder.page.setViewportSize({ width: 900, height: 700 });
  await holder.hears("resize", ({ height }) => height < narrow);
  await holder.page.waitForTimeout(500);
  const count = (await holder.told("resize")).length;
  await holder.page.waitForTimeout(700);
  assert.equal((await holder.told("resize")).length, count);
  assert.ok(count <= 8, `${count} heights`);
  await holder.close(quiet);
});

test("wheel, Tab and focus stay the host's", async () => {
  const holder = await hosts.open({
    html: `<p><a id="before" href="#">before</a></p>${element('load="eager"')}<p><a id="after" href="#">after</a></p><div style="height: 3000px"></div>`,
  });
  await holder.hears("resize");
  await holder.hears("verdict");
  const active = () => holder.page.evaluate(() => document.activeElement.id || document.activeElement.localName);
  assert.equal(await active(), "body");
  assert.equal(await holder.page.evaluate(() => scrollY), 0);
  await holder.page.mouse.move(300, 300);
  await holder.page.mouse.wheel(0, 400);
  await holder.page.waitForFunction(() => scrollY > 100);
  await holder.page.evaluate(() => scrollTo(0, 0));
  await holder.page.locator("#before").focus();
  const seen = [];
  for (let presses = 0; presses < 30 && seen.at(-1) !== "after"; ++presses) {
    await holder.page.keyboard.press("Tab");
    // Between two processes, the focus is nowhere for a moment.
    await holder.page.waitForFunction(() => document.activeElement !== document.body);
    seen.push(await active());
  }
  assert.equal(seen.at(-1), "after", seen.join(" "));
  assert.ok(seen.includes("iframe"), `Tab stops inside the frame too: ${seen}`);
  await holder.close(quiet);
});

test("load=click shows a button and a link, then the tool", async () => {
  const holder = await hosts.open({ html: element('load="click" panel="costs"').replace('lang="en"', 'lang="fr"') });
  const link = holder.page.getByRole("link", { name: /outil complet/ });
  assert.ok((await link.getAttribute("href")).startsWith(`${hosts.tool}index.html?lang=fr`));
  assert.equal(await holder.page.locator("iframe").count(), 0);
  await holder.page.getByRole("button", { name: /Afficher l’outil/ }).click();
  await holder.hears("verdict", (told) => told.language === "fr");
  assert.equal(await holder.page.locator("iframe").getAttribute("sandbox").then((text) => text.includes("same-origin")), false);
  await holder.page.evaluate(() => document.querySelector("sans-serveur").remove());
  assert.equal(await holder.page.locator("iframe").count(), 0);
  await holder.close(quiet);
});

test("twenty on a page: each shows its verdict when scrolled to; what is out of sight lets go of its canvas", async () => {
  const cells = Array.from({ length: 20 }, (_, i) => iframe(`panel=verdict&n=${i}`, `loading="lazy"`)).join("");
  const holder = await hosts.open({ html: `<style>iframe { display: block; margin: 8px }</style>${cells}` });
  const live = async () => {
    const frames = holder.page.frames().filter((frame) => frame.url().includes("embed.html"));
    const held = await Promise.all(frames.map((frame) => frame.evaluate(() => {
      const canvas = document.querySelector("canvas");
      return globalThis.sansServeur?.host?.holdsCanvas?.() && !canvas.getContext("webgl2")?.isContextLost();
    }).catch(() => false)));
    return held.filter(Boolean).length;
  };
  let most = 0;
  for (let i = 0; i < 20; ++i) {
    await holder.page.locator("iframe").nth(i).evaluate((frame) => frame.scrollIntoView({ block: "center" }));
    await holder.node("verdict.sentence", i).waitFor({ state: "attached", timeout: 20000 });
    assert.match(await holder.text("verdict.sentence", i), /Choose Fargate/);
    most = Math.max(most, await live());
  }
  assert.ok(most >= 1 && most < 16, `${most} canvases`); // Chromium takes away the oldest of seventeen
  await holder.page.waitForTimeout(1500);
  const inSight = await live();
  assert.ok(inSight >= 1 && inSight <= 6, `${inSight} canvases`);
  // Back at the first one, which has its canvas again.
  await holder.page.evaluate(() => scrollTo(0, 0));
  const first = holder.page.frames().find((frame) => frame.url().endsWith("n=0"));
  await first.waitForFunction(() => !document.querySelector("canvas").getContext("webgl2").isContextLost());
  assert.equal(await first.evaluate(() => document.querySelector(".plain")), null);
  await holder.close(quiet);
});
