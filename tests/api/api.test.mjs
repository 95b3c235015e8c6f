// The core as a module, under Node: answers, refusals, types, the example of the README, and its size.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = process.env.API_DIR ?? join(root, "build/web/page/api");
const { load, InvalidDocument } = await import(pathToFileURL(join(folder, "sans-serveur.mjs")).href);
const core = await load();
const presets = JSON.parse(readFileSync(join(root, "web/data/presets.json"), "utf8")).presets;
const readme = readFileSync(join(root, "README.md"), "utf8");

/** Runs in a folder of its own, that goes with it. */
function inFolder(use) {
  const scratch = mkdtempSync(join(tmpdir(), "sans-serveur-"));
  try {
    return use(scratch);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

test("every preset gets the verdict that it was made for", () => {
  for (const { id, workload, expected } of presets) {
    const { schema, verdict, lambda, fargate } = core.evaluate(workload);
    assert.equal(schema, "sans-serveur/evaluation/1");
    assert.equal(verdict.choice, expected, id);
    assert.ok(verdict.sentence.fr && verdict.sentence.en);
    assert.ok(lambda.bill.total_usd > 0 && fargate.bill.total_usd > 0);
  }
});

test("objects and JSON give the same", () => {
  const { workload } = presets[0];
  assert.deepEqual(core.evaluate(JSON.stringify(workload)), core.evaluate(workload));
  assert.equal(core.evaluate({}).workload.region, "eu-west-3");
});

test("a bill is quantities times prices", () => {
  const usage = { lambda: { architecture: "arm64", requests: 1e6, duration_ms: 100, memory_mb: 1024 } };
  const { items, total_usd, partial } = core.bill(usage);
  const sum = items.reduce((total, { quantity, unit_price_usd }) => total + quantity * unit_price_usd, 0);
  assert.ok(Math.abs(sum - total_usd) < 1e-9);
  assert.equal(partial, false);
  const dearer = core.bill({ ...usage, prices: { "lambda.request": 1 } });
  assert.ok(dearer.total_usd > 1e6 - 1);
});

test("a bad value is an error that names the field, the value and the allowed range", () => {
  const refused = (call) => {
    try {
      call();
    } catch (error) {
      assert.ok(error instanceof InvalidDocument && error instanceof TypeError);
      return error;
    }
    return assert.fail("it was taken");
  };
  const english = refused(() => core.evaluate({ lambda: { memory_mb: 20000 } }));
  assert.match(english.message, /^lambda\.memory_mb: 20,000: .*128 to 10,240 MB/);
  const french = refused(() => core.evaluate({ lambda: { memory_mb: 20000 } }, { lang: "fr" }));
  assert.match(french.message, /128 à 10\s240/);
  assert.deepEqual(french.errors.map(({ path }) => path), ["lambda.memory_mb"]);
  assert.deepEqual(Object.keys(french.errors[0].message), ["fr", "en"]);
  assert.equal(refused(() => core.evaluate({ request: { cpu_ms: -1, memory_mb: 0 } })).errors.length, 2);
  assert.match(refused(() => core.bill({ region: "mars-1" })).message, /mars-1/);
  for (const document of [undefined, null, 12, [], "{", "", { lambda: 3 }, { request: { cpu_ms: NaN } }])
    refused(() => core.evaluate(document));
  core.evaluate({}); // and goes on
});

test("a field that nobody knows is told", () => {
  assert.deepEqual(core.evaluate({ lambda: { memory: 512 } }).unknown_fields, ["lambda.memory"]);
  assert.deepEqual(core.bill({ egress: 1 }).unknown_fields, ["egress"]);
  assert.equal("unknown_fields" in core.evaluate({}), false);
});

test("a link gives its workload back, from a whole address too", () => {
  for (const { workload } of presets) {
    const link = core.encodeLink(workload);
    const shared = core.decodeLink(`https://example.org/?lang=fr#${link}&lang=fr&panel=costs`);
    assert.deepEqual(shared.workload, core.evaluate(workload).workload);
    assert.equal(shared.prices_set, core.evaluate({}).prices.set);
    assert.throws(() => core.decodeLink(link.slice(0, -1)), /end is missing/);
    assert.throws(() => core.decodeLink(`v9${link.slice(2)}`, { lang: "fr" }), /plus récente/);
  }
});

test("loading again gives the same core, and bytes may be given", async () => {
  assert.equal(await load(), core);
  const copy = await import(`${pathToFileURL(join(folder, "sans-serveur.mjs")).href}?again`);
  const wasm = readFileSync(join(folder, "sans-serveur-core.wasm"));
  assert.equal((await copy.load({ wasm })).evaluate({}).schema, "sans-serveur/evaluation/1");
});

/** Checks a program in TypeScript against the types; what the compiler says. */
function typeErrors(source) {
  return inFolder((scratch) => {
    cpSync(join(folder, "sans-serveur.d.mts"), join(scratch, "sans-serveur.d.mts"));
    writeFileSync(join(scratch, "program.mts"), source);
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022",
      "--module", "nodenext", "--lib", "es2022,dom"];
    try {
      execFileSync(process.execPath, [compiler, ...options, "program.mts"], { cwd: scratch });
      return "";
    } catch (error) {
      return String(error.stdout) || String(error);
    }
  });
}

test("the types are those of the documents", { timeout: 120_000 }, () => {
  const trace = { traffic: { shape: "trace", bins: [1, 5, 2] }, name: "trace", labour: { hourly_usd: 50 },
    prices: { "alb.lcu": 0.01 }, trafic: 1 };
  const usage = { lambda: { requests: 1 }, fargate: { task_hours: 1 }, egress_gb: 1, nat: { gb: 1 }, colour: 1 };
  const program = (type, value) => `{ const value: api.${type} = ${JSON.stringify(value)}; void value; }`;
  const documents = [
    ...[...presets.map(({ workload }) => workload), trace].map((workload) =>
      program("Evaluation", core.evaluate(workload))),
    ...presets.map(({ workload }) => program("PartOf<api.Workload>", workload)),
    program("Bill", core.bill(usage)),
    program("SharedWorkload", core.decodeLink(core.encodeLink(trace))),
  ];
  const source = `import * as api from "./sans-serveur.mjs";\n`;
  assert.equal(typeErrors(source + documents.join("\n")), "");
  // And that they can refuse.
  const wrong = [program("PartOf<api.Workload>", { lambda: { memory_mb: "big" } }),
    program("PartOf<api.Usage>", { colour: 1 }), program("Bill", { ...core.bill({}), extra: 1 })];
  for (const document of wrong) assert.match(typeErrors(source + document), /error TS/);
});

const example = readme.match(/```js\n(import \{ load \}[^]*?)```/)?.[1];

test("the example of the README runs, prints what it says, and is well typed", { timeout: 60_000 }, () => {
  assert.ok(example, "the README has an example");
  const printed = inFolder((scratch) => {
    mkdirSync(join(scratch, "dist"));
    cpSync(folder, join(scratch, "dist/api"), { recursive: true });
    writeFileSync(join(scratch, "example.mjs"), example);
    return execFileSync(process.execPath, ["example.mjs"], { cwd: scratch, encoding: "utf8" });
  });
  const promised = [...example.matchAll(/\/\/ → (.*)/g)].map(([, line]) => line);
  assert.deepEqual(printed.trimEnd().split("\n"), promised);
  assert.equal(typeErrors(example.replace("./dist/api/", "./")), "");
});

test("the size is what the README says", () => {
  const files = ["sans-serveur.mjs", "sans-serveur-core.mjs", "sans-serveur-core.wasm"];
  const bytes = files.map((name) => readFileSync(join(folder, name)));
  const kilobytes = (list) => Math.round(list.reduce((sum, each) => sum + each.length, 0) / 1000);
  const [raw, compressed] = [kilobytes(bytes), kilobytes(bytes.map((each) => brotliCompressSync(each)))];
  console.log(`  ${raw} KB, ${compressed} KB compressed`);
  const said = readme.match(/(\d+) KB, (\d+) KB\s+compressed/);
  assert.ok(said, "the README states it");
  for (const [measured, stated] of [[raw, said[1]], [compressed, said[2]]])
    assert.ok(Math.abs(measured / Number(stated) - 1) < 0.1, `${measured} KB, the README says ${stated}`);
});
