// Random asynchronous programs for comparing our asynchronous context with Node's. A program writes a trace: where it is
// (a label) and which store it sees there. The same seed gives the same text everywhere.

import { seededRandom } from "./seeded-random.ts";

/** The text of a module that exports `programs`: async functions of (als, at), `at` being the one that writes the trace. */
export function randomPrograms(seed: number, count: number): string {
  const programs = Array.from({ length: count }, (_, i) => new Writer(seed * 100_003 + i).program());
  return `export const programs = [\n${programs.join(",\n")}\n];\n`;
}

type Inside = "function" | "generator";

const HELPERS = `
  async function f0(x) { at(x); await null; at(x + 0.1); return x; }
  const f1 = async (x) => (at(x), await Promise.resolve(x), at(x + 0.2), x);
  const f2 = { async m(x) { try { await Promise.reject(x); } catch { at(x + 0.3); } return Promise.resolve(x); } }.m;
  async function* count(n) { for (let i = 0; i < n; i++) { at(1000 + i); yield i; await null; at(2000 + i); } }
  async function* guarded(n) { try { yield* count(n); } catch { at(3000); } finally { at(3001); await null; at(3002); } }
  const thenable = (x) => ({ then(a, b) { at(x); Promise.resolve().then(() => { at(x + 0.1); a(x); }); } });
  const settle = (...calls) => Promise.allSettled(calls.map((call) => call()));`;

class Writer {
  readonly #random: () => number;
  #label = 0;
  #loops: string[] = [];
  #loopCount = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** Some parts one after another, some side by side, each in a store of its own; what one throws does not end the rest. */
  program(): string {
    const part = () => {
      const run = `als.run(${this.#below(90) + 10}, async () => { ${this.#body(3, "function")} }).catch(() => { ${this.#at()}; })`;
      return this.#chance(0.5) ? `await ${run};` : `floating.push(${run});`;
    };
    const parts = Array.from({ length: 2 + this.#below(3) }, part);
    return `async (als, at) => { let s = 0; const floating = [];${HELPERS}\n  ${parts.join("\n  ")}\n  await Promise.all(floating); at(9999); }`;
  }

  #chance(p: number): boolean {
    return this.#random() < p;
  }

  #below(n: number): number {
    return Math.floor(this.#random() * n);
  }

  #one(choices: readonly (() => string)[]): string {
    return choices[this.#below(choices.length)]!();
  }

  #maybe(p: number, write: () => string): string {
    return this.#chance(p) ? write() : "";
  }

