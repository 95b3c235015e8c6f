// What a page loads to use the core alone.
// usage: node tests/bench/module_size.mjs FOLDER

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const folder = process.argv[2];
const names = readdirSync(folder).filter((name) => /\.(mjs|wasm)$/.test(name)).sort();
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`.padStart(12);
let raw = 0, compressed = 0;
for (const name of names) {
  const bytes = readFileSync(join(folder, name)), smaller = brotliCompressSync(bytes).length;
  raw += bytes.length;
  compressed += smaller;
  console.log(`  ${name.padEnd(28)}${kilobytes(bytes.length)}${kilobytes(smaller)} compressed`);
}
console.log(`  ${"together".padEnd(28)}${kilobytes(raw)}${kilobytes(compressed)} compressed`);
