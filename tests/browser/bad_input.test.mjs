// Files and entries that are wrong: the page says which field, which value, which range; the state stays.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startSession } from "./session.mjs";

let session;
before(async () => (session = await startSession()));
after(() => session.close());

const workload = (fields) => JSON.stringify({ schema: "sans-serveur/workload/1", ...fields });
const alerts = (tool) => tool.page.locator(".mirror [role=alert]").allTextContents().then((all) => all.join("\n"));

test("a value out of range is refused with its field, its value and the range", async () => {
  const tool = await session.open("?lang=en");
  const before = await tool.verdict();
  await tool.drop("bad.json", workload({ request: { memory_mb: 99999999 } }));
  const said = (await alerts(tool)).replaceAll(/[,\u202f\u00a0]/g, "");
  assert.match(said, /request\.memory_mb/);
  assert.match(said, /99999999/);
  assert.match(said, /from \d+ to \d+/);
  assert.deepEqual(await tool.verdict(), before);

  await tool.drop("good.json", workload({ request: { memory_mb: 3000 } }));
  assert.doesNotMatch(await alerts(tool), /request\.memory_mb/);
  assert.notDeepEqual(await tool.verdict(), before);
  await tool.close();
});

const malformed = {
  "not JSON": "{ nothing",
  "empty": "",
  "a number": "42",
  "binary": "\u0000\u0001\u0002ÿþ",
  "deeply nested": "[".repeat(100000),
  "an unknown schema": '{"schema":"somebody/else/9"}',
  "a text where a number belongs": workload({ request: { memory_mb: "much" } }),
};
for (const [name, text] of Object.entries(malformed)) {
  test(`a file that is ${name} is refused with words, and nothing changes`, async () => {
    const tool = await session.open("?lang=fr");
    const before = await tool.verdict();
    await tool.drop("bad.json", text);
    assert.ok((await alerts(tool)).length > 10, await alerts(tool));
    assert.deepEqual(await tool.verdict(), before);
    await tool.close();
  });
}

test("a wrong entry says so at its field, and the last good value stays in force", async () => {
  const tool = await session.open("?lang=en");
  const field = tool.node("workload.request.memory_mb.entry");
  const before = await tool.verdict();
  await tool.type(field, "99999999");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  const help = await field.evaluate((element) =>
    document.getElementById(element.getAttribute("aria-describedby")).textContent);
  assert.match(help, /\d/);
  assert.deepEqual(await tool.verdict(), before);
  await tool.type(field, "1024");
  assert.equal(await field.getAttribute("aria-invalid"), null);
  await tool.close();
});
