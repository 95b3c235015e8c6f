// The mirror: one real element for each node of the program's semantic tree, invisible and in its
// place over the canvas, for the keyboard, screen readers, the browser's find, and tests. Without a
// canvas it is the visible page. Keys do what the browser makes them do on a button, a slider, a text
// field; what comes of it goes to the program as an action (see ui/semantics.h).

/**
 * A node as ui::to_json writes it; what has its default is absent.
 * @typedef {object} SemanticNode
 * @property {string} id
 * @property {string} role
 * @property {string} [name]
 * @property {string} [value]    what a reader would say it is; of a link: its address
 * @property {string} [help]     help, or what is wrong
 * @property {number[]} [range]  of a slider: number, minimum, maximum, step
 * @property {number} [level]    of a heading
 * @property {1} [on]            selected, pressed, open
 * @property {1} [toggle]        of a button: `on` means pressed
 * @property {1} [off]           disabled
 * @property {1} [fixed]         a text field that is only read
 * @property {1} [words]         a text field for words, not for a number
 * @property {1} [bad]           invalid
 * @property {number[]} [box]    x, y, width, height in the document
 * @property {[string, number, number, number][]} [lines]  which words are drawn where: text, x, y, face
 * @property {number} [in]       index of the parent
 *
 * What the mirror keeps of a node.
 * @typedef {object} Entry
 * @property {SemanticNode} node
 * @property {string} tag              what it was built for: role, and what else decides its element
 * @property {HTMLElement} outer       what is placed
 * @property {HTMLElement} control     what has the focus and the state; often the same
 * @property {HTMLElement} inside      where children go
 * @property {ChildNode | null} head   the entry's own last node in there, before its children
 * @property {Text} [label]            shows the name
 * @property {Text} [value]            shows the value
 * @property {HTMLElement} [help]      shows the help
 * @property {number[]} origin         where its children's coordinates start
 * @property {number[]} from           its parent's origin, when it was placed
 * @property {boolean} [dirty]         of a text field: holds what the program has not accepted yet
 */

