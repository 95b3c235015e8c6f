// The core as a module in a page with a strict policy.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

test("a page whose policy forbids eval loads the core, and gets the answers of Node", async () => {
  const context = await session.browser.newContext();
  const page = await context.newPage();
  await page.route("**/host.html", (route) => route.fulfill({
    contentType: "text/html",
    headers: { "Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" },
    body: "<!doctype html><title>host</title>",
  }));
  await page.goto(`${session.address}host.html`);
  const workload = { traffic: { requests_per_month: 55e6 }, request: { duration_ms: 180, cpu_ms: 30 } };
  const seen = await page.evaluate(async (document) => {
    const { load } = await import("./api/sans-serveur.mjs");
    const core = await load();
    let refusal = "";
    try {
      core.evaluate({ region: 7 });
    } catch (error) {
      refusal = `${error.name}: ${error.message}`;
    }
    return { evaluation: core.evaluate(document), bill: core.bill({ egress_gb: 10 }), refusal };
  }, workload);
  const { load } = await import(new URL("api/sans-serveur.mjs", session.folder).href);
  const core = await load();
  assert.deepEqual(seen.evaluation, core.evaluate(workload));
  assert.deepEqual(seen.bill, core.bill({ egress_gb: 10 }));
  assert.match(seen.refusal, /^InvalidDocument: region: /);
  await context.close();
});
