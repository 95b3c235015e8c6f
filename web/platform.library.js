// The browser's side of platform_browser.cpp: input in, frames out, nothing while nothing happens.
// Everything is kept on `browser`, one per module, so that two can live on a page; every listener
// hangs on one AbortController and goes with it.
//
// `browser.page` is what web/page/page.js passed to createSansServeur({ page }): the canvas element,
// and a function for each thing that the program tells the page.

addToLibrary({
  $browser__deps: ["$UTF8ToString", "$stringToNewUTF8", "$specialHTMLTargets", "free"],
  $browser: {
    // What is taken from, or shared with, the page that holds the canvas. All the rest stays its own:
    // the wheel scrolls the document, Tab walks the mirror, shortcuts are the browser's.
    policy: {
      keysShared: { Escape: 0 }, // heard, not taken; the place in shared_keys of platform_browser.cpp
      // Ctrl (or ⌘) and a key press a button of the mirror, but where text is being typed: there the
      // browser's own undo stays.
      shortcuts: [
        { key: "z", shift: false, id: "form.undo" },
        { key: "z", shift: true, id: "form.redo" },
        { key: "y", shift: false, id: "form.redo" },
      ],
      // The wheel scrolls the page, but over an open list, and over a chart with Ctrl (as a trackpad
      // says pinching): there it is taken. In another page, nothing of it is taken without Ctrl.
      wheel: { line: 16, page: 600, plain: () => window.parent === window, rangePerPixel: 1 / 250 },
      rangePerPinch: 1.6,
      touchSlop: 8, // CSS px that a finger moves sideways before it drags; upwards, it scrolls
    },

    page: null,
    listening: null, // AbortController
    size: { width: 0, height: 0, ratio: 1 }, // of the canvas, CSS px
    media: {},
    resting: false, // nobody sees the page
    given: null, // WEBGL_lose_context of the context that was given back, until it is back
    lost: false, // the browser has told that it is gone
    touch: null, // { event, down, list, y, moved }: the finger on the canvas, if any
    printing: false,
    pinched: 0, // CSS px between two fingers on a chart
    pressed: null, // { x, y, focus }: where the pointer went down, and what that put the focus on

    frame: null, // cancels the frame that is due, if one is
    timer: 0,
    timerAt: 0,
    drawing: false,
    settling: 0, // frames to draw after the last event, so that hovers and trickled events settle
    waiting: [], // those who wait until no frame is due
    stats: { frames: 0, firstFrameAt: 0, firstFrameEnd: 0, lastFrameMs: 0 },

    open() {
      const page = (browser.page = Module["page"]);
      specialHTMLTargets["!canvas"] = page.canvas;
      browser.listening = new AbortController();
      browser.resting = Boolean(page.resting);
      browser.listenToSize();
      browser.listenToMedia();
      browser.listenToPointer();
      browser.listenToWindow();
      browser.listenToCanvas();
      page.opened({
        act: browser.act,
        set: (name, value) =>
          JSON.parse(browser.withStrings([name, value], (...text) => UTF8ToString(_platform_set(...text)))),
        rest: browser.rest,
        file: (json) => browser.withStrings([json], (text) => _platform_file(text)),
        idle: browser.idle,
        stats: browser.stats,
        fonts: () => _platform_fonts(),
        close: () => _platform_shutdown(),
      });
      browser.wake();
    },

    close() {
      browser.listening.abort();
      const context = browser.page.webgl && browser.page.canvas.getContext("webgl2");
      context?.getExtension("WEBGL_lose_context")?.loseContext(); // a page has few to give
      browser.cancelFrame();
      clearTimeout(browser.timer);
      browser.timer = 0;
    },

    on(target, types, listener, options) {
      for (const type of types.split(" "))
        target.addEventListener(type, listener, { signal: browser.listening.signal, ...options });
    },

    withStrings(strings, use) {
      const pointers = strings.map((text) => stringToNewUTF8(text));
      const result = use(...pointers);
      pointers.forEach((pointer) => _free(pointer));
      return result;
    },

    // ---- frames ----

    // Something happened: one frame for it, and a few more for what settles after it.
    wake() {
      browser.settling = 2;
      browser.request(0);
    },

    request(afterSeconds) {
      if (browser.listening.signal.aborted || browser.frame) return;
      if (afterSeconds > 0) return browser.requestAt(performance.now() + 1000 * afterSeconds);
      const draw = () => {
        browser.frame = null;
        browser.draw();
      };
      // A hidden document gets no animation frame; this one comes when it is shown again. A frame of
      // another page that is out of sight gets none either, but has things to tell that page.
      if (browser.resting) {
        browser.measure();
        const timer = setTimeout(draw, 20);
        browser.frame = () => clearTimeout(timer);
      } else {
        const frame = requestAnimationFrame(draw);
        browser.frame = () => cancelAnimationFrame(frame);
      }
    },

    cancelFrame() {
      browser.frame?.();
      browser.frame = null;
    },

    requestAt(time) {
      if (browser.timer && browser.timerAt <= time) return;
      clearTimeout(browser.timer);
      browser.timerAt = time;
      browser.timer = setTimeout(() => {
        browser.timer = 0;
        browser.request(0);
      }, time - performance.now());
    },

    draw() {
      const begun = performance.now();
      if (browser.size.ratio !== devicePixelRatio) browser.measure();
      browser.drawing = true;
      let more = 0;
      try {
        more = _platform_frame();
      } catch (error) {
        browser.close(); // its memory is not to be trusted any more
        browser.page.failed(error);
        return 0;
      } finally {
        browser.drawing = false;
      }
      const stats = browser.stats;
      stats.frames += 1;
      stats.lastFrameMs = performance.now() - begun;
      if (stats.frames === 1) {
        stats.firstFrameAt = begun;
        stats.firstFrameEnd = performance.now();
        browser.page.started();
      }
      if (more || browser.settling-- > 0) browser.request(0);
      browser.settling = Math.max(browser.settling, 0);
      browser.tellIdle();
      return more;
    },

    // At once, inside the event, for what browsers allow only there: a phone's keyboard, the
    // clipboard, a new tab.
    drawNow() {
      browser.settling = 2;
      if (browser.drawing) return browser.request(0);
      browser.cancelFrame();
      for (let left = 4; browser.draw() && left > 0; --left);
    },

    idle() {
      return new Promise((resolve) => {
        browser.waiting.push(resolve);
        // Events that are already under way count: look again after them.
        setTimeout(browser.tellIdle, 0);
      });
    },

    tellIdle() {
      if (browser.frame || browser.timer || browser.drawing) return;
      browser.waiting.splice(0).forEach((resolve) => resolve());
    },

    // ---- what the surroundings are ----

    listenToSize() {
      // A new size empties the canvas: draw in the same task. The observer always calls once.
      const observer = new ResizeObserver((entries) => {
        if (browser.measure(entries[0].devicePixelContentBoxSize?.[0])) browser.drawNow();
      });
      try {
        observer.observe(browser.page.canvas, { box: "device-pixel-content-box" });
      } catch {
        observer.observe(browser.page.canvas);
      }
      browser.listening.signal.addEventListener("abort", () => observer.disconnect());
      browser.measure();
      browser.listenToRatio();
    },

    // Gives the canvas a pixel for each of the screen; tells whether that changed it. `told` is exact,
    // where a browser has it, but not on an emulated screen.
    measure(told) {
      const canvas = browser.page.canvas;
      const box = canvas.getBoundingClientRect();
      const pixels = (length, exact) => {
        const computed = length * devicePixelRatio;
        return Math.abs(exact - computed) <= 1 ? exact : Math.round(computed);
      };
      const width = pixels(box.width, told?.inlineSize);
      const height = pixels(box.height, told?.blockSize);
      browser.size = { width: box.width, height: box.height, ratio: devicePixelRatio };
      if (canvas.width === width && canvas.height === height) return false;
      canvas.width = width;
      canvas.height = height;
      return true;
    },

    canDraw() {
      const context = browser.page.webgl && browser.page.canvas.getContext("webgl2");
      return Boolean(context) && !context.isContextLost();
    },

    // The only event for a new ratio is that a query for the old one stops matching.
    listenToRatio() {
      const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
      const changed = () => {
        browser.wake();
        browser.listenToRatio();
      };
      browser.on(query, "change", changed, { once: true });
    },

    listenToMedia() {
      const queries = {
        dark: "(prefers-color-scheme: dark)",
        coarse: "(pointer: coarse)",
        still: "(prefers-reduced-motion: reduce)",
        contrast: "(prefers-contrast: more)",
      };
      for (const [name, query] of Object.entries(queries)) {
        browser.media[name] = matchMedia(query);
        browser.on(browser.media[name], "change", browser.wake);
      }
    },

    listenToWindow() {
      browser.on(window, "blur", () => browser.windowFocus(0));
      browser.on(window, "focus", () => browser.windowFocus(1));
      browser.on(window, "scroll", browser.wake, { passive: true });
      browser.on(window, "beforeprint afterprint", (event) => {
        browser.printing = event.type === "beforeprint";
        browser.drawNow(); // what is printed is the mirror, as it is when the event ends
      });
      browser.on(document, "visibilitychange", browser.wake);
      browser.on(document, "keydown", browser.shortcut);
      browser.on(document, "keydown keyup", (event) => {
        const key = browser.policy.keysShared[event.key];
        if (key === undefined) return;
        _platform_key(key, event.type === "keydown" ? 1 : 0);
        browser.wake();
      });
    },

    shortcut(event) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const known = browser.policy.shortcuts.find(({ key, shift }) =>
        key === event.key.toLowerCase() && shift === event.shiftKey);
      if (known && browser.page.press(known.id)) event.preventDefault();
    },

    windowFocus(focused) {
      _platform_window_focus(focused);
      browser.wake();
    },

    listenToCanvas() {
      const states = { lost: 0, usable: 1, given_back: 2 }; // web::Canvas
      const canvas = browser.page.canvas;
      browser.on(canvas, "webglcontextlost", (event) => {
        event.preventDefault(); // or it would never be restored
        browser.lost = true;
        _platform_canvas(browser.given ? states.given_back : states.lost);
        // A context cannot be had back before this event is over.
        if (browser.given && !browser.resting) setTimeout(() => browser.given?.restoreContext(), 0);
        browser.wake();
      });
      browser.on(canvas, "webglcontextrestored", () => {
        browser.given = null;
        browser.lost = false;
        _platform_canvas(states.usable);
        browser.wake();
      });
    },

    // While nobody sees the page, its canvas goes back to the browser, which has few of them.
    rest(resting) {
      if (resting === browser.resting) return;
      browser.resting = resting;
      browser.cancelFrame();
      if (!browser.page.webgl) {
        // It has none.
      } else if (resting) {
        browser.given = browser.page.canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context");
        browser.given?.loseContext();
      } else if (!browser.given) {
        _platform_canvas(1); // the first time
      } else if (browser.lost) {
        browser.given.restoreContext();
      }
      browser.wake();
    },

    // ---- pointers ----

    listenToPointer() {
      const canvas = browser.page.canvas;
      // Words of the mirror lie over the canvas to be selected: what happens there happens to both.
      const surface = canvas.parentElement;
      const ours = ({ target }) =>
        target === canvas || (target.className?.startsWith?.("line") && !surface.classList.contains("plain"));
      browser.on(surface, "pointerdown pointermove pointerup pointercancel pointerout", (event) => {
        if (!event.isPrimary || !ours(event)) return;
        if (event.type === "pointerout" && ours({ target: event.relatedTarget ?? surface })) return;
        if (event.pointerType === "touch") browser.finger(event);
        else browser.mouse(event);
      });
      // The canvas cannot have the focus; without this a press on it would take it from the mirror
      // before the program says where it should go.
      browser.on(surface, "mousedown", (event) => {
        const selects = event.target !== canvas && !browser.pressed?.focus;
        if (ours(event) && event.button === 0 && !selects) event.preventDefault();
      });
      browser.on(surface, "wheel", (event) => ours(event) && browser.wheel(event), { passive: false });
      browser.on(canvas, "touchstart touchmove", browser.pinch, { passive: false });
      browser.on(canvas, "touchend touchcancel", () => (browser.pinched = 0));
    },

    // The canvas begins where the viewport does: clientX and clientY are its coordinates.
    wheel(event) {
      const { line, page, plain, rangePerPixel } = browser.policy.wheel;
      const zooms = event.ctrlKey;
      const wanted = zooms ? 2 : 1;
      if (!zooms && !plain()) return;
      if (_platform_wheel_use(event.clientX, event.clientY) !== wanted) return;
      event.preventDefault();
      const pixels = event.deltaY * [1, line, page][event.deltaMode];
      browser.send(event);
      _platform_wheel(zooms ? pixels * rangePerPixel : pixels);
      browser.wake();
    },

    // Two fingers on a chart: its range follows them. Elsewhere they zoom the page.
    pinch(event) {
      if (event.touches.length !== 2) return;
      const [a, b] = event.touches;
      const middle = { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 };
      const apart = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      if (event.type === "touchstart") {
        const zooms = _platform_wheel_use(middle.clientX, middle.clientY) === 2;
        browser.pinched = zooms ? apart : 0;
      }
      if (!browser.pinched) return;
      event.preventDefault();
      if (browser.touch?.down) browser.drop(browser.touch.event);
      browser.touch = null; // neither of them presses
      if (event.type === "touchstart" || apart < 1) return;
      browser.send({ pointerType: "touch", ...middle });
      _platform_wheel(browser.policy.rangePerPinch * Math.log(browser.pinched / apart));
      browser.pinched = apart;
      browser.wake();
    },

    mouse(event) {
      const button = event.button === 0;
      if (event.type === "pointerdown" && button) browser.press(event);
      else if (event.type === "pointerup" && button) browser.release(event);
      else if (event.type === "pointercancel") browser.drop(event);
      else if (event.type === "pointerout") browser.send(event, { nowhere: true });
      else browser.send(event);
      browser.wake();
    },

    // A finger presses only once it is known not to scroll: when it lifts, or drags sideways.
    finger(event) {
      const touch = browser.touch;
      if (event.type === "pointerdown") {
        const list = _platform_wheel_use(event.clientX, event.clientY) === 1;
        browser.touch = { event, down: false, list, y: event.clientY, moved: false };
      } else if (!touch) {
        return;
      } else if (event.type === "pointermove") {
        const x = Math.abs(event.clientX - touch.event.clientX);
        const y = Math.abs(event.clientY - touch.event.clientY);
        if (touch.list) return browser.scrollList(event, touch, y);
        if (!touch.down && x > browser.policy.touchSlop && x > y) {
          touch.down = true;
          browser.press(touch.event);
        }
        if (touch.down) browser.send(event);
      } else {
        browser.touch = null;
        const lifted = event.type === "pointerup";
        if (lifted && touch.moved) return;
        if (lifted) browser.tap(event, touch.down);
        else if (touch.down) browser.drop(event);
      }
      browser.wake();
    },

    // A finger on an open list moves its rows.
    scrollList(event, touch, far) {
      touch.moved ||= far > browser.policy.touchSlop;
      if (!touch.moved) return;
      if (_platform_wheel_use(touch.event.clientX, touch.event.clientY) !== 1) return;
      _platform_wheel(touch.y - event.clientY);
      touch.y = event.clientY;
      browser.wake();
    },

    tap(event, down) {
      if (!down) browser.press(event);
      browser.release(event);
      browser.send(event, { nowhere: true });
    },

    press(event) {
      window.focus(); // in a frame: its page may have the keyboard
      const canvas = browser.page.canvas;
      try {
        // Selecting words needs no capture, and would not bear it.
        if (event.target === canvas) canvas.setPointerCapture(event.pointerId); // a drag may leave the canvas
      } catch {
        // The pointer is gone already, or a script made it up.
      }
      browser.pressed = { x: event.clientX, y: event.clientY, focus: null };
      browser.send(event, { button: 1 });
      browser.drawNow();
      if (browser.pressed.focus === null) browser.page.blur();
    },

    release(event) {
      browser.send(event, { button: 0 });
      browser.drawNow();
      const pressed = browser.pressed;
      browser.pressed = null;
      if (!pressed || pressed.focus === null) return;
      const moved = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y);
      if (moved < browser.policy.touchSlop) browser.page.followLink(pressed.focus);
    },

    // Let go of what was pressed without a click on it: first away from it, then up.
    drop(event) {
      browser.pressed = null;
      browser.send(event, { nowhere: true });
      browser.send(event, { nowhere: true, button: 0 });
    },

    send(event, { button = -1, nowhere = false } = {}) {
      const modifiers = // ImGui's bits
        (event.ctrlKey << 12) | (event.shiftKey << 13) | (event.altKey << 14) | (event.metaKey << 15);
      const source = { touch: 1, pen: 2 }[event.pointerType] ?? 0;
      const { clientX, clientY } = event;
      _platform_pointer(clientX, clientY, nowhere ? 1 : 0, button, source, modifiers);
    },

    // ---- the mirror ----

    // `kind` is the place in ui::Action::Kind.
    act(id, kind, { text = "", number = 0, start = 0, end = 0 } = {}) {
      const kinds = ["press", "set", "edit", "focus", "blur"];
      browser.withStrings([id, text], (idPointer, textPointer) =>
        _platform_act(idPointer, kinds.indexOf(kind), textPointer, number, start, end));
      if (kind === "press") browser.drawNow();
      else browser.wake();
    },
  },

  platform_open__deps: ["$browser"],
  platform_open: () => browser.open(),
  platform_close__deps: ["$browser"],
  platform_close: () => browser.close(),
  platform_wants_canvas__deps: ["$browser"],
  platform_wants_canvas: () => (browser.page.webgl ? 1 : 0),
  platform_resting__deps: ["$browser"],
  platform_resting: () => (browser.resting ? 1 : 0),
  platform_request__deps: ["$browser"],
  platform_request: (afterSeconds) => browser.request(afterSeconds),

  platform_surroundings__deps: ["$browser", "$stringToUTF8"],
  platform_surroundings: (numbers, today) => {
    const { size, media } = browser;
    HEAPF64.set(
      [
        size.width || innerWidth,
        size.height || innerHeight,
        size.ratio,
        Math.max(scrollY, 0), // a phone's bounce goes below zero
        performance.now() / 1000,
        media.dark.matches,
        media.coarse.matches,
        media.still.matches,
        media.contrast.matches,
        browser.canDraw(),
        browser.printing,
      ],
      numbers >> 3,
    );
    stringToUTF8(new Date().toISOString().slice(0, 10), today, 11);
  },

  platform_tell__deps: ["$browser"],
  platform_tell: (what, text, number) => {
    browser.page.tell[UTF8ToString(what)](UTF8ToString(text), number);
  },

  platform_focus__deps: ["$browser"],
  platform_focus: (id, start, end) => {
    const name = UTF8ToString(id);
    if (browser.pressed) browser.pressed.focus = name;
    browser.page.focus(name, start, end);
  },

  platform_mirror__deps: ["$browser"],
  platform_mirror: (json) => browser.page.mirror(UTF8ToString(json)),

  platform_begin_picture__deps: ["$browser"],
  platform_begin_picture: (width, height) => {
    const { canvas } = browser.page;
    canvas.width = width;
    canvas.height = height;
  },

  // In the task that drew it: afterwards the browser may empty a WebGL canvas.
  platform_end_picture__deps: ["$browser"],
  platform_end_picture: (name, left, width) => {
    const { canvas } = browser.page;
    const picture = document.createElement("canvas");
    picture.width = width;
    picture.height = canvas.height;
    picture.getContext("2d").drawImage(canvas, -left, 0);
    const file = UTF8ToString(name);
    picture.toBlob(async (blob) => {
      browser.page.download(file, "image/png", new Uint8Array(await blob.arrayBuffer()));
    }, "image/png");
    browser.measure();
  },

  platform_font__deps: ["$browser"],
  platform_font: (family, weight, bytes, size) => {
    browser.page.font(UTF8ToString(family), String(weight), HEAPU8.slice(bytes, bytes + size));
  },

  platform_download__deps: ["$browser"],
  platform_download: (name, type, bytes, size) => {
    const copy = HEAPU8.slice(bytes, bytes + size);
    browser.page.download(UTF8ToString(name), UTF8ToString(type), copy);
  },
});
