// Writes a WebAssembly program as a classic script, for frames that may run scripts but fetch nothing:
// a string with one byte in each character, as UTF-8, which compresses as well as the bytes (base64
// is a quarter larger).
// usage: node script/wasm_script.mjs PROGRAM.wasm SCRIPT.js

import { readFileSync, writeFileSync } from "node:fs";

const [from, to] = process.argv.slice(2);
// A backslash before a digit would be an octal escape: \x00, not \0.
const escapes = { "\0": "\\x00", "\r": "\\r", "\n": "\\n", "\\": "\\\\", '"': '\\"' };
const text = readFileSync(from).toString("latin1").replace(/[\0\r\n\\"]/g, (c) => escapes[c]);
writeFileSync(to, `(globalThis.sansServeur ??= {}).program = "${text}";\n`);
