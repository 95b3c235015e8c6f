// Starts the program on the page's canvas, and does around it what it asks for: title, language,
// theme, focus, clipboard, files. The program's side is web/platform.library.js.

(() => {
  const sansServeur = (globalThis.sansServeur ??= {});
  const root = /** @type {HTMLElement} */ (document.querySelector(".sans-serveur"));
  const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`.${name}`));
  const canvas = /** @type {HTMLCanvasElement} */ (root.querySelector("canvas"));
  const listening = new AbortController();
  const languages = ["fr", "en"];
  const themes = ["system", "light", "dark"];

  // ---- what the reader chose: in the address, here before, or by the browser's language ----

  const query = new URLSearchParams(location.search);
  const host = sansServeur.host; // the page around this one (embedded.js): its address and memory are its own

  /** "#v1.c.….…&lang=fr&panel=costs": a workload's link, and settings; each may be missing. */
  function readFragment() {
    const [first, ...others] = location.hash.slice(1).split("&");
    const isLink = /^v|\./.test(first) && !first.includes("="); // or a place in the page
    const settings = new URLSearchParams((isLink ? others : [first, ...others]).join("&"));
    return { link: isLink ? first : "", settings };
  }

  const opened = readFragment();
  /** A setting of the address: after the link, or as a query. */
  const given = (name) => opened.settings.get(name) ?? query.get(name);

  const memory = {
    read(name) {
      if (host) return null;
      try {
        return localStorage.getItem(`sans-serveur.${name}`);
      } catch {
        return null; // a sandboxed frame has none
      }
    },
    write(name, value) {
      if (host) return;
      try {
        localStorage.setItem(`sans-serveur.${name}`, value);
      } catch {
        // It is remembered until the page closes.
      }
    },
  };

  function chooseLanguage() {
    // Some pages are in one language; see script/pages.mjs.
    const own = document.documentElement.dataset.language;
    const wanted = [given("lang"), own, memory.read("language"), ...navigator.languages];
    const known = wanted.map((code) => code?.slice(0, 2).toLowerCase());
    return known.find((code) => languages.includes(code)) ?? "fr";
  }

  const chooseTheme = () =>
    [given("theme"), memory.read("theme")].find((theme) => themes.includes(theme)) ?? "system";

  // ---- the address: it follows the state, so that it can be reloaded and passed on ----

  const address = {
    settled: 500, // ms after the last edit
    initial: null, // the state that an address without a fragment stands for
    told: null, // the newest one
    timer: 0,

    /** A page inside another one never writes to the address. */
    write(how) {
      clearTimeout(this.timer);
      this.timer = 0;
      if (host || window.top !== window) return;
      const fragment = location.hash || this.told !== this.initial ? `#${this.told}` : "";
      const search = String(query) && `?${query}`;
      if (fragment === location.hash && search === location.search) return;
      try {
        history[how]({ sansServeur: true }, "", `${location.pathname}${search}${fragment}`);
      } catch {
        // Some browsers refuse it for a page opened from a file.
      }
    },

    /** An edit changes the present entry of the history; another workload makes a new one. */
    follow(state, replaced) {
      if (this.told === null) {
        this.initial = opened.link ? null : state;
        this.told = state;
        return;
      }
      if (this.timer && replaced) this.write("replaceState"); // edits that had not settled
      this.told = state;
      if (replaced) return this.write("pushState");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.write("replaceState"), this.settled);
    },

    /** Back, forward, or an address typed by hand; the settings of our own entries stay as they are. */
    moved(own) {
      clearTimeout(this.timer);
      this.timer = 0;
      const { link, settings } = readFragment();
      const panel = settings.get("panel");
      if (panel) program.set("panel", panel);
      if (!own && languages.includes(settings.get("lang"))) program.set("language", settings.get("lang"));
      if (!own && themes.includes(settings.get("theme"))) program.set("theme", settings.get("theme"));
      program.set("link", link);
    },

    /** What links start with. Those of a page opened from a file lead to where it is hosted. */
    base() {
      if (/^https?:$/.test(location.protocol)) return ["address", location.href.replace(/[?#].*$/, "")];
      const hosted = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
      return ["hosted", hosted?.href ?? ""];
    },

    listen() {
      const on = (type, listener) => addEventListener(type, listener, { signal: listening.signal });
      on("popstate", (event) => this.moved(Boolean(event.state?.sansServeur)));
      on("pagehide", () => this.timer && this.write("replaceState"));
    },
  };

  /** The state that the address names. */
  function openAddress() {
    if (given("panel")) program.set("panel", given("panel"));
    program.set(...address.base());
    if (query.has("workload")) program.file(query.get("workload"));
    if (opened.link) program.set("link", opened.link);
    address.listen();
  }

  // ---- what the program tells ----

  let program = null;
  let mirror = null;
  let language = chooseLanguage();
  let theme = chooseTheme();
  document.documentElement.lang = language;
  if (theme !== "system") document.documentElement.dataset.theme = theme;

  const tell = {
    height(_, pixels) {
      part("mirror").style.height = `${Math.ceil(pixels)}px`;
      host?.height(pixels);
    },
    answer: (json) => host?.answer(JSON.parse(json)),
    cursor(name) {
      canvas.style.cursor = name;
      part("mirror").style.setProperty("--cursor", name === "default" ? "text" : name);
    },
    list: (_, open) => canvas.classList.toggle("listing", Boolean(open)),
    title: (text) => (document.title = text),
    language(code) {
      document.documentElement.lang = code;
      if (code === language) return;
      language = code;
      memory.write("language", code);
      query.set("lang", code);
      address.write("replaceState");
    },
    dark: (_, dark) => (document.documentElement.dataset.theme = dark ? "dark" : "light"),
    theme(choice) {
      if (choice === theme) return; // an address passed on is not a choice
      theme = choice;
      memory.write("theme", choice);
    },
    link: (state, replaced) => address.follow(state, Boolean(replaced)),
    copy: (text) => void copy(text),
    pick: () => part("file").click(),
    take_new_version: () => sansServeur.takeNewVersion(),
    plain: (_, plain) => ((withoutCanvas = Boolean(plain)), showPlain()),
  };

  let withoutCanvas = false;
  const forcedColors = matchMedia("(forced-colors: active)");
  forcedColors.addEventListener("change", showPlain, { signal: listening.signal });

  /** Without a canvas the mirror is the page; so it is in the reader's own colours, which no canvas has. */
  function showPlain() {
    const plain = withoutCanvas || forcedColors.matches;
    root.classList.toggle("plain", plain);
    const dress = (name) => document.querySelector(`[data-dress="${name}"]`);
    dress("drawn").media = plain ? "not all" : "screen";
    dress("plain").media = plain ? "all" : "print";
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // No permission in this frame, or no secure origin.
      if (!copyBySelection(text)) program.set("copied", "no");
    }
  }

  function copyBySelection(text) {
    const focused = /** @type {HTMLElement} */ (document.activeElement);
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "copied";
    root.append(area);
    area.focus({ preventScroll: true });
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    focused?.focus({ preventScroll: true });
    return copied;
  }

  function download(name, type, bytes) {
    const address = URL.createObjectURL(new Blob([bytes], { type }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  // ---- files that come in ----

  const largestFile = 50e6;

  /** The program says what is wrong with a file; one that nobody could mean is not even read. */
  async function read(file) {
    if (file) program.file(file.size > largestFile ? "" : await file.text());
  }

  function listenToFiles() {
    const on = (target, type, listener) =>
      target.addEventListener(type, listener, { signal: listening.signal });
    const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
    on(document, "dragover", (event) => holdsFiles(event) && event.preventDefault());
    on(document, "drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault(); // the browser would open the file in place of the page
      read(event.dataTransfer.files[0]);
    });
    on(part("file"), "change", (event) => {
      read(event.target.files[0]);
      event.target.value = ""; // so that the same file can be chosen again
    });
  }

  // ---- start, failure, end ----

  /** What the program calls; see web/platform.library.js. */
  const page = {
    canvas,
    resting: host?.resting,
    webgl: query.get("webgl") !== "off",
    tell,
    failed: fail,
    download,
    /** The program's own fonts: the mirror measures like the canvas, and reads like it in print. */
    font: (family, weight, bytes) => document.fonts.add(new FontFace(family, bytes, { weight })),
    mirror: (json) => mirror.update(json),
    focus: (id, start, end) => mirror.focus(id, start, end),
    blur: () => mirror.blur(),
    press: (id) => mirror.press(id),
    followLink: (id) => mirror.followLink(id),
    opened(opened) {
      program = opened;
      mirror = new sansServeur.Mirror(part("mirror"), program.act, listening.signal);
      program.set("language", language);
      program.set("theme", theme);
      if (host) host.opened(program);
      else openAddress();
      listenToFiles();
    },
    started() {
      root.classList.remove("starting");
      part("skeleton").remove();
      if (host) host.started();
      else sansServeur.followVersions?.(() => program.set("new_version", ""));
      setTimeout(() => listening.signal.aborted || program.fonts());
      ready();
    },
  };

  let ready = () => {};
  let failed = false;

  /** Says so in words, in the place of a canvas that would stay as it is for ever. */
  function fail(reason) {
    if (failed) return;
    failed = true;
    root.classList.add("failed");
    part("failure").hidden = false;
    part("reason").textContent = String(reason?.message ?? reason);
    console.error("Sans Serveur:", reason);
  }

  /** The program is where the page's head says; or inside the page, when it is a single file or embedded. */
  function programIn(page) {
    if (host) return { wasmBinary: host.program() };
    const inside = page.querySelector("script.program");
    if (inside) return { wasmBinary: Uint8Array.from(atob(inside.textContent), (c) => c.charCodeAt(0)) };
    const { href } = page.querySelector('link[rel="preload"][type="application/wasm"]');
    return { locateFile: () => href };
  }

  function start() {
    const module = { page, ...programIn(document), onAbort: fail };
    if (typeof createSansServeur !== "function") fail("app.js");
    else if (typeof WebAssembly !== "object") fail("WebAssembly");
    else createSansServeur(module).catch(fail);
    prepareCanvas();
  }

  /**
   * A browser takes its time for a first context: it may as well do so while the program is on its way,
   * and at once in the size that the canvas will have. The program then gets this one; its attributes are
   * those of web/webgl_canvas.cpp.
   */
  function prepareCanvas() {
    if (!page.webgl || page.resting) return;
    const { width, height } = canvas.getBoundingClientRect();
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    canvas.getContext("webgl2",
      { alpha: false, depth: false, stencil: false, antialias: false, powerPreference: "low-power" });
  }

  Object.defineProperties(sansServeur, Object.getOwnPropertyDescriptors({
    /** The first frame has been drawn. */
    ready: new Promise((resolve) => (ready = resolve)),
    /** No frame is due. */
    idle: () => program.idle(),
    /** Figures of this run: frames drawn, time of the first one, duration of the last one, ms. */
    get stats() {
      return program?.stats ?? { frames: 0 };
    },
    get frames() {
      return this.stats.frames;
    },
    /** Ends the program, and lets go of the canvas and of every listener. */
    close() {
      listening.abort();
      program.close();
    },
  }));

  start();
})();
