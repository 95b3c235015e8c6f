// Pictures of the page, to look at: node screenshots.mjs FOLDER. Not a test.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { startSession } from "./session.mjs";

const folder = process.argv[2] ?? "screenshots";
const sizes = {
  phone: { viewport: { width: 375, height: 812 }, deviceScaleFactor: 2, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
  wide: { viewport: { width: 2560, height: 1440 }, deviceScaleFactor: 1 },
};
const panels = ["comparison", "costs", "guide"];

await mkdir(folder, { recursive: true });
const session = await startSession();
for (const language of ["fr", "en"]) {
  for (const theme of ["light", "dark"]) {
    for (const [size, options] of Object.entries(sizes)) {
      for (const panel of panels) {
        const tool = await session.open(`?lang=${language}&theme=${theme}&panel=${panel}`, options);
        const path = join(folder, `${size}-${panel}-${language}-${theme}.png`);
        await tool.page.screenshot({ path });
        await tool.close();
      }
    }
  }
}
await session.close();
console.log(`screenshots in ${folder}`);
