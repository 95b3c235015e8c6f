// Defines <sans-serveur>: the Fargate-or-Lambda tool, or a part of it, in a sandboxed frame.
// Its attributes and events are in the README.

(() => {
  const home = document.currentScript.src;
  const texts = {
    fr: { title: "Fargate ou Lambda ? Sans Serveur", load: "Afficher l’outil : Fargate ou Lambda ?", full: "Ouvrir l’outil complet ↗" },
    en: { title: "Fargate or Lambda? Sans Serveur", load: "Show the tool: Fargate or Lambda?", full: "Open the full tool ↗" },
  };
  const sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads";

  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const isLink = (workload) => /^#?v\d+\./.test(workload);

  class SansServeur extends HTMLElement {
    static observedAttributes = ["lang", "theme", "panel", "workload", "height"];

    #frame = /** @type {HTMLIFrameElement | null} */ (null);
    #ends = new AbortController();
    #ready = false; // until then the settings are in the frame's address

    connectedCallback() {
      this.#ends = new AbortController();
      this.style.display ||= "block";
      const load = this.getAttribute("load") ?? "visible";
      if (load === "eager") this.#open();
      else if (load === "click") this.#offer();
      else this.#openInSight();
      this.#followPage();
    }

    disconnectedCallback() {
      this.#ends.abort();
      this.#frame = null;
      this.#ready = false;
      this.replaceChildren();
    }

    attributeChangedCallback(name) {
      if (!this.#frame) return;
      if (name === "height") this.#frame.style.height = `${this.#height}px`;
      else this.#tell();
    }

    get #language() {
      const named = this.closest("[lang]")?.getAttribute("lang") ?? navigator.language;
      return named.toLowerCase().startsWith("fr") ? "fr" : "en";
    }

    get #theme() {
      const theme = this.getAttribute("theme");
      if (theme === "light" || theme === "dark") return theme;
      const scheme = getComputedStyle(this).colorScheme;
      return scheme === "light" || scheme === "dark" ? scheme : "auto";
    }

    get #height() {
      return Number(this.getAttribute("height")) || 520;
    }

    get #settings() {
      const [panel, workload] = ["panel", "workload"].map((name) => this.getAttribute(name));
      const settings = { language: this.#language, theme: this.#theme, panel: panel || "verdict" };
      return workload ? { ...settings, workload } : settings;
    }

    /** @param {string} page */
    #address(page) {
      const { language: lang, workload, ...others } = this.#settings;
      const address = new URL(page, home);
      const query = { lang, ...others, ...(isLink(workload) ? {} : { workload }) };
      for (const [name, value] of Object.entries(query)) if (value) address.searchParams.set(name, value);
      if (isLink(workload)) address.hash = workload;
      return address.href;
    }

    #offer() {
      const { load, full } = texts[this.#language];
      const button = make("button", { type: "button", textContent: load });
      const href = this.#address("index.html");
      const link = make("a", { href, target: "_blank", rel: "noopener", textContent: full });
      button.addEventListener("click", () => {
        this.#open();
        this.#frame?.focus({ preventScroll: true });
      }, { once: true });
      this.replaceChildren(button, " ", link);
    }

    #openInSight() {
      const observer = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        this.#open();
      }, { rootMargin: "200px" });
      this.style.minHeight ||= `${this.#height}px`; // or all would be in sight at once
      observer.observe(this);
      this.#onEnd(() => observer.disconnect());
    }

    #open() {
      const { title } = texts[this.#language];
      const frame = make("iframe", { title, allow: "clipboard-write" });
      frame.setAttribute("sandbox", sandbox);
      Object.assign(frame.style, {
        display: "block", boxSizing: "border-box", width: "100%", height: `${this.#height}px`,
        border: "1px solid rgb(128 128 128 / 40%)", borderRadius: "8px",
      });
      frame.src = this.#address("embed.html");
      addEventListener("message", (event) => this.#hear(event), { signal: this.#ends.signal });
      this.#frame = frame;
      this.style.minHeight = "";
      this.replaceChildren(frame);
    }

    #hear({ source, data }) {
      if (source !== this.#frame?.contentWindow || data?.["sans-serveur"] !== 1) return;
      const { type, height } = data;
      if (type === "resize") this.#frame.style.height = `${height + 2}px`; // with its border
      if (type === "error") console.warn("<sans-serveur>", data.errors);
      if (type === "ready") this.#ready = true;
      if (type === "ready") this.#tell(); // what has changed while it loaded
      this.dispatchEvent(new CustomEvent(`sans-serveur-${type}`, { bubbles: true, detail: data }));
    }

    #tell() {
      if (!this.#frame || !this.#ready) return;
      this.#frame.title = texts[this.#language].title;
      this.#frame.contentWindow?.postMessage({ "sans-serveur": 1, type: "set", ...this.#settings }, "*");
    }

    /** The page around may change its theme and language by an attribute of its own. */
    #followPage() {
      let last = "";
      const observer = new MutationObserver(() => {
        const now = this.#theme + this.#language;
        if (now !== last) this.#tell();
        last = now;
      });
      for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true });
      this.#onEnd(() => observer.disconnect());
    }

    #onEnd(listener) {
      this.#ends.signal.addEventListener("abort", listener);
    }
  }

  if (!customElements.get("sans-serveur")) customElements.define("sans-serveur", SansServeur);
})();
