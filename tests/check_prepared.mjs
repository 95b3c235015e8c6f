// Whether the page's program starts with its files read: node tests/check_prepared.mjs APP CORE
// The linker leaves a constructor that it cannot run to the page, and says nothing (prepared_app.h):
// then the JSON that the constructor would have read and cleared is still in APP. It always is in
// CORE, the program for other pages, which reads it when it is asked; so this can fail.

import { readFileSync } from "node:fs";

const [app, core] = process.argv.slice(2).map((file) => readFileSync(file));
const document = '"schema": "sans-serveur/prices/1"';
const problems = [
  app.includes(document) && "the page's program reads its files when it starts",
  !core.includes(document) && "no JSON found where there is some: this check checks nothing",
].filter(Boolean);
for (const problem of problems) console.error(problem);
console.log(`${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
