// A handful of pictures against the ones in references/: what no sentence says, how it looks.
// UPDATE_PICTURES=1 takes them anew; look at them before they are committed.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

import { startSession } from "./session.mjs";
import { onTheSameDay, sizes } from "./views.mjs";

const references = fileURLToPath(new URL("references/", import.meta.url));
const window = { viewport: { width: 1024, height: 640 }, deviceScaleFactor: 1 };
const phone = { ...sizes.phone, deviceScaleFactor: 1 };

/** Of the whole viewport, or of a chart. */
const pictures = {
  "verdict-fr-light": { query: "?lang=fr&theme=light", options: window },
  "verdict-en-dark": { query: "?lang=en&theme=dark", options: window },
  "phone-fr-light": { query: "?lang=fr&theme=light", options: phone },
  "curve-en-light": { query: "?lang=en&theme=light&panel=costs", chart: "costs.curve" },
  "percentiles-en-dark": { query: "?lang=en&theme=dark&panel=latency", chart: "latency.percentiles" },
  "tornado-fr-dark": { query: "?lang=fr&theme=dark&panel=changes", chart: "changes.tornado" },
};

// How text is smoothed may differ by a shade between two versions of a browser; a mark that has moved,
// or a colour that has changed, is more than this.
const threshold = 0.1, tolerated = 0.004;

let session;
before(async () => (session = await startSession()));
after(() => session.close());

async function take({ query, options, chart }) {
  const tool = await session.open("?lang=en", options);
  await onTheSameDay(tool);
  await tool.visit(session.address + query);
  if (!chart) {
    await tool.page.mouse.move(0, 0);
    await tool.settle();
  } else {
    const node = tool.node(chart);
    const { height } = await node.boundingBox();
    await tool.page.setViewportSize({ width: 1280, height: Math.ceil(height) + 200 });
    await tool.at(node);
  }
  const clip = chart && (await tool.node(chart).boundingBox());
  const bytes = await tool.page.screenshot({ clip });
  await tool.close();
  return bytes;
}

/** The share of pixels that differ. */
function difference(bytes, expected) {
  const [a, b] = [bytes, expected].map((png) => PNG.sync.read(png));
  if (a.width !== b.width || a.height !== b.height) return 1;
  return pixelmatch(a.data, b.data, null, a.width, a.height, { threshold }) / (a.width * a.height);
}

for (const [name, picture] of Object.entries(pictures)) {
  test(`${name} looks as it did`, async () => {
    const bytes = await take(picture);
    const path = join(references, `${name}.png`);
    if (process.env.UPDATE_PICTURES) {
      await mkdir(references, { recursive: true });
      await writeFile(path, bytes);
    }
    const share = difference(bytes, await readFile(path));
    const taken = join(tmpdir(), `${name}.png`);
    if (share > tolerated) await writeFile(taken, bytes);
    assert.ok(share <= tolerated, `${(share * 100).toFixed(2)} % of the pixels differ; see ${taken}`);
  });
}

test("a picture that is not the same is told from it", async () => {
  const [light, dark] = await Promise.all(["verdict-fr-light", "verdict-en-dark"].map((name) =>
    readFile(join(references, `${name}.png`))));
  assert.equal(difference(light, light), 0);
  assert.ok(difference(light, dark) > 0.5);
});
