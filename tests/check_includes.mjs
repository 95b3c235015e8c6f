// Dependencies point one way: web → ui → core. No #include may go against it.
// usage: node tests/check_includes.mjs

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const ui = /^ui\//;
const web = /^web\//;
const browser = /^(emscripten|GLES|EGL|GLFW|webgl)/;
const imgui = /(^|\/)(imgui|implot|imconfig)/;

const forbidden = {
  core: [ui, web, browser, imgui, /^cli\//, /^tests\//],
  cli: [ui, web, browser, imgui, /^tests\//],
  ui: [web, browser, /^cli\//, /^tests\//],
  web: [/^cli\//, /^tests\//],
};

/** The includes of a source that its room may not have. */
function trespasses(room, source) {
  const includes = [...source.matchAll(/^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm)];
  return includes.map((match) => match[1])
    .filter((path) => path.startsWith("..") || forbidden[room].some((rule) => rule.test(path)));
}

/** First, that the check can fail: each of these must be refused, and the last line let through. */
function checkTheCheck() {
  const refused = [
    ["core", '#include "ui/app.h"'], ["core", "#include <imgui.h>"],
    ["core", "  #  include <emscripten/html5.h>"], ["core", '#include "../ui/app.h"'],
    ["cli", "#include <implot.h>"], ["cli", '#include "web/canvas.h"'],
    ["ui", "#include <emscripten.h>"], ["ui", '#include "web/canvas.h"'],
    ["ui", "#include <GLES3/gl3.h>"], ["web", '#include "tests/core/cases.h"'],
  ];
  const allowed = [
    ["core", '#include "core/bill.h"\n#include <nlohmann/json.hpp>'],
    ["ui", '#include <imgui.h>\n#include "core/bill.h"'],
    ["web", '#include <emscripten/html5.h>\n#include "ui/app.h"'],
  ];
  return refused.every(([room, source]) => trespasses(room, source).length === 1) &&
    allowed.every(([room, source]) => trespasses(room, source).length === 0);
}

if (!checkTheCheck()) {
  console.error("the check of includes lets a forbidden one through, or refuses a good one");
  process.exit(2);
}

let files = 0, errors = 0;
for (const room of Object.keys(forbidden)) {
  for (const name of readdirSync(join(root, room), { recursive: true })) {
    if (!/\.(h|hpp|cpp)$/.test(name)) continue;
    files += 1;
    for (const path of trespasses(room, readFileSync(join(root, room, name), "utf8"))) {
      errors += 1;
      console.error(`${room}/${name} may not include ${path}`);
    }
  }
}
console.log(`${files} files, ${errors} includes against the direction web → ui → core`);
process.exit(errors ? 1 : 0);
