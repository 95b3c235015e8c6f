// The decision core of Sans Serveur, for pages and for Node: workloads in, verdicts and bills out.
// Computes here; sends nothing anywhere. The types are in sans-serveur.d.mts.

import createCore from "./sans-serveur-core.mjs";

/** A document that was refused: which fields, and why, in both languages. */
export class InvalidDocument extends TypeError {
  constructor(errors, language) {
    const lines = errors.map(({ path, message }) =>
      path ? `${path}: ${message[language]}` : message[language]);
    super(lines.join("\n"));
    this.name = "InvalidDocument";
    this.errors = errors;
  }
}

/** Calls a function of web/api/api.cpp, which has its own memory for texts. */
function caller(core) {
  return (name, text, { lang = "en" } = {}) => {
    const pointers = [name, text].map((each) => core.stringToNewUTF8(each));
    let answer;
    try {
      answer = JSON.parse(core.UTF8ToString(core._sans_serveur_call(...pointers)));
    } finally {
      pointers.forEach((pointer) => core._free(pointer));
    }
    if (!answer.errors) return answer;
    const errors = answer.errors.map(({ path, key, fr, en }) => ({ path, key, message: { fr, en } }));
    throw new InvalidDocument(errors, lang === "fr" ? "fr" : "en");
  };
}

/** A document as JSON text; a text is taken for one already. */
const jsonOf = (document) => (typeof document === "string" ? document : JSON.stringify(document) ?? "");

async function start(wasm) {
  const call = caller(await createCore(wasm ? { wasmBinary: wasm } : {}));
  const documented = (name) => (document, options) => {
    const { value, unknown_fields } = call(name, jsonOf(document), options);
    if (unknown_fields.length > 0) value.unknown_fields = unknown_fields;
    return value;
  };
  return Object.freeze({
    evaluate: documented("evaluate"),
    bill: documented("bill"),
    encodeLink: (workload, options) => call("encodeLink", jsonOf(workload), options).value,
    decodeLink: (link, options) =>
      call("decodeLink", String(link).replace(/^[^#]*#/, "").replace(/&.*$/s, ""), options).value,
  });
}

let loaded = null;

/** Loads the core once; later calls give the same one. */
export function load({ wasm } = {}) {
  loaded ??= start(wasm).catch((error) => {
    loaded = null; // so that it can be tried again
    throw error;
  });
  return loaded;
}
