// A reader of the tool in any browser: what tests do with it, made of the few things that every
// browser's driver can do.

import assert from "node:assert/strict";

import { PNG } from "pngjs";

import { retry } from "./programs.mjs";

/**
 * What a driver offers, whichever the browser.
 * @typedef {object} Hands
 * @property {string} name
 * @property {string[]} errors  what the page wrote to its console as an error, where it can be heard
 * @property {(address: string) => Promise<unknown>} go
 * @property {(expression: string) => Promise<any>} evaluate  awaits it; its value goes through JSON
 * @property {(keys: string) => Promise<unknown>} press  a real key: "Tab", "Shift+Tab", "ArrowRight"
 * @property {(text: string) => Promise<unknown>} type   by real keys
 * @property {(x: number, y: number) => Promise<unknown>} click  of the mouse, CSS px in the viewport
 * @property {(from: [number, number], to: [number, number]) => Promise<unknown>} drag  of the mouse
 * @property {(x: number, y: number, by: number) => Promise<unknown>} wheel  of the mouse, CSS px
 * @property {(width: number, height: number) => Promise<unknown>} resize  the viewport
 * @property {() => Promise<Buffer>} screenshot  of the viewport, PNG
 * @property {() => Promise<unknown>} back  may return before the other page is there
 * @property {() => Promise<unknown>} forward
 * @property {() => Promise<unknown>} close
 */

/** A drag by what playwright-core and puppeteer-core both call a mouse. */
export async function dragMouse(mouse, from, to) {
  await mouse.move(...from);
  await mouse.down();
  await mouse.move(...to, { steps: 3 });
  await mouse.up();
}

function cropped(whole, width) {
  const part = new PNG({ width, height: whole.height });
  PNG.bitblt(whole, part, 0, 0, width, whole.height, 0, 0);
  return part;
}

const element = (id) => `document.querySelector('[data-id="${id}"]')`;

export class Reader {
  /** @param {Hands} hands */
  constructor(hands) {
    this.hands = hands;
  }

  /** Runs a function in the page, with arguments that go through JSON. */
  run(inPage, ...args) {
    return this.hands.evaluate(`(${inPage})(...${JSON.stringify(args)})`);
  }

  async visit(address) {
    await this.hands.go(address);
    await this.hands.evaluate("sansServeur.ready.then(() => true)");
    await this.settle();
  }

  /** Waits until what has happened has been laid out, and no frame is due. */
  settle() {
    return this.run(async () => {
      for (let frames = 0; frames < 2; ++frames) await new Promise(requestAnimationFrame);
      await sansServeur.idle();
      return true;
    });
  }

  /** Waits until an expression says so in the page, through whatever is loaded meanwhile. */
  hears(expression) {
    const holds = async () => assert.equal(await this.hands.evaluate(expression), true);
    return retry(holds, 30, expression);
  }

  /** The same of the tool's own page. */
  async until(expression) {
    await this.hears(expression);
    await this.settle();
  }

  has(id) {
    return this.hands.evaluate(`${element(id)} !== null`);
  }

  async text(id) {
    return (await this.hands.evaluate(`${element(id)}?.textContent ?? ""`)).trim();
  }

  attribute(id, name) {
    return this.hands.evaluate(`${element(id)}.getAttribute("${name}")`);
  }

  language() {
    return this.hands.evaluate("document.documentElement.lang");
  }

  /** The id of the node that has the focus. */
  focused() {
    return this.hands.evaluate('document.activeElement?.dataset.id ?? ""');
  }

  /** The answer: sentence and both costs. */
  async answer() {
    const answer = {};
    for (const id of ["verdict.sentence", "cost.lambda", "cost.fargate"]) answer[id] = await this.text(id);
    return answer;
  }

  /** Where the canvas draws a node: its centre in the viewport, scrolled to if need be. */
  async at(id) {
    await this.hands.evaluate(`${element(id)}.scrollIntoView({ block: "nearest" })`);
    await this.settle();
    return this.run((selector) => {
      const box = document.querySelector(selector).getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    }, `[data-id="${id}"]`);
  }

  /** A click of the mouse on the drawing of a node. */
  async click(id) {
    await this.hands.click(...(await this.at(id)));
    await this.settle();
  }

  async drag(from, to) {
    await this.hands.drag(from, to);
    await this.settle();
  }

  async focus(id) {
    await this.hands.evaluate(`${element(id)}.focus()`);
    await this.settle();
  }

  async press(keys) {
    await this.hands.press(keys);
    await this.settle();
  }

  /** Types into a text field, and accepts it. */
  async enter(id, text) {
    await this.focus(id);
    await this.hands.evaluate(`${element(id)}.select()`);
    await this.hands.type(text);
    await this.press("Enter");
  }

  /** What the viewport shows, or its left part. */
  async picture({ width: part } = {}) {
    const whole = PNG.sync.read(await this.hands.screenshot());
    const { width, height, data } = cropped(whole, part ?? whole.width);
    const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
    return { width, height, data, colours: new Set(pixels).size };
  }

  /** An error in the console of the page is an error of the test. */
  assertNoErrors() {
    assert.deepEqual(this.hands.errors.splice(0), []);
  }
}
