// Programs that a test starts beside itself. Each leads a process group of its own, and the whole
// group ends with it, or with the test, however the test ends.

import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const leaders = new Set();
const folders = new Set();

process.on("exit", () => {
  for (const leader of leaders) end(leader);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

/** Where the tests expect a program; an error that says how to get it when it is not there. */
export function program(path, debianPackage) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw new Error(`${path} is missing: \`script/bootstrap browsers\` installs it (Debian package ${debianPackage})`);
  }
  return path;
}

/** Starts a program with some more variables in its environment. */
export function start(path, args, environment = {}) {
  const leader = spawn(path, args, {
    detached: true, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment },
  });
  leaders.add(leader);
  // Servers complain a lot; it matters when they fail.
  leader.complaints = "";
  leader.stderr.setEncoding("utf8").on("data", (more) => (leader.complaints += more));
  return leader;
}

/** Ends a program and all that it started. */
export function end(leader) {
  if (!leaders.delete(leader)) return;
  try {
    process.kill(-leader.pid, "SIGKILL");
  } catch {
    // It has ended by itself, and so has its group.
  }
}

/** The first line that a program prints. */
export function firstLine(leader) {
  return new Promise((resolve, reject) => {
    let text = "";
    leader.stdout.setEncoding("utf8").on("data", (more) => {
      text += more;
      if (text.includes("\n")) resolve(text.split("\n")[0]);
    });
    leader.once("exit", (code) => reject(new Error(`${leader.spawnfile} ended with ${code}: ${leader.complaints}`)));
  });
}

/** A folder that goes with the test. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "sans-serveur-"));
  folders.add(folder);
  return folder;
}

/** A port of this machine on which nobody listens. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Tries until it works or the time is over; then throws what was thrown last. */
export async function retry(attempt, seconds, what) {
  const until = Date.now() + 1000 * seconds;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw new Error(`${what}: not within ${seconds} s`, { cause: error });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * A screen that nobody sees, with OpenGL in software: Firefox without a window has no WebGL 2, and
 * WebKit does not start.
 */
export async function startDisplay() {
  const xvfb = start(program("/usr/bin/Xvfb", "xvfb"),
    ["-displayfd", "1", "-screen", "0", "2600x1700x24", "-nolisten", "tcp"]);
  const number = await firstLine(xvfb);
  return {
    environment: { DISPLAY: `:${number}`, LIBGL_ALWAYS_SOFTWARE: "1" },
    close: () => end(xvfb),
  };
}
