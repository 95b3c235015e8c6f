// Real documentation sites that hold the tool by the README's snippets: MkDocs, Sphinx, Hugo, plain HTML.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { sites, snippet } from "../sites/sites.mjs";
import { startHosts } from "./host.mjs";

let hosts, folder;
before(async () => {
  hosts = await startHosts();
  folder = mkdtempSync(join(tmpdir(), "sites-"));
});
after(async () => {
  await hosts.close();
  rmSync(folder, { recursive: true });
});

for (const [name, build] of Object.entries(sites)) {
  test(`${name}: the verdict appears, language, theme and height follow, messages arrive`, async () => {
    const site = build(mkdtempSync(join(folder, `${name}-`)), hosts.tool);
    const holder = await hosts.open({ site });
    const element = holder.page.locator("sans-serveur");
    await element.scrollIntoViewIfNeeded();
    const verdict = await holder.hears("verdict");
    assert.equal(verdict.choice, "fargate");
    assert.match(await holder.text("verdict.sentence"), /Choose Fargate/);
    assert.equal((await holder.told("ready")).length, 1);

    const { height } = await holder.hears("resize");
    const frame = holder.page.locator("iframe");
    await holder.page.waitForFunction((height) => Math.abs(document.querySelector("iframe").offsetHeight - height) <= 2, height);

    await element.evaluate((element) => element.setAttribute("lang", "fr"));
    await holder.hears("verdict", (told) => /Prenez Fargate/.test(told.sentence));
    assert.match(await frame.getAttribute("title"), /Fargate ou Lambda/);

    const dark = () => holder.frame().waitForFunction(() => document.documentElement.dataset.theme === "dark");
    const light = () => holder.frame().waitForFunction(() => document.documentElement.dataset.theme === "light");
    await light();
    await element.evaluate((element) => element.setAttribute("theme", "dark"));
    await dark();
    await element.evaluate((element) => element.removeAttribute("theme"));
    await light();
    // A site's own switch: an attribute of its root, to which its style gives a color-scheme.
    await holder.page.addStyleTag({ content: "[data-scheme=dark] { color-scheme: dark }" });
    await holder.page.evaluate(() => (document.documentElement.dataset.scheme = "dark"));
    await dark();
    await holder.close({ expected: [/net::ERR_FAILED|404/] });
  });
}

test("a frame without a script of ours: the same verdict, and the messages of the README", async () => {
  const html = `${snippet("iframe", hosts.tool)}<script>addEventListener("load", () => {${snippet("messages", hosts.tool)}})</script>`;
  const holder = await hosts.open({ html });
  await holder.hears("verdict", (told) => told.choice === "fargate");
  await holder.set({ theme: "dark", workload: { traffic: { requests_per_month: 1000 } } });
  await holder.hears("verdict", (told) => told.choice === "lambda");
  await holder.frame().waitForFunction(() => document.documentElement.dataset.theme === "dark");
  const { height } = await holder.hears("resize");
  assert.equal(await holder.page.locator("iframe").evaluate((frame) => parseInt(frame.style.height)), height + 2);
  await holder.close({ expected: [/404/] });
});
