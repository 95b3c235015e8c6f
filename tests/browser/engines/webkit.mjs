// WebKit, that of GTK, by the WebDriver that comes with it: plain HTTP.

import { end, freePort, program, retry, start, startDisplay, temporaryFolder } from "./programs.mjs";

const driverPath = process.env.WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver";
const architecture = { x64: "x86_64", arm64: "aarch64" }[process.arch];
const browserPath = process.env.WEBKIT_BROWSER ??
  `/usr/lib/${architecture}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;

/** WebDriver's code points for the keys that write nothing. */
const keyCodes = {
  Shift: "\ue008", Control: "\ue009", Alt: "\ue00a", Tab: "\ue004", Enter: "\ue007",
  Escape: "\ue00c", Backspace: "\ue003", Delete: "\ue017", Home: "\ue011", End: "\ue010",
  ArrowLeft: "\ue012", ArrowUp: "\ue013", ArrowRight: "\ue014", ArrowDown: "\ue015",
};

const keyActions = (keys) => {
  const values = keys.map((key) => keyCodes[key] ?? key);
  return [
    ...values.map((value) => ({ type: "keyDown", value })),
    ...values.toReversed().map((value) => ({ type: "keyUp", value })),
  ];
};

const move = ([x, y]) => ({ type: "pointerMove", x: Math.round(x), y: Math.round(y) });
const between = (from, to) => [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
const down = { type: "pointerDown", button: 0 };
const up = { type: "pointerUp", button: 0 };

/** @returns {Promise<import("./reader.mjs").Hands>} */
export async function startWebKit({ language = "en-GB", ratio = 1 } = {}) {
  program(driverPath, "webkit2gtk-driver");
  program(browserPath, "webkit2gtk-driver");
  const display = await startDisplay();
  const port = await freePort();
  const driver = start(driverPath, [`--port=${port}`], {
    ...display.environment,
    GDK_SCALE: String(ratio),
    HOME: temporaryFolder(),
    LANGUAGE: language.replace("-", "_"),
    DBUS_SESSION_BUS_ADDRESS: "disabled:",
    NO_AT_BRIDGE: "1",
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", // its sandbox does not start for root
  });

  async function call(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`,
      { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(60_000) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  await retry(() => call("GET", "/status"), 10, "WebKitWebDriver");
  const { sessionId } = await call("POST", "/session", { capabilities: { alwaysMatch: {
    "webkitgtk:browserOptions": { binary: browserPath, args: ["--automation"] },
  } } });
  const post = (command, body = {}) => call("POST", `/session/${sessionId}/${command}`, body);
  const act = (type, actions, parameters) =>
    post("actions", { actions: [{ type, id: type, parameters, actions }] });
  const mouse = (actions) => act("pointer", actions, { pointerType: "mouse" });

  // Written into the script: the page's policy forbids eval.
  async function evaluate(expression) {
    const script = `const done = arguments[0];
      (async () => (${expression}))().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await post("execute/async", { script, args: [] });
    if (error) throw new Error(`${error} in ${expression}`);
    return value;
  }

  /** The viewport, once it has been the same three times in a row. */
  async function sizeAtRest() {
    for (let last = "", same = 0; ;) {
      const size = await evaluate("[innerWidth, innerHeight]");
      same = String(size) === last ? same + 1 : 0;
      if (same === 2) return size;
      last = String(size);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  return {
    name: "WebKit",
    errors: [],
    go: (url) => post("url", { url }),
    evaluate,
    press: (keys) => act("key", keyActions(keys.split("+"))),
    type: (text) => act("key", [...text].flatMap((character) => keyActions([character]))),
    click: (x, y) => mouse([move([x, y]), down, up]),
    drag: (from, to) => mouse([move(from), down, move(between(from, to)), move(to), up]),
    wheel: (x, y, by) => act("wheel", [{ ...move([x, y]), type: "scroll", deltaX: 0, deltaY: by }]),
    /** The window's tool bar takes some of its height; and a window takes its time. */
    async resize(width, height) {
      const rectangle = { width, height };
      for (let attempt = 0; attempt < 10; ++attempt) {
        await post("window/rect", { x: 0, y: 0, ...rectangle });
        const [innerWidth, innerHeight] = await sizeAtRest();
        if (innerWidth === width && innerHeight === height) return;
        rectangle.width += width - innerWidth;
        rectangle.height += height - innerHeight;
      }
      throw new Error(`no window of ${width} × ${height}`);
    },
    screenshot: async () => Buffer.from(await call("GET", `/session/${sessionId}/screenshot`), "base64"),
    back: () => post("back"),
    forward: () => post("forward"),
    async close() {
      await call("DELETE", `/session/${sessionId}`).finally(() => end(driver));
      display.close();
    },
  };
}
