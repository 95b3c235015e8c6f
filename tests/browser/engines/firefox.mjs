// Firefox, by puppeteer-core over WebDriver BiDi.

import puppeteer from "puppeteer-core";

import { program, startDisplay } from "./programs.mjs";
import { dragMouse } from "./reader.mjs";

const path = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

/** @returns {Promise<import("./reader.mjs").Hands>} */
export async function startFirefox({ language = "en-GB", ratio = 1 } = {}) {
  program(path, "firefox-esr");
  const display = await startDisplay();
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: path,
    headless: false,
    env: { ...process.env, ...display.environment, MOZ_DISABLE_CONTENT_SANDBOX: "1" },
    extraPrefsFirefox: {
      "webgl.force-enabled": true, "intl.accept_languages": language,
      // Its driver loses a page that comes back as it was left.
      "browser.sessionhistory.max_total_viewers": 0,
    },
  });
  const [page] = await browser.pages();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return {
    name: "Firefox",
    errors,
    go: (address) => page.goto(address),
    evaluate: (expression) => page.evaluate(expression),
    async press(keys) {
      const [key, ...held] = keys.split("+").reverse();
      for (const modifier of held) await page.keyboard.down(modifier);
      await page.keyboard.press(key);
      for (const modifier of held) await page.keyboard.up(modifier);
    },
    type: (text) => page.keyboard.type(text),
    click: (x, y) => page.mouse.click(x, y),
    drag: (from, to) => dragMouse(page.mouse, from, to),
    async wheel(x, y, by) {
      await page.mouse.move(x, y);
      await page.mouse.wheel({ deltaY: by });
    },
    resize: (width, height) => page.setViewport({ width, height, deviceScaleFactor: ratio }),
    screenshot: async () => Buffer.from(await page.screenshot()),
    // goBack() waits for a load, which a step within a page is not.
    back: () => page.evaluate("setTimeout(() => history.back())"),
    forward: () => page.evaluate("setTimeout(() => history.forward())"),
    async close() {
      await browser.close();
      display.close();
    },
  };
}