(() => {
  const landmarks = { header: "header", main: "main", footer: "footer", nav: "nav" };

  /** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function setAttribute(element, name, value) {
    if (value === null || value === undefined || value === "") element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }

  function setText(text, data) {
    if (text.data !== data) text.data = data;
  }

  const domId = (id, part = "") => `mirror-${id}${part}`;
  const nameAndValue = (node) => [node.name, node.value].filter(Boolean).join(" ");

  // ---- building: role → entry ----

  /** An element with a text, then children. */
  function textual(tag, attributes) {
    const label = document.createTextNode("");
    const outer = make(tag, attributes, label);
    return { outer, control: outer, inside: outer, head: label, label };
  }

  /** An element that only holds others, named by an attribute. */
  function container(tag, attributes) {
    const outer = make(tag, attributes);
    return { outer, control: outer, inside: outer, head: null };
  }

  /** A control with a visible label, value and help, when the mirror is the page. */
  function field(node, control) {
    const label = document.createTextNode("");
    const value = document.createTextNode("");
    control.id = domId(node.id);
    const help = make("p", { id: domId(node.id, "-help"), class: "help" });
    const outer = make("div", { class: "field" },
      make("label", { for: control.id }, label), control,
      make("span", { class: "value", "aria-hidden": "true" }, value), help);
    return { outer, control, inside: control, head: null, label, value, help };
  }

  const textInput = { type: "text", autocomplete: "off", autocorrect: "off",
    autocapitalize: "off", spellcheck: "false", enterkeyhint: "done" };

  // Explicit roles repeat the elements' own: a table or a list that is positioned may lose its.
  const build = {
    region: (node) => container(landmarks[node.id] ?? "section"),
    heading: (node) => textual(`h${Math.min(Math.max(node.level ?? 2, 1), 4)}`),
    paragraph: () => textual("p"),
    button: () => textual("button", { type: "button" }),
    disclosure: () => textual("button", { type: "button" }),
    link: () => textual("a"),
    radio_group: (node) => {
      const label = document.createTextNode("");
      const caption = make("span", { id: domId(node.id, "-name"), class: "caption" }, label);
      const outer = make("div", { role: "radiogroup", "aria-labelledby": caption.id }, caption);
      return { outer, control: outer, inside: outer, head: caption, label };
    },
    radio: () => {
      const label = document.createTextNode("");
      const control = make("input", { type: "radio" });
      const outer = make("label", { class: "radio" }, control, make("span", {}, label));
      return { outer, control, inside: outer, head: outer.lastChild, label };
    },
    tab_list: () => container("div", { role: "tablist" }),
    tab: (node) => textual("button", { type: "button", role: "tab", id: domId(node.id) }),
    tab_panel: (node) => container("div", { role: "tabpanel", id: domId(node.id) }),
    slider: (node) => field(node, make("input", { type: "range" })),
    text_field: (node) => field(node, make("input", textInput)),
    select: (node) => field(node, make("select")),
    option: () => textual("option"),
    table: () => {
      const label = document.createTextNode("");
      const inside = make("tbody");
      const outer = make("table", { role: "table" }, make("caption", {}, label), inside);
      return { outer, control: outer, inside, head: null, label };
    },
    row: () => container("tr", { role: "row" }),
    column_header: () => textual("th", { role: "columnheader", scope: "col" }),
    row_header: () => textual("th", { role: "rowheader", scope: "row" }),
    cell: () => textual("td", { role: "cell" }),
    list: () => container("ul", { role: "list" }),
    list_item: () => textual("li", { role: "listitem" }),
    image: () => textual("div", { role: "img" }),
    live: () => textual("div", { role: "status", "aria-live": "polite", "aria-atomic": "true" }),
    alert: () => textual("div", { role: "alert" }),
  };

  /** What decides an entry's element: when it changes, the entry is built anew. */
  const tagOf = (node) => `${node.role} ${node.level ?? ""}`;

  // ---- updating: role → what it shows beyond name, value, help and place ----

  /** Their state is made of other nodes' too. */
  const dependsOnOthers = ["tab", "tab_panel"];

  const named = ({ control }, node) => setAttribute(control, "aria-label", node.name);

  const update = {
    region: named,
    tab_list: named,
    list: named,
    image: ({ control }, node) => setAttribute(control, "aria-label", nameAndValue(node)),
    button: ({ control }, node) =>
      setAttribute(control, "aria-pressed", node.toggle ? Boolean(node.on) : null),
    disclosure: ({ control }, node) => setAttribute(control, "aria-expanded", Boolean(node.on)),
    link: ({ control }, node) => {
      // Another page opens beside this one, whose workload would be lost.
      const elsewhere = /^[^#]/.test(node.value ?? "");
      setAttribute(control, "href", node.value || "#");
      setAttribute(control, "target", elsewhere ? "_blank" : null);
      setAttribute(control, "rel", elsewhere ? "noopener" : null);
    },
    radio: ({ control }, node, mirror) => {
      control.name = domId(mirror.parentId(node));
      control.checked = Boolean(node.on);
    },
    tab: ({ control }, node, mirror) => {
      const panel = node.id.replace(/^tab\./, "panel.");
      setAttribute(control, "aria-selected", Boolean(node.on));
      setAttribute(control, "aria-controls", mirror.has(panel) ? domId(panel) : null);
      control.tabIndex = mirror.isTabStop(node) ? 0 : -1;
    },
    tab_panel: ({ control }, node, mirror) => {
      const tab = node.id.replace(/^panel\./, "tab.");
      setAttribute(control, "aria-labelledby", mirror.has(tab) ? domId(tab) : null);
      setAttribute(control, "aria-label", mirror.has(tab) ? null : node.name);
    },
    slider: ({ control }, node) => {
      const [number, minimum, maximum, step] = node.range ?? [0, 0, 0, 0];
      setAttribute(control, "min", minimum);
      setAttribute(control, "max", maximum);
      setAttribute(control, "step", step > 0 ? step : "any");
      if (Number(control.value) !== number) control.value = number;
      setAttribute(control, "aria-valuetext", node.value);
    },
    text_field: (entry, node) => {
      setAttribute(entry.control, "inputmode", node.words ? "text" : "decimal");
      entry.control.readOnly = Boolean(node.fixed);
      if (entry.dirty || entry.control.value === (node.value ?? "")) return;
      entry.control.value = node.value ?? "";
    },
    option: ({ control }, node) => {
      control.value = node.id;
      if (node.on) control.selected = true;
    },
  };

  const faces = ["s12", "b12", "t14", "b14", "d18", "d24", "d30"]; // ui::Face

  /** Shows words: those that are drawn over their drawing, the others unseen, all in their order. */
  function showWords(text, words, lines, [left, top]) {
    const placed = [];
    for (const line of lines) {
      let at = words.indexOf(line[0]);
      while (at >= 0 && placed.some((other) => at < other.end && at + line[0].length > other.at))
        at = words.indexOf(line[0], at + 1);
      if (at >= 0) placed.push({ at, end: at + line[0].length, line });
    }
    placed.sort((a, b) => a.at - b.at);
    const spans = [];
    let done = 0;
    const say = (to) => {
      if (to > done) spans.push(make("span", { class: "said" }, words.slice(done, to)));
    };
    for (const { at, end, line: [shown, x, y, face] } of placed) {
      say(at);
      const span = make("span", { class: `line ${faces[face]}` }, shown);
      Object.assign(span.style, { left: `${x - left}px`, top: `${y - top}px` });
      spans.push(span);
      done = end;
    }
    say(words.length);
    text.spans?.forEach((span) => span.remove());
    text.spans = spans;
    text.before(...spans);
  }

  /** What the texts show: of a link the name only, of a field each in its place. */
  function updateTexts(entry, node) {
    const origin = node.box ?? [0, 0];
    const lines = node.lines ?? [];
    const inOption = node.role === "option"; // which holds text only
    const show = (text, words) => {
      if (inOption || !node.box) return setText(text, words);
      const known = `${words}\n${origin}\n${JSON.stringify(lines)}`;
      if (text.known !== known) showWords(text, words, lines, origin);
      text.known = known;
    };
    if (entry.value) {
      show(entry.label, node.name ?? "");
      show(entry.value, node.role === "slider" ? (node.value ?? "") : "");
    } else if (entry.label) {
      show(entry.label, node.role === "link" ? (node.name ?? "") : nameAndValue(node));
    }
  }

  function updateHelp(entry, node) {
    if (!entry.help) return setAttribute(entry.control, "aria-description", node.help);
    const text = node.help ?? "";
    if (entry.help.textContent !== text) entry.help.textContent = text;
    entry.help.hidden = !text;
    setAttribute(entry.control, "aria-describedby", text ? entry.help.id : null);
  }

  function updateState({ control }, node) {
    control.dataset.id = node.id;
    setAttribute(control, "aria-invalid", node.bad ? "true" : null);
    if ("disabled" in control) control.disabled = Boolean(node.off);
    else setAttribute(control, "aria-disabled", node.off ? "true" : null);
  }

  const page = [0, 0]; // where coordinates start

  /** Puts an element at its node's rectangle, counted from its parent's. */
  function place(entry, node, from) {
    const { outer } = entry;
    const [x, y, width, height] = node.box ?? [...from, 0, 0];
    const moved = x !== entry.origin[0] || y !== entry.origin[1];
    if (moved) entry.origin = [x, y]; // another object tells the children
    outer.classList.toggle("nowhere", !node.box);
    const style = { left: x - from[0], top: y - from[1], width, height };
    for (const [side, length] of Object.entries(style)) {
      if (outer.style[side] !== `${length}px`) outer.style[side] = `${length}px`;
    }
  }

  // ---- the mirror ----

  class Mirror {
    /**
     * @param {HTMLElement} root
     * @param {(id: string, kind: string, more?: object) => void} act
     * @param {AbortSignal} signal
     */
    constructor(root, act, signal) {
      this.root = root;
      this.act = act;
      /** @type {Map<string, Entry>} */
      this.entries = new Map();
      /** @type {SemanticNode[]} */
      this.nodes = [];
      this.ids = new Set();
      /** @type {string[]} the JSON of each node */
      this.lines = [];
      this.byKeyboard = true;
      this.updating = false;
      listen(this, signal);
    }

    has(id) {
      return this.ids.has(id);
    }

    parentId(node) {
      return this.nodes[node.in]?.id ?? "";
    }

    /** One tab of a list can be reached by Tab: the open one; the arrows lead to the others. */
    isTabStop(node) {
      const tabs = this.nodes.filter((other) => other.role === "tab" && other.in === node.in);
      return node === (tabs.find((tab) => tab.on) ?? tabs[0]);
    }

    /** @param {string} json */
    update(json) {
      // One node a line: those that did not change stay the same object.
      const lines = json.slice(1, -1).split(",\n").filter(Boolean);
      this.nodes = lines.map((line, i) => (line === this.lines[i] ? this.nodes[i] : JSON.parse(line)));
      this.lines = lines;
      this.ids = new Set(this.nodes.map((node) => node.id));
      const focused = /** @type {HTMLElement} */ (document.activeElement);
      this.updating = true;
      this.removeOthers();
      const last = new Map();
      for (const node of this.nodes) this.show(node, last);
      // Moving an element takes the focus from it.
      if (focused !== document.activeElement && focused?.isConnected && this.root.contains(focused))
        focused.focus({ preventScroll: true });
      this.updating = false;
    }

    removeOthers() {
      for (const [id, entry] of this.entries) {
        if (this.ids.has(id)) continue;
        entry.outer.remove();
        this.entries.delete(id);
      }
    }

    /** @param {SemanticNode} node @param {Map<Entry | undefined, ChildNode>} last placed, per parent */
    show(node, last) {
      const parent = this.entries.get(this.parentId(node));
      const entry = this.entryOf(node);
      const before = last.get(parent) ?? parent?.head ?? null;
      const inside = parent?.inside ?? this.root;
      const next = before ? before.nextSibling : inside.firstChild;
      if (next !== entry.outer) inside.insertBefore(entry.outer, next);
      last.set(parent, entry.outer);

      const from = parent?.origin ?? page;
      if (entry.node === node && entry.from === from && !dependsOnOthers.includes(node.role)) return;
      entry.node = node;
      entry.from = from;
      updateTexts(entry, node);
      updateHelp(entry, node);
      updateState(entry, node);
      update[node.role]?.(entry, node, this);
      if (node.role !== "option") place(entry, node, from);
    }

    entryOf(node) {
      const entry = this.entries.get(node.id);
      if (entry?.tag === tagOf(node)) return entry;
      entry?.outer.remove();
      const built = { tag: tagOf(node), node: null, origin: page, from: null, ...build[node.role](node) };
      this.entries.set(node.id, built);
      return built;
    }

    /** The entry of the control that an event is about. */
    entryAt(target) {
      const element = target instanceof Element ? target.closest("[data-id]") : null;
      return element && this.root.contains(element) ? this.entries.get(element.dataset.id) : undefined;
    }

    /** Puts the focus on a node; in a text field, selects. */
    focus(id, start, end) {
      const control = this.entries.get(id)?.control;
      if (!control) return;
      control.focus({ preventScroll: true });
      if (control.type !== "text") return;
      if (start < 0) control.select();
      else control.setSelectionRange(start, end < 0 ? start : end);
    }

    blur() {
      if (this.root.contains(document.activeElement)) document.activeElement.blur();
    }

    /** Presses a button, if it is there and nobody is typing; tells whether it did. */
    press(id) {
      const entry = this.entries.get(id);
      if (!entry || entry.node.off || this.entryAt(document.activeElement)?.dirty) return false;
      this.act(id, "press");
      return true;
    }

    /** A press on a link of the canvas: the browser does what it does with links. */
    followLink(id) {
      const entry = this.entries.get(id);
      if (entry?.node.role === "link") entry.control.click();
    }
  }

  // ---- events ----

  const pressed = ["button", "disclosure", "tab", "link"];

  function listen(mirror, signal) {
    const on = (target, type, listener, capture = false) =>
      target.addEventListener(type, listener, { signal, capture });
    const about = (listener) => (event) => {
      const entry = mirror.entryAt(event.target);
      if (entry && !mirror.updating) listener(mirror, entry, event);
    };
    on(mirror.root, "click", about(click));
    on(mirror.root, "input", about(input));
    on(mirror.root, "change", about(change));
    on(mirror.root, "keydown", about(keydown));
    on(mirror.root, "focusin", about(focusin));
    on(mirror.root, "focusout", about(focusout));
    on(document, "copy", (event) => copy(mirror, event));
    on(document, "selectionchange", () => {
      const entry = mirror.entryAt(document.activeElement);
      if (entry?.node.role === "text_field") edit(mirror, entry);
    });
    on(document, "keydown", () => (mirror.byKeyboard = true), true);
    on(document, "pointerdown", () => (mirror.byKeyboard = false), true);
  }

  function click(mirror, { node }, event) {
    if (node.role === "link" && !node.value) event.preventDefault();
    if (pressed.includes(node.role) && !node.off) mirror.act(node.id, "press");
  }

  function input(mirror, entry) {
    const { node, control } = entry;
    if (node.role === "slider") mirror.act(node.id, "set", { number: control.valueAsNumber });
    if (node.role !== "text_field") return;
    entry.dirty = true;
    edit(mirror, entry);
  }

  function edit(mirror, { node, control }) {
    const [start, end] = [control.selectionStart ?? 0, control.selectionEnd ?? 0];
    mirror.act(node.id, "edit", { text: control.value, start, end });
  }

  function change(mirror, { node, control }) {
    if (node.role === "radio") mirror.act(node.id, "press");
    if (node.role === "select") mirror.act(node.id, "set", { text: control.value });
  }

  function commit(mirror, entry) {
    entry.dirty = false;
    mirror.act(entry.node.id, "set", { text: entry.control.value });
  }

  function keydown(mirror, entry, event) {
    if (entry.node.role === "text_field") textKey(mirror, entry, event);
    else if (entry.node.role === "tab") tabKey(mirror, entry, event);
  }

  function textKey(mirror, entry, event) {
    if (event.isComposing) return; // Enter and Escape are the input method's
    if (event.key === "Enter") commit(mirror, entry);
    if (event.key !== "Escape" || !entry.dirty) return;
    event.stopPropagation();
    entry.dirty = false;
    entry.control.value = entry.node.value ?? "";
    edit(mirror, entry);
  }

  function tabKey(mirror, { node }, event) {
    const tabs = mirror.nodes.filter((other) => other.role === "tab" && other.in === node.in && !other.off);
    const here = tabs.findIndex((tab) => tab.id === node.id);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    mirror.entries.get(tab.id).control.focus({ preventScroll: true });
    mirror.act(tab.id, "press");
  }

  function focusin(mirror, entry) {
    mirror.act(entry.node.id, "focus", { number: mirror.byKeyboard ? 1 : 0 });
    if (entry.node.role === "text_field") edit(mirror, entry);
  }

  function focusout(mirror, entry) {
    if (entry.dirty) commit(mirror, entry);
    mirror.act(entry.node.id, "blur");
    // What was refused does not stay; what was accepted comes back with the next tree.
    if (entry.node.role === "text_field") entry.control.value = entry.node.value ?? "";
  }

  /** What is copied: the words that were selected, one line for each node. */
  function copy(mirror, event) {
    const selection = getSelection();
    if (selection.isCollapsed || !mirror.root.contains(selection.anchorNode)) return;
    if (mirror.entryAt(document.activeElement)?.node.role === "text_field") return;
    const parts = [];
    let last = null;
    const range = selection.getRangeAt(0);
    const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
    for (let text = walker.currentNode; text; text = walker.nextNode()) {
      const line = text.parentElement.closest?.(".line, .said");
      if (text.nodeType !== Node.TEXT_NODE || !line || !range.intersectsNode(text)) continue;
      const from = text === range.startContainer ? range.startOffset : 0;
      const to = text === range.endContainer ? range.endOffset : text.length;
      const words = text.data.slice(from, to);
      if (line.className === "said" && words.trim()) continue; // not to be seen
      const owner = line.closest("[data-id], .field, .radio");
      if (owner !== last) parts.push("");
      last = owner;
      parts[parts.length - 1] += words;
    }
    if (!parts.length) return;
    event.clipboardData.setData("text/plain", parts.map((part) => part.trim()).filter(Boolean).join("\n"));
    event.preventDefault();
  }

  globalThis.sansServeur ??= {};
  globalThis.sansServeur.Mirror = Mirror;
})();
