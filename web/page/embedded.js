// The tool inside another page: what the two tell each other, and what the tool leaves alone there.
// Loaded by embed.html only, before page.js, which asks `sansServeur.host`.
//
// Messages are plain data, { "sans-serveur": 1, type, … }:
//   to the tool   set      workload (document, its JSON, or a link's payload), language, theme, panel
//   from the tool ready    language, theme, panel
//                 verdict  choice, lambda_usd, fargate_usd, partial, sentence, language,
//                          workload (a link's payload)
//                 resize   height, CSS px; also as {"context":"iframe.resize","height":…}, in JSON
//                 error    errors: [{ field, message }], of a `set`, in the tool's language
//
// They are heard from the parent only, and told to it only, whatever its origin ("*"): a frame
// without an origin of its own cannot know it, and nothing in them is secret. They say what the parent
// asked for itself, or what its reader sees and may type in a calculator.

(() => {
  const sansServeur = (globalThis.sansServeur ??= {});
  const version = 1;
  const settings = ["language", "theme", "panel", "workload"]; // the language first: errors are in it
  const query = new URLSearchParams(location.search);
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** The bytes of the program, which program.js keeps in a string, one in each character. */
  function bytesOfProgram() {
    const text = sansServeur.program;
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
    return bytes;
  }

  function post(message) {
    if (window.parent !== window) window.parent.postMessage(message, "*");
  }
  const tell = (type, content) => post({ "sans-serveur": version, type, ...content });

  // ---- what is in force ----

  const inForce = {
    language: query.get("lang") ?? "",
    theme: query.get("theme") ?? "auto",
    panel: query.get("panel") ?? "verdict",
    workload: query.get("workload") ?? (/^#v\d+\./.test(location.hash) ? location.hash : ""),
  };
  let program = null;
  let hasCanvas = false;

  /** The whole tool, for the same workload. */
  function fullTool() {
    const address = new URL("index.html", location.href);
    const { language, theme, panel, workload } = inForce;
    address.searchParams.set("lang", language || document.documentElement.lang);
    if (theme === "light" || theme === "dark") address.searchParams.set("theme", theme);
    if (panel !== "verdict" && panel !== "all") address.searchParams.set("panel", panel);
    if (/^#?v\d+\./.test(workload)) address.hash = workload;
    else if (workload) address.searchParams.set("workload", workload);
    else address.hash = location.hash;
    return address.href;
  }

  /** Puts a setting in force; the errors that speak against it. */
  function set(name, value) {
    const text = isObject(value) ? JSON.stringify(value) : String(value);
    const own = name === "theme" && text === "auto" ? "system" : text;
    const errors = program.set(name === "panel" ? "part" : name, own);
    if (errors.length === 0) inForce[name] = text;
    return errors;
  }

  function setAll(wanted) {
    const errors = settings.flatMap((name) => (name in wanted ? set(name, wanted[name]) : []));
    program.set("full_tool", fullTool());
    if (errors.length > 0) tell("error", { errors });
  }

  // ---- hearing ----

  /** Whether a message is one of ours that we know: all others are somebody else's. */
  const isSet = (data) => isObject(data) && data["sans-serveur"] === version && data.type === "set";

  function hear(event) {
    if (event.source !== window.parent || window.parent === window || !isSet(event.data)) return;
    pace.heard();
    setAll(event.data);
  }

  // ---- verdicts, at a pace ----

  /**
   * A page may answer each verdict with another workload, which gives another verdict: with no end to
   * it, unless the tool stops. So verdicts come at most every `gap`; after `most` of them in a row
   * without a pause only the last one is told, once the other page is silent; and only what comes of
   * itself, later than an answer would, starts anew.
   */
  const pace = {
    gap: 100, pause: 1000, most: 50, // ms, ms, verdicts
    started: false, // "ready" comes first
    row: 0, toldAt: -Infinity, told: "", waiting: null, timer: 0,

    heard() {
      if (performance.now() - pace.toldAt > pace.pause) pace.row = 0;
    },
    verdict(answer) {
      pace.waiting = answer;
      if (!pace.started) return;
      clearTimeout(pace.timer);
      const wait = pace.row >= pace.most ? pace.pause : pace.toldAt + pace.gap - performance.now();
      if (wait > 0) pace.timer = setTimeout(pace.send, wait);
      else pace.send();
    },
    send() {
      const text = JSON.stringify(pace.waiting);
      if (text === pace.told || pace.row > pace.most) return;
      pace.told = text;
      pace.toldAt = performance.now();
      pace.row += 1;
      tell("verdict", pace.waiting);
    },
  };

  // ---- height ----

  const height = { told: 0, before: 0, width: 0 };

  /**
   * Tells how high the frame should be. A scroll bar that comes and goes with the height changes the
   * width, and with it the height: going back to the one before, at the same width, is not told.
   */
  function tellHeight(pixels) {
    const wanted = Math.ceil(pixels);
    const again = innerWidth === height.width && wanted === height.before && wanted < height.told;
    if (wanted === height.told || again) return;
    Object.assign(height, { before: height.told, told: wanted, width: innerWidth });
    tell("resize", { height: wanted });
    post(JSON.stringify({ context: "iframe.resize", height: wanted }));
  }

  // ---- out of sight ----

  /** A browser gives a page few canvases: one that is not seen lets go of its own after a while. */
  function followSight() {
    let timer = 0;
    const rest = (resting) => {
      hasCanvas = !resting;
      program.rest(resting);
    };
    const observer = new IntersectionObserver((entries) => {
      clearTimeout(timer);
      if (entries.at(-1).isIntersecting) rest(false);
      else timer = setTimeout(rest, 1000, true);
    });
    observer.observe(document.querySelector("canvas"));
  }

  /** What page.js asks of the page around this one. */
  sansServeur.host = {
    resting: true, // until it is known to be in sight
    holdsCanvas: () => hasCanvas,
    program: bytesOfProgram,
    opened(opened) {
      program = opened;
      const { language, workload, ...others } = inForce;
      setAll(workload ? { ...others, workload } : others);
      // What is wrong with it, the writer of that page sees here.
      if (workload && set("workload", workload).length > 0) program.file(workload);
      addEventListener("message", hear);
      for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (pace.row = 0), true);
      followSight();
    },
    started() {
      const { theme, panel } = inForce;
      tell("ready", { language: document.documentElement.lang, theme, panel });
      pace.started = true;
      pace.send();
    },
    answer(answer) {
      inForce.workload = answer.workload; // the reader may have changed it
      program.set("full_tool", fullTool());
      pace.verdict({ ...answer, language: document.documentElement.lang });
    },
    height: tellHeight,
  };
})();
