// clang-tidy over the sources of some rooms, as the build folder compiles them.
// usage: node script/tidy.mjs BUILD_FOLDER ROOM…
//
// A file that passed is looked at again only when it, one of its inclusions, its flags or
// .clang-tidy have changed: a stamp named for the digest of all of these tells.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const tidy = "clang-tidy-19";
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const build = resolve(process.argv[2]);
const rooms = process.argv.slice(3);
const stamps = join(build, "tidy");
mkdirSync(stamps, { recursive: true });

const inRooms = (path) => rooms.some((room) => path.startsWith(join(root, room) + "/"));

const contents = new Map();
function read(path) {
  if (!contents.has(path)) contents.set(path, readFileSync(path));
  return contents.get(path);
}

/** Object file → what it was compiled from, as Ninja recorded it. */
async function inclusions() {
  const { stdout } = await run("ninja", ["-C", build, "-t", "deps"], { maxBuffer: 1 << 28 });
  const blocks = stdout.split("\n\n").map((block) => block.split("\n"));
  return new Map(blocks.map(([head, ...paths]) =>
    [head.replace(/: #deps.*/, ""), paths.map((path) => resolve(build, path.trim()))]));
}

function digest(unit, paths) {
  const hash = createHash("sha256").update(unit.command).update(read(join(root, ".clang-tidy")));
  // System headers come with packages; the project's and third_party's make the difference.
  for (const path of paths.filter((path) => path.startsWith(root))) hash.update(path).update(read(path));
  return hash.digest("hex");
}

/** What em++ adds to a command line by itself, and clang-tidy has to be told. */
async function targetOptions(unit) {
  const compiler = unit.command.split(" ")[0];
  if (!compiler.endsWith("em++")) return [];
  const { stdout } = await run(compiler, ["--cflags"]);
  return stdout.trim().split(" ").map((option) => `--extra-arg-before=${option}`);
}

async function check(unit, stamp) {
  const target = await targetOptions(unit);
  // The compiler's own warnings are the build's affair: here, -Werror would not spare system headers.
  const args = ["-p", build, "--quiet", "--warnings-as-errors=*", "--extra-arg=-Wno-error",
    ...target, unit.file];
  const seen = await run(tidy, args, { maxBuffer: 1 << 28 }).catch((error) => error);
  if (seen.code === undefined) return writeFileSync(stamp, unit.file), true;
  console.error(seen.stdout || seen.message);
  return false;
}

const recorded = await inclusions();
const commands = JSON.parse(readFileSync(join(build, "compile_commands.json"), "utf8"));
const todo = commands.filter((unit) => inRooms(unit.file))
  .map((unit) => [unit, join(stamps, digest(unit, recorded.get(unit.output) ?? [unit.file]))])
  .filter(([, stamp]) => !existsSync(stamp));

let failed = 0;
const queue = todo.values();
await Promise.all(Array.from({ length: availableParallelism() }, async () => {
  for (const [unit, stamp] of queue) {
    const passed = await check(unit, stamp);
    if (!passed) failed += 1;
  }
}));
console.log(`${todo.length} files checked, ${failed} with warnings`);
process.exit(failed ? 1 : 0);
