// The HTML pages of the site, and its manifests, from shell.html, web/methodology.html, the content
// files and what the command line writes. Nothing here knows where a page will be served: addresses
// are relative, but for those that only an absolute one can be (see `address`).

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path) => readFileSync(join(root, path), "utf8");

export const languages = ["fr", "en"];
const locales = { fr: "fr_FR", en: "en_US" };
const content = Object.fromEntries(
  languages.map((language) => [language, JSON.parse(read(`web/content/${language}.json`))]));
const other = (language) => languages.find((code) => code !== language);

const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Replaces the one place that looks like `pattern`; a page that has none is not the one meant. */
function put(html, pattern, replacement) {
  if (!html.match(pattern)) throw new Error(`no ${pattern} in the page`);
  return html.replace(pattern, () => replacement);
}

/** What the command line writes in each language: { comparison, methodology }. */
export function writtenTexts(cli) {
  const run = (...words) => execFileSync(cli, words, { encoding: "utf8", maxBuffer: 1 << 24 });
  return Object.fromEntries(languages.map((language) => [language, {
    comparison: run("comparison", "--lang", language),
    methodology: run("methodology", "--lang", language, "--format", "html"),
  }]));
}

// ---- the text: what the page says without the program ----

const mark = read("shell.html").match(/<svg class="mark".*?<\/svg>/s)[0]
  .replace("<svg", '<svg aria-hidden="true"');

/** The methodology as a link, or, in a single file, folded. */
function methodologyIn(language, texts, single) {
  const say = content[language];
  const page = `methodology.${language}.html`;
  if (!single) return `<p><a href="${page}">${escaped(say["methodology.name"])}</a></p>`;
  return `<details id="${page}" lang="${language}" data-close="${escaped(say["banner.close"])}">
<summary>${escaped(say["methodology.name"])}</summary>
${texts[language].methodology.replaceAll('id="', `id="${language}-`)}</details>`;
}

function article(language, texts, single) {
  const say = content[language];
  return `<article id="${language}" lang="${language}">
<h1>${escaped(say["app.question"])}</h1>
<p class="lead">${escaped(say["app.description"])}</p>
<noscript><p class="lead">${escaped(say["page.no_javascript"])}</p></noscript>
${texts[language].comparison}${methodologyIn(language, texts, single)}
</article>`;
}

function text(shown, texts, single) {
  const link = (language) => {
    const to = single ? `#${language}` : `${language}.html`;
    const name = content[language][`header.language.${language}`];
    return `<a href="${to}" hreflang="${language}" lang="${language}">${name}</a>`;
  };
  return `<div class="text">
<header>${mark}<b>Sans Serveur</b><nav>${languages.map(link).join("")}</nav></header>
<main>
${shown.map((language) => article(language, texts, single)).join("\n")}
</main>
</div>`;
}

// ---- the head: what search engines and those who pass the page on read ----

/** The same page in each language; the first one goes by the reader's browser. */
const alternates = (names, address) => Object.entries(names)
  .map(([language, name]) => `<link rel="alternate" hreflang="${language}" href="${address}${name}">`);

function openGraph(language, title, name, address) {
  const say = content[language];
  const properties = {
    type: "website", site_name: say["app.name"], title, description: say["app.description"],
    locale: locales[language], "locale:alternate": locales[other(language)],
    // Those who read it want whole addresses; without one they may find the card all the same.
    ...(address && { url: address + name }),
    image: `${address}card.${language}.png`, "image:width": "1200", "image:height": "630",
    "image:alt": title,
  };
  return [...Object.entries(properties).map(([property, value]) =>
    `<meta property="og:${property}" content="${escaped(value)}">`),
  '<meta name="twitter:card" content="summary_large_image">'];
}

/**
 * The page of the tool.
 * @param {string} name  "fr.html", "en.html", or "index.html": both languages, opening in the reader's
 * @param {string} address  where the site will be, "https://example.org/tool/", or "" if not known
 * @param {boolean} worker  whether the site has a service worker
 */
