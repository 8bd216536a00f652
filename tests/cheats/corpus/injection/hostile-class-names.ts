// Tries: to bring hostile text into the report by the names of its classes and functions
// @ts-nocheck
const text = "\u001b[2J<img src=x onerror=alert(1)>\u202e";
const named = { [text]: class extends Error {} }[text];
Object.defineProperty(named.prototype, "name", { value: text });
export class TinySaver {
  async put() { throw new named(text); }
  async getTuple() { return { checkpoint: new (class { static name = text; get [Symbol.toStringTag]() { return text; } })(), metadata: { [Symbol(text)]: 1 } }; }
}
