// Chromium, by playwright-core.

import { launch } from "../session.mjs";
import { dragMouse } from "./reader.mjs";

/** @returns {Promise<import("./reader.mjs").Hands>} */
export async function startChromium({ language = "en-GB", ratio = 1 } = {}) {
  const browser = await launch();
  const context = await browser.newContext({ locale: language, deviceScaleFactor: ratio });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return {
    name: "Chromium",
    errors,
    go: (address) => page.goto(address),
    evaluate: (expression) => page.evaluate(expression),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    click: (x, y) => page.mouse.click(x, y),
    drag: (from, to) => dragMouse(page.mouse, from, to),
    async wheel(x, y, by) {
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, by);
    },
    resize: (width, height) => page.setViewportSize({ width, height }),
    screenshot: () => page.screenshot(),
    back: () => page.goBack(),
    forward: () => page.goForward(),
    close: () => browser.close(),
  };
}
