// Makes of the built page a folder to host: pages in both languages, names that change with the
// content, compressed copies, the service worker, and the tool as one file to keep.
// usage: node script/pack.mjs PAGE_FOLDER OUTPUT [--address URL] [--cli PROGRAM] [--draft]
//   --address  where it will be hosted, for what only a whole address can tell
//   --draft    neither compressed, nor kept by a service worker, nor as one file
//
// The same page gives the same bytes, whenever and wherever: SOURCE_DATE_EPOCH is every file's date.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { languages, manifest, methodologyPage, singleFile, toolPage, writtenTexts } from "./pages.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    address: { type: "string", default: "" },
    cli: { type: "string", default: join(root, "build/native/cli/sans-serveur") },
    draft: { type: "boolean", default: false },
  },
});
const tools = ["index.html", ...languages.map((language) => `${language}.html`)];
const methodologies = languages.map((language) => `methodology.${language}.html`);
const [pageFolder, output] = positionals.map((path) => resolve(path));
const address = options.address.replace(/([^/])$/, "$1/");
const date = Number(process.env.SOURCE_DATE_EPOCH || 315532800); // 1980, the first that a zip can say

const sha256 = (bytes, encoding) => createHash("sha256").update(bytes).digest(encoding);
const sorted = (files) => new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
const text = (path) => readFileSync(join(root, path), "utf8");

/** The files of a folder: name → bytes. */
function readFolder(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.path, entry.name));
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}

const ourPages = (files) => [...files].filter(([name]) => /^[^/]+\.html$/.test(name)); // in folders: examples to copy
/** The files beside them that our pages refer to. */
const references = /(?<= (?:src|href)=")[\w-]+\.(?:css|js|wasm)(?=")/g;
const referredTo = (files) => new Set(ourPages(files).flatMap(([, page]) => page.toString().match(references) ?? []));

/**
 * Fewer requests: scripts that stand line after line in a page become one, and so do styles. They keep
 * their order, and the names of what they were made of.
 */
function bundle(files) {
  const rows = /(?:<script defer src="[\w-]+\.js"><\/script>\n){2,}|(?:<link rel="stylesheet" href="[\w-]+\.css">\n){2,}/g;
  const bundled = new Set();
  for (const [name, page] of ourPages(files)) {
    files.set(name, Buffer.from(page.toString().replace(rows, (row) => {
      const parts = row.match(references);
      const extension = extname(parts[0]);
      const whole = parts.map((part) => basename(part, extension)).join("-") + extension;
      files.set(whole, Buffer.from(parts.map((part) => `${files.get(part)}\n`).join("")));
      parts.forEach((part) => bundled.add(part));
      return row.slice(0, row.indexOf("\n") + 1).replace(parts[0], whole);
    })));
  }
  const needed = referredTo(files);
  for (const part of bundled) if (!needed.has(part)) files.delete(part);
}

/**
 * Gives what our pages refer to a name that changes with its content, under assets/, so that a
 * browser may keep it for ever. What others refer to keeps its name.
 */
function nameByContent(files) {
  const renamed = new Map();
  for (const name of referredTo(files)) {
    const bytes = files.get(name);
    const extension = extname(name);
    const lastingName = `assets/${basename(name, extension)}.${sha256(bytes, "hex").slice(0, 12)}${extension}`;
    renamed.set(name, lastingName);
    files.delete(name);
    files.set(lastingName, bytes);
  }
  for (const [name, page] of ourPages(files))
    files.set(name, Buffer.from(page.toString().replace(references, (found) => renamed.get(found))));
}

/** The worker keeps what a reader's own visits need; not what other pages embed. */
function serviceWorker(files) {
  const names = new Set([...files.keys()].filter((name) => /^(icon|.*\.webmanifest$)/.test(name)));
  for (const page of [...tools, ...methodologies]) {
    names.add(page);
    for (const [asset] of files.get(page).toString().matchAll(/(?<=")assets\/[^"]+/g)) names.add(asset);
  }
  const kept = sorted([...files].filter(([name]) => names.has(name)));
  const digests = Object.fromEntries([...kept].map(([name, bytes]) =>
    [name, `sha256-${sha256(bytes, "base64")}`]));
  const source = text("web/service_worker.js");
  const release = { name: sha256(JSON.stringify(digests) + source, "hex").slice(0, 12), files: digests };
  return `const release = ${JSON.stringify(release, null, 1)};\n\n${source}`;
}

/** What a host that reads a file of headers may send, beyond the policy that the pages hold. */
const headers = `/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Access-Control-Allow-Origin: *

/assets/*
  Cache-Control: public, max-age=31536000, immutable
`;

const compressible = /\.(html|css|js|mjs|wasm|svg|json|webmanifest|md|txt)$/;

function compressed(files) {
  const copies = [...files].filter(([name]) => compressible.test(name)).flatMap(([name, bytes]) => {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    return [[`${name}.br`, brotliCompressSync(bytes, { params })],
      [`${name}.gz`, gzipSync(bytes, { level: 9 })]];
  });
  return new Map([...files, ...copies]);
}

const sums = (files) => [...sorted(files)].map(([name, bytes]) => `${sha256(bytes, "hex")}  ${name}\n`).join("");

function write(path, bytes) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  chmodSync(path, 0o644);
  utimesSync(path, date, date);
}

/** OUTPUT.zip: in the order of the names, with neither the owner nor the time of day of anybody. */
function zip(names) {
  const archive = `${output}.zip`;
  rmSync(archive, { force: true });
  execFileSync("zip", ["-9", "-X", "-q", "-@", archive], {
    cwd: dirname(output),
    env: { ...process.env, TZ: "UTC" },
    input: names.map((name) => join(basename(output), name)).sort().join("\n"),
  });
  const checksum = sha256(readFileSync(archive), "hex");
  writeFileSync(`${archive}.sha256`, `${checksum}  ${basename(archive)}\n`);
}

// ---- the whole ----

const page = readFolder(pageFolder);
const texts = writtenTexts(resolve(options.cli));
let files = new Map(page);
for (const name of tools)
  files.set(name, Buffer.from(toolPage(name, texts, address, !options.draft)));
for (const language of languages) {
  files.set(`methodology.${language}.html`, Buffer.from(methodologyPage(language, texts, address)));
  files.set(`${language}.webmanifest`, Buffer.from(manifest(language)));
}
for (const name of ["LICENSE", "THIRD_PARTY_NOTICES.md"]) files.set(name, Buffer.from(text(name)));
bundle(files);
nameByContent(files);
if (!options.draft) {
  files.set("service_worker.js", Buffer.from(serviceWorker(files)));
  files.set("sans-serveur.html", Buffer.from(singleFile(page, texts, address)));
  files.set("_headers", Buffer.from(headers));
  files = compressed(files);
  files.set("SHA256SUMS", Buffer.from(sums(files)));
}

rmSync(output, { recursive: true, force: true });
for (const [name, bytes] of files) write(join(output, name), bytes);
if (!options.draft) zip([...files.keys()]);
