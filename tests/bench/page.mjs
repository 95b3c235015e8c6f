// Measures the page in Chromium with software rendering: node tests/bench/page.mjs SITE PAGE BARE
// SITE: the page as it is hosted; PAGE: as it is built.
//   (a) its first frame with content against that of a bare ImGui + ImPlot page, alternating;
//   (b) 200 edits: the time of a frame, ours alone and from one animation frame to the next;
//   (c) the weight of every file, as it is and compressed.
// Times depend on the machine and on its neighbours; the ratio hardly does.

import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { chromium } from "playwright-core";

const [site, pageFolder, bareFolder] = process.argv.slice(2);
const runs = 25;
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".json": "application/json" };

const folders = { page: site, bare: bareFolder };
const server = createServer(async (request, response) => {
  const [, name, file] = /^\/(page|bare)\/([^?]*)/.exec(request.url) ?? [];
  try {
    const bytes = await readFile(join(folders[name], file || "index.html"));
    response.writeHead(200, { "Content-Type": types[extname(file || "index.html")] ?? "application/octet-stream",
      "Cache-Control": "no-store" });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = (name) => `http://127.0.0.1:${server.address().port}/${name}/`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${value.toFixed(1)} ms`;

// ---- (a) ----

/** Milliseconds from navigation to the end of the first drawn frame. */
async function firstFrame(name) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US" });
  const page = await context.newPage();
  await page.goto(address(name), { waitUntil: "commit" });
  const time = await page.waitForFunction((name) =>
    name === "bare" ? globalThis.bareFirstFrameAt : globalThis.sansServeur?.stats?.firstFrameEnd, name,
    { polling: 20 });
  const value = await time.jsonValue();
  await context.close();
  return value;
}

const times = { page: [], bare: [] };
for (const name of ["page", "bare"]) await firstFrame(name); // warms the browser up
for (let run = 0; run < runs; ++run) {
  for (const name of run % 2 ? ["page", "bare"] : ["bare", "page"]) times[name].push(await firstFrame(name));
}
const ratios = times.page.map((time, run) => time / times.bare[run]); // of neighbours: the machine's mood is in both
console.log(`  first frame, medians of ${runs}, alternating: page ${ms(median(times.page))}, ` +
  `bare ${ms(median(times.bare))}, of the ratios ${median(ratios).toFixed(2)} × (goal ≤ 1.30 ×)`);

// ---- (b) ----

async function edits() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US" });
  const page = await context.newPage();
  await page.goto(`${address("page")}?lang=en`);
  await page.evaluate(() => sansServeur.ready);
  await page.evaluate(() => sansServeur.idle());
  const panels = await page.getByRole("tab").evaluateAll((tabs) => tabs.map((tab) => tab.dataset.id));
  const measured = [];
  for (let round = 0; round * 10 < 200; ++round) {
    const panel = panels[round % panels.length];
    await page.evaluate((panel) => document.querySelector(`[data-id="${panel}"]`).click(), panel);
    await page.evaluate(() => sansServeur.idle());
    measured.push(...(await page.evaluate(async (round) => {
      const sliders = [...document.querySelectorAll(".mirror input[type=range]")];
      const slider = sliders[round % sliders.length];
      const found = [];
      for (let step = 0; step < 10; ++step) {
        const forward = Number(slider.value) < Number(slider.max) - 12;
        slider.valueAsNumber += forward ? 1 : -1;
        const start = performance.now();
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise(requestAnimationFrame); // ours was asked for before: it has run
        const own = sansServeur.stats.lastFrameMs;
        await new Promise(requestAnimationFrame);
        found.push({ own, whole: performance.now() - start });
        await sansServeur.idle();
      }
      return found;
    }, round)));
  }
  await context.close();
  return measured;
}

const found = await edits();
for (const [what, of] of [["in our frame (CPU, without the rasteriser)", (edit) => edit.own],
  ["from the event to the second animation frame, rasteriser included", (edit) => edit.whole]]) {
  const all = found.map(of);
  console.log(`  ${found.length} edits, ${what}: median ${ms(median(all))}, worst ${ms(Math.max(...all))}`);
}

// ---- (c) ----

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
for (const [name, folder] of Object.entries({ page: pageFolder, bare: bareFolder })) {
  const total = [0, 0, 0];
  for (const file of (await readdir(folder)).sort()) {
    const bytes = await readFile(join(folder, file)).catch(() => null);
    if (!bytes) continue;
    const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli(bytes).length];
    if (!file.endsWith(".png")) sizes.forEach((size, i) => (total[i] += size)); // for previews elsewhere
    console.log(`  ${`${name}/${file}`.padEnd(28)} ${sizes.map((size) => String(size).padStart(9)).join(" ")}`);
  }
  console.log(`  ${`${name}, without pictures`.padEnd(28)} ${total.map((size) => String(size).padStart(9)).join(" ")}   (raw, gzip, brotli)`);
}

await browser.close();
server.close();
