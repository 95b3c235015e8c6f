// Pictures of the page, to look at: node screenshots.mjs FOLDER. Not a test.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { startSession } from "./session.mjs";
import { panelsOf, sizes } from "./views.mjs";

const folder = process.argv[2] ?? "screenshots";

await mkdir(folder, { recursive: true });
const session = await startSession();
for (const language of ["fr", "en"]) {
  for (const theme of ["light", "dark"]) {
    for (const [size, options] of Object.entries(sizes)) {
      const tool = await session.open(`?lang=${language}&theme=${theme}`, options);
      const picture = (name) =>
        tool.page.screenshot({ path: join(folder, `${size}-${name}-${language}-${theme}.png`) });
      for (const panel of await panelsOf(tool)) {
        await tool.enter(tool.node(`tab.${panel}`));
        // The whole document, as one who scrolls sees it.
        await tool.page.setViewportSize({
          width: options.viewport.width,
          height: await tool.page.evaluate(() => document.documentElement.scrollHeight),
        });
        await tool.settle();
        await tool.page.evaluate(() => document.activeElement.blur());
        await tool.settle();
        await picture(panel);
        await tool.page.setViewportSize(options.viewport);
        await tool.settle();
      }
      if (size === "phone") {
        await tool.enter(tool.node("form.edit"));
        await picture("form");
      }
      await tool.close();
    }
  }
}
await session.close();
console.log(`screenshots in ${folder}`);
