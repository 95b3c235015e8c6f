// Whether THIRD_PARTY_NOTICES.md names everything that script/bootstrap installs, at its version.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const read = (path) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), "utf8");

const titles = {
  imgui: "Dear ImGui", implot: "ImPlot", nlohmann_json: "JSON for Modern C++", doctest: "doctest",
  inter: "Inter", qrcodegen: "QR Code generator", jsqr: "jsQR", typescript: "TypeScript",
  emscripten_version: "Emscripten",
};

/** name=1.2.3 in a shell script. */
const pinned = [read("script/bootstrap"), read("script/emscripten.sh")].flatMap((script) =>
  [...script.matchAll(/(?<=^| )(\w+)=(\d+(?:\.\d+)+)(?= |$)/gm)].map(([, name, version]) => [name, version]));
const packages = Object.entries(JSON.parse(read("package.json")).devDependencies);
const rows = read("THIRD_PARTY_NOTICES.md").split("\n").filter((line) => line.startsWith("|"));

const missing = [...pinned, ...packages].filter(([name, version]) =>
  !rows.some((row) => row.includes(titles[name] ?? name) && row.includes(`| ${version} |`)));
for (const [name, version] of missing) console.error(`THIRD_PARTY_NOTICES.md lacks ${name} ${version}`);
console.log(`${pinned.length} libraries and ${packages.length} packages, ${missing.length} missing`);
// A title that no pin has is one that the pattern above fails to find.
const names = new Set([...pinned, ...packages].map(([name]) => name));
const unread = Object.keys(titles).filter((name) => !names.has(name));
if (unread.length) console.error(`no version found of ${unread}`);
process.exit(missing.length || unread.length ? 1 : 0);
