// A Chromium and a web server for a test file: opens the built page (PAGE_DIR) and offers what tests
// of it share. The server is strict: no inline code, no eval, nothing from elsewhere.

import assert from "node:assert/strict";
import { access, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

export const folder = process.env.PAGE_DIR ?? fileURLToPath(new URL("../../build/web/page", import.meta.url));

const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".json": "application/json",
};
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

export async function serve() {
  await access(join(folder, "index.html")); // or PAGE_DIR is not the folder of a built page
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://page").pathname).replace(/\/$/, "/index.html");
    try {
      const bytes = await readFile(join(folder, path));
      // The page for frames has its own policy, as 'self' may be nobody there.
      response.writeHead(200, { "Content-Type": types[extname(path)] ?? "application/octet-stream",
        ...(path.endsWith("/embed.html") ? {} : { "Content-Security-Policy": policy }) });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader"],
});

/** Starts what a test file needs; call close() after its tests. */
export async function startSession() {
  const [server, browser] = await Promise.all([serve(), launch()]);
  const address = `http://127.0.0.1:${server.address().port}/`;
  return {
    address,
    folder: pathToFileURL(`${folder}/`), // of the built page
    browser,
    /**
     * Opens the page and waits for its first frame.
     * @param {string} query  "?lang=en&panel=costs"
     * @param {import("playwright-core").BrowserContextOptions} options
     */
    async open(query = "?lang=en", options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const tool = new Tool(context, await context.newPage());
      await tool.visit(address + query);
      return tool;
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The tool in a page: its nodes by id, and the reader's hands. */
export class Tool {
  constructor(context, page) {
    this.context = context;
    this.page = page;
    this.errors = [];
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(message.text());
    });
  }

  async visit(address) {
    await this.page.goto(address);
    await this.page.evaluate(() => sansServeur.ready);
    await this.settle();
  }

  /** Waits until what has happened has been laid out, and no frame is due. */
  settle() {
    return this.page.evaluate(async () => {
      for (let frames = 0; frames < 2; ++frames) await new Promise(requestAnimationFrame);
      await sansServeur.idle();
    });
  }

  frames() {
    return this.page.evaluate(() => sansServeur.frames);
  }

  /** The element that mirrors a node. */
  node(id) {
    return this.page.locator(`[data-id="${id}"]`);
  }

  /** The element of a role and a name, whatever its id. */
  role(role, name, options = {}) {
    return this.page.getByRole(role, { name, ...options });
  }

  /** What the mirror says of a node. */
  async text(id) {
    return ((await this.node(id).textContent()) ?? "").trim();
  }

  /** The answer: sentence and both costs. */
  verdict() {
    return Promise.all(["verdict.sentence", "cost.lambda", "cost.fargate"].map((id) => this.text(id)));
  }

  /** Where the canvas draws a node: its centre in the viewport, scrolled to if need be. */
  async at(locator) {
    await locator.evaluate((element) => element.scrollIntoView({ block: "nearest" }));
    await this.settle();
    const box = await locator.boundingBox();
    assert.ok(box, "the node has no rectangle");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** A click of the mouse on the drawing of a node, not on its mirror. */
  async click(locator) {
    const { x, y } = await this.at(locator);
    await this.page.mouse.click(x, y);
    await this.settle();
  }

  /** A finger that goes down, moves by (dx, dy), and lifts. */
  async swipe(x, y, dx, dy) {
    const client = await this.context.newCDPSession(this.page);
    const touch = (type, touchPoints) => client.send("Input.dispatchTouchEvent", { type, touchPoints });
    await touch("touchStart", [{ x, y }]);
    for (let step = 1; step <= 20; ++step)
      await touch("touchMove", [{ x: x + (dx * step) / 20, y: y + (dy * step) / 20 }]);
    await touch("touchEnd", []);
    await this.page.waitForTimeout(100);
    await this.settle();
  }

  /** The same as click() by keyboard alone. */
  async enter(locator, key = "Enter") {
    await locator.focus();
    await this.page.keyboard.press(key);
    await this.settle();
  }

  /** Types into a text field, and accepts it. */
  async type(locator, text) {
    await locator.focus();
    await locator.selectText();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
    await this.settle();
  }

  /** Drops a file on the page, as from a folder. */
  async drop(name, text) {
    await this.page.evaluate(([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name, { type: "application/json" }));
      for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    }, [name, text]);
    await this.page.waitForTimeout(50); // the file is read in its own time
    await this.settle();
  }

  /** How many different colours the viewport shows, and a sum that tells two pictures apart. */
  async picture() {
    const png = (await this.page.screenshot()).toString("base64");
    const reader = await this.context.newPage();
    const seen = await reader.evaluate(readPicture, png);
    await reader.close();
    return seen;
  }

  /** Ends; an error in the console of the page is an error of the test. */
  async close({ expected = [] } = {}) {
    await this.context.close();
    const unexpected = this.errors.filter((error) => !expected.some((known) => known.test(error)));
    assert.deepEqual(unexpected, []);
  }
}

/** Runs in a page: a browser reads PNG, Node does not. */
export async function readPicture(png) {
  const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
  let sum = 0;
  for (const pixel of pixels) sum = (Math.imul(sum, 31) + pixel) | 0;
  return { colours: new Set(pixels).size, sum, width: bitmap.width, height: bitmap.height };
}

/** Runs in a page: the ids of its stops for Tab, in order. */
export function readTabStops() {
  const seen = new Set(); // one stop for each group of radios
  return [...document.querySelectorAll(".mirror :is(a, button, input, select)")]
    .filter((element) => element.tabIndex >= 0 && !element.disabled)
    .filter((element) => element.type !== "radio" || element.checked)
    .filter((element) => !element.name || !seen.has(element.name) && seen.add(element.name))
    .map((element) => element.dataset.id);
}
