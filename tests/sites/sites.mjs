// Small documentation sites, made of the README's snippets and of the files under web/embed/, by the
// generators that Debian has. Each is built in a folder of its own, which is then served.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const embeds = join(root, "web/embed");
const published = "https://example.org/sans-serveur/";

/** A snippet of the README, with the address of the tool in place of the published one. */
export function snippet(name, tool) {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const [, after] = readme.split(`<!-- snippet: ${name} -->\n`);
  const [, text] = after?.match(/^(?:`{3,})[^\n]*\n(.*?)^`{3,}$(?=\n\n)/ms) ?? [];
  if (!text) throw new Error(`no snippet ${name} in the README`);
  return text.replaceAll(published, tool);
}

function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function run(folder, program, ...words) {
  execFileSync(program, words, { cwd: folder, stdio: "pipe", env: { ...process.env, LC_ALL: "C.UTF-8" } });
}

const filler = "Words before the tool.\n\n".repeat(3);

/** Builders: (folder, address of the tool) → folder of the built site. */
export const sites = {
  plain(folder, tool) {
    write(folder, {
      "index.html": `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
<h1>A page</h1>${snippet("element", tool)}</html>`,
    });
    return folder;
  },

  mkdocs(folder, tool) {
    write(folder, {
      "mkdocs.yml": `site_name: A site\nuse_directory_urls: false\ntheme:\n  name: mkdocs\n  highlightjs: false\n${snippet("mkdocs.yml", tool)}`,
      "docs/index.md": `# A page\n\n${filler}${snippet("mkdocs", tool)}\n`,
    });
    cpSync(join(embeds, "mkdocs_sans_serveur.py"), join(folder, "mkdocs_sans_serveur.py"));
    run(folder, "mkdocs", "build", "--quiet");
    return join(folder, "site");
  },

  sphinx(folder, tool) {
    const path = "import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\nlanguage = 'en'\n";
    write(folder, {
      "conf.py": path + snippet("conf.py", tool),
      "index.rst": `A page\n======\n\n${filler}${snippet("sphinx", tool)}`,
    });
    cpSync(join(embeds, "sphinx_sans_serveur.py"), join(folder, "sphinx_sans_serveur.py"));
    run(folder, "sphinx-build", "-q", "-W", ".", "_build");
    return join(folder, "_build");
  },

  hugo(folder, tool) {
    write(folder, {
      "config.toml": `baseURL = "/"\nlanguageCode = "en"\ntitle = "A site"\n${snippet("hugo.toml", tool)}`,
      "content/_index.md": `---\ntitle: A page\n---\n\n${filler}${snippet("hugo", tool)}`,
      "layouts/index.html": `<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ .Title }}</title>{{ .Content }}</html>`,
    });
    mkdirSync(join(folder, "layouts/shortcodes"), { recursive: true });
    cpSync(join(embeds, "hugo-shortcode.html"), join(folder, "layouts/shortcodes/sans-serveur.html"));
    run(folder, "hugo", "--quiet");
    return join(folder, "public");
  },
};
