// Pages that hold the tool, served from another origin than the tool's, by a server that sends no header
// for other origins: what most hosts do. Offers what tests of the two together share.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

import { launch, serve } from "./session.mjs";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };
export const addressOf = (server) => `http://127.0.0.1:${server.address().port}/`;

/** Serves what `answer` gives for a path. */
export async function serveHost(answer) {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://host").pathname).replace(/\/$/, "/index.html");
    const body = await answer(path).catch(() => undefined);
    response.writeHead(body === undefined ? 404 : 200, { "Content-Type": types[extname(path)] ?? "application/octet-stream" });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** A browser, the tool's server, and a server of pages: `show` gives one to the next visit. */
export async function startHosts() {
  const pages = new Map();
  let folder = "";
  const [tool, host, browser] = await Promise.all([
    serve(),
    serveHost(async (path) => pages.get(path) ?? readFile(join(folder, path))),
    launch(),
  ]);
  return {
    tool: addressOf(tool),
    browser,
    /** Opens a page of this HTML, or the first page of a folder. */
    async open({ html, site }, options = {}) {
      pages.clear();
      folder = site ?? "";
      if (html) pages.set("/index.html", `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>${html}</html>`);
      const context = await browser.newContext({ viewport: { width: 900, height: 700 }, ...options });
      const page = await context.newPage();
      // Nothing from elsewhere, as without a network.
      await page.route((url) => url.hostname !== "127.0.0.1", (route) => route.abort());
      await page.addInitScript(hearMessages);
      const holder = new Holder(context, page);
      await page.goto(addressOf(host));
      return holder;
    },
    async close() {
      await browser.close();
      for (const server of [tool, host]) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs in every page before its scripts: keeps what frames tell. */
function hearMessages() {
  if (window.parent !== window) return;
  window.heard = [];
  addEventListener("message", ({ data }) => window.heard.push(data));
}

/** A page that holds the tool. */
export class Holder {
  constructor(context, page) {
    this.context = context;
    this.page = page;
    this.errors = [];
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.errors.push(message.text());
    });
  }

  /** The tool's nodes, in the first frame or another. */
  node(id, frame = 0) {
    return this.page.frameLocator("iframe").nth(frame).locator(`[data-id="${id}"]`);
  }

  async text(id, frame = 0) {
    return ((await this.node(id, frame).textContent()) ?? "").trim();
  }

  /** What frames have told, of a type. */
  told(type) {
    return this.page.evaluate((type) => window.heard.filter((data) => data?.["sans-serveur"] === 1 && data.type === type), type);
  }

  /** The last message of a type that fulfils a condition, once there is one. */
  async hears(type, condition = () => true, timeout = 10000) {
    for (const end = Date.now() + timeout; ;) {
      const last = (await this.told(type)).at(-1);
      if (last && condition(last)) return last;
      assert.ok(Date.now() < end, `no such ${type}; the last one: ${JSON.stringify(last)}`);
      await this.page.waitForTimeout(50);
    }
  }

  /** Sends a message to the frame. */
  set(content) {
    return this.page.evaluate((content) => document.querySelector("iframe").contentWindow.postMessage(content, "*"),
      { "sans-serveur": 1, type: "set", ...content });
  }

  frame() {
    return this.page.frames().find((frame) => frame.url().includes("embed.html"));
  }

  async close({ expected = [] } = {}) {
    await this.context.close();
    const unexpected = this.errors.filter((error) => !expected.some((known) => known.test(error)));
    assert.deepEqual(unexpected, []);
  }
}