export function toolPage(name, texts, address, worker) {
  const shown = languages.filter((code) => name === "index.html" || name === `${code}.html`);
  const [language] = shown;
  const say = content[language];
  const title = shown.length === 1 ? say["app.title"] : `${say["app.title"]} / ${content.en["app.question"]}`;
  const self = name === "index.html" ? "" : name;
  const head = [
    ...(address ? [`<link rel="canonical" href="${address}${self}">`] : []),
    ...alternates({ "x-default": address ? "" : "index.html", fr: "fr.html", en: "en.html" }, address),
    ...openGraph(language, title, self, address),
    `<link rel="manifest" href="${language}.webmanifest">`,
    '<link rel="apple-touch-icon" href="icon-192.png">',
  ];
  const attributes = `${shown.length === 1 ? ` data-language="${language}"` : ""}` +
    `${worker ? ' data-worker="service_worker.js"' : ""}`;
  let html = toolShell(language, attributes, title);
  if (shown.length === 1) html = describe(html, say["app.description"]);
  html = put(html, "<!-- head -->", head.join("\n"));
  return put(html, "<!-- text -->", text(shown, texts, false));
}

function toolShell(language, attributes, title) {
  const html = put(read("shell.html"), /<html lang="fr">/, `<html lang="${language}"${attributes}>`);
  return put(html, /<title>.*?<\/title>/, `<title>${escaped(title)}</title>`);
}

const describe = (html, description) =>
  put(html, /(?<=<meta name="description" content=")[^"]*/, escaped(description));

export function methodologyPage(language, texts, address) {
  const say = content[language];
  const values = {
    "@lang@": language, "@title@": escaped(say["methodology.name"]), "@other@": other(language),
    "@other_name@": content[other(language)][`header.language.${other(language)}`],
    "@content@": texts[language].methodology,
  };
  const names = { fr: "methodology.fr.html", en: "methodology.en.html" };
  const head = alternates(names, address).join("\n");
  return put(read("web/methodology.html"), "<!-- head -->", head)
    .replace(/@[a-z_]+@/g, (place) => values[place] ?? place);
}

/** The format has one main language, and since lately names in others. */
export function manifest(language) {
  const say = content[language];
  const localized = (key) => Object.fromEntries(languages.map((code) => [code, content[code][key]]));
  const icon = (src, sizes, type, purpose) => ({ src, sizes, type, ...(purpose && { purpose }) });
  return JSON.stringify({
    id: "./", start_url: `${language}.html`, scope: "./", lang: language, dir: "ltr",
    name: say["app.title"], name_localized: localized("app.title"),
    short_name: say["app.name"],
    description: say["app.description"], description_localized: localized("app.description"),
    display: "standalone", background_color: "#ffffff", theme_color: "#ffffff",
    icons: [
      icon("icon.svg", "any", "image/svg+xml"),
      icon("icon-192.png", "192x192", "image/png"),
      icon("icon-512.png", "512x512", "image/png"),
      icon("icon-maskable-512.png", "512x512", "image/png", "maskable"),
    ],
  }, null, 1) + "\n";
}

// ---- the single file ----

const digest = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/**
 * The tool as one file that opens without a server.
 * @param {Map<string, Buffer>} files  of the page
 */
export function singleFile(files, texts, address) {
  const source = (name) => files.get(name).toString();
  const styles = [], scripts = [];
  let html = read("shell.html");
  html = html.replace(/<link rel="stylesheet" href="([^"]+)"(.*?)>/g, (_, name, rest) => {
    styles.push(source(name));
    return `<style${rest}>${source(name)}</style>`;
  });
  html = html.replace(/<script defer src="([^"]+)"><\/script>\n/g, (_, name) => {
    scripts.push(source(name));
    return "";
  });
  scripts.push(read("web/offline.js"));
  const ends = scripts.find((script) => /<\/script|<!--/i.test(script));
  if (ends) throw new Error("a script that would end its element");

  const icon = `data:image/svg+xml;base64,${files.get("icon.svg").toString("base64")}`;
  const policy = `default-src 'none'; script-src 'wasm-unsafe-eval' ${scripts.map(digest).join(" ")}; ` +
    `style-src ${styles.map(digest).join(" ")}; img-src data:; base-uri 'none'; form-action 'none'`;
  const home = address ? [`<link rel="canonical" href="${address}">`] : [];
  html = put(html, /(?<=Content-Security-Policy" content=")[^"]*/, policy);
  html = put(html, /(?<=<link rel="icon" href=")[^"]*/, icon);
  html = put(html, /<link rel="preload".*\n/, "");
  html = put(html, /<!-- head -->\n/, home.join("\n"));
  html = put(html, "<!-- text -->", text(languages, texts, true));
  const program = `<script class="program" type="text/plain">${files.get("app.wasm").toString("base64")}</script>`;
  return put(html, "</body>",
    [program, ...scripts.map((script) => `<script>${script}</script>`), "</body>"].join("\n"));
}