  #at(): string {
    return `at(${++this.#label})`;
  }

  #block(depth: number, inside: Inside): string {
    if (depth < 0) return `${this.#at()}; await null; ${this.#at()};`;
    const statements = Array.from({ length: 1 + this.#below(3) }, () => this.#statement(depth, inside));
    return statements.join(" ");
  }

  /** The body of a function of its own: loops around it cannot be named inside. */
  #body(depth: number, inside: Inside): string {
    const outer = this.#loops;
    this.#loops = [];
    const text = this.#block(depth, inside);
    this.#loops = outer;
    return text;
  }

  #asyncCall(depth: number): string {
    return `(async () => { ${this.#body(depth - 1, "function")} })()`;
  }

  #statement(depth: number, inside: Inside): string {
    const inner = () => this.#block(depth - 1, inside);
    const value = (less = 0) => this.#value(depth - less);
    const at = () => this.#at();
    const awaitIt = () => `await ${value()}; ${at()};`;
    const tryCatch = () =>
      `try { ${inner()} } catch (e) { ${at()}; ${this.#maybe(0.5, () => `await ${value(1)}; ${at()};`)} }`;
    const yieldIt = () =>
      `${this.#maybe(0.5, () => "s = ")}yield ${this.#chance(0.4) ? value(1) : this.#below(9)}; ${at()};`;
    const delegate = () =>
      `yield* ${this.#one([() => "count(2)", () => "guarded(2)", () => `[1, ${value(1)}]`])}; ${at()};`;
    const choices = [
      () => `${at()};`,
      awaitIt,
      awaitIt,
      awaitIt,
      tryCatch,
      tryCatch,
      () =>
        `try { ${inner()} } catch { ${at()}; } finally { ${at()}; ${this.#maybe(0.5, () => `await ${value(1)}; ${at()};`)} }`,
      () => `for (let i = 0; i < 2; i++) { ${inner()} ${this.#maybe(0.3, () => "if (i) break;")} }`,
      () => this.#forAwait(depth, inside),
      () => this.#forAwait(depth, inside),
      () => `if (await ${value(1)}) { ${at()}; } else { ${at()}; }`,
      () => `void ${this.#asyncCall(depth)}.catch(() => { ${at()}; });`,
      () => `s += [await ${value()}, ${at()}, (await ${value(1)}) ?? 0].length; ${at()};`,
      () => this.#maybe(0.15, () => `return ${this.#maybe(0.5, () => "await ")}${value(1)};`) + `${at()};`,
      () => (this.#chance(0.2) ? `throw new Error("s" + ${at()});` : `${at()};`),
      () =>
        `als.run(${this.#below(9)}, () => { ${at()}; ${this.#maybe(0.5, () => `floating.push(${this.#asyncCall(depth)}.catch(() => { ${at()}; }));`)} }); ${at()};`,
      () => `const { a${++this.#label} = ${at()} } = (await ${value(1)}) ?? {}; ${at()};`,
      () => this.#maybe(0.4, () => `als.enterWith(${200 + this.#below(90)});`) + ` ${at()};`,
      inside === "generator" ? yieldIt : awaitIt,
      inside === "generator" ? yieldIt : awaitIt,
      inside === "generator" ? delegate : tryCatch,
    ];
    return this.#one(choices);
  }

  #forAwait(depth: number, inside: Inside): string {
    const name = `loop${++this.#loopCount}`;
    const items = this.#one([
      () => `[${this.#value(depth - 1)}, 2, ${this.#value(depth - 2)}]`,
      () => "count(3)",
      () => "guarded(2)",
      () => `(async function* () { ${this.#body(depth - 1, "generator")} })()`,
    ]);
    const left = this.#one([() => "const x", () => "let x", () => `const { p = ${this.#at()} }`]);
    // With no value for `x`, a pattern would fail on null.
    const right = left.includes("{") ? `[{}, ${this.#chance(0.5) ? "{ p: 1 }" : "Promise.resolve({})"}]` : items;
    const jump = (outer: readonly string[]) => {
      const target = this.#chance(0.5) && outer.length > 0 ? ` ${outer[this.#below(outer.length)]}` : "";
      return `if (s++ % 2) ${this.#chance(0.5) ? "break" : "continue"}${target};`;
    };
    this.#loops.push(name);
    const around = [...this.#loops];
    const body = depth > 0 ? this.#block(depth - 2, inside) : "";
    const text = `${name}: for await (${left} of ${right}) { ${this.#at()}; ${body} ${this.#maybe(0.5, () => jump(around))} ${this.#at()}; } ${this.#at()};`;
    this.#loops.pop();
    return text;
  }

  /** An expression that is a promise, a thenable or a plain value. */
  #value(depth: number): string {
    const at = () => this.#at();
    const simple = [
      () => `Promise.resolve(${at()})`,
      at,
      () => (this.#chance(0.4) ? `Promise.reject(new Error("r" + ${at()}))` : "Promise.resolve(1)"),
      () =>
        `Promise.resolve().then(() => ${at()})${this.#maybe(0.3, () => `.then(() => { ${at()}; ${this.#maybe(0.4, () => 'throw new Error("t");')} })`)}`,
      () => `thenable(${++this.#label})`,
    ];
    if (depth <= 0) return this.#one(simple);
    const inner = (less = 1) => this.#value(depth - less);
    const combined = (name: string) => () => `Promise.${name}([${inner()}, ${inner()}])`;
    const inContext = () => `als.run(${10 + this.#below(90)}, async () => { ${this.#body(depth - 1, "function")} })`;
    return this.#one([
      ...simple,
      () => this.#asyncCall(depth),
      () => this.#asyncCall(depth),
      inContext,
      inContext,
      ...["all", "race", "allSettled", "any"].map(combined),
      () => `${this.#asyncCall(depth)}.finally(() => { ${at()}; })`,
      () => `Promise.resolve(${at()}).then(() => thenable(${++this.#label}))`,
      () => `(async () => thenable(${++this.#label}))()`,
      () =>
        `new Promise((ok, no) => { ${at()}; queueMicrotask(() => { ${at()}; ${this.#chance(0.3) ? 'no(new Error("n"))' : "ok(1)"}; }); })`,
      () => `new Promise((ok) => { setTimeout(() => { ${at()}; ok(2); }, 1); })`,
      () => `f${this.#below(3)}(${++this.#label})`,
      () => `Array.fromAsync([Promise.resolve(${at()}), thenable(${++this.#label}), 3], (x) => { ${at()}; return x; })`,
      () => `Array.fromAsync(/* may reject */ [${inner()}, 3], (x) => { ${at()}; return x; })`,
      () => this.#driven(depth),
      () => this.#driven(depth),
      () =>
        `(async () => { try { ${this.#body(depth - 1, "function")} return await ${inner(2)}; } finally { ${at()}; ${this.#maybe(0.3, () => `await ${inner(2)};`)} ${at()}; } })()`,
    ]);
  }

  /** A generator, stepped from its own context, from others, in turn and all at once. */
  #driven(depth: number): string {
    const request = () => {
      const call = this.#one([
        () => "g.next()",
        () => "g.next()",
        () => "g.next()",
        () => `g.return(${this.#chance(0.5) ? 3 : "Promise.resolve(3)"})`,
        () => 'g.throw(new Error("g"))',
      ]);
      return this.#chance(0.5) ? `als.run(${500 + this.#below(9)}, () => ${call})` : call;
    };
    const inTurn = () => `await ${request()}; await ${request()}; await ${request()};`;
    const atOnce = () => `await settle(() => ${request()}, () => ${request()}, () => ${request()});`;
    const open = `const g = ${this.#chance(0.3) ? "guarded(3)" : `(async function* () { ${this.#body(depth - 1, "generator")} })()`};`;
    return `(async () => { ${open} ${this.#one([inTurn, atOnce])} ${this.#at()}; })()`;
  }
}
