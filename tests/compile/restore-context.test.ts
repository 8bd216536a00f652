// The transform on single constructs: the result is valid, means the same, and stands on the same lines.
import { expect, test } from "vitest";
import { restoreContext } from "../../src/compile/restore-context.ts";
import { AsyncLocalStorage, installAsyncContext } from "../../src/guest/async-context.ts";

installAsyncContext();
const storage = new AsyncLocalStorage<string>();
Object.assign(globalThis, {
  at: () => storage.getStore() ?? "-",
  later: (value: unknown) => new Promise((done) => setTimeout(done, 1, value)),
});

/** Runs the body of an async function in the store "here". */
async function run(body: string): Promise<unknown> {
  const text = restoreContext(`export async function main() {${body}\n}`, "module");
  const { main } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return storage.run("here", main);
}

test("code without async is left as it is", () => {
  const code = "function* f() { yield 1; }\nconst asynchronous = f();";
  expect(restoreContext(code, "module")).toBe(code);
});

test("nothing but insertions within lines", () => {
  const code = `#!/usr/bin/env node
"use strict"
const a = await
  later(1), b = async (x) =>
    ({ a: await x, b });
outer: for await (const {
  c = at(), ...d
} of [a]) {
  if (c) continue outer; else break outer
}
class C extends (await later(Object)) {
  static async s() { "use strict"; await this.#p() } #p = async () => { await 1 }; async ['x']() {}
  static { this.y = 1 }
}
export default async function* () { yield; yield* [1]; return(3) }`;
  const restored = restoreContext(code, "module");
  expect(restored.split("\n").length).toBe(code.split("\n").length);
  let from = 0;
  for (const character of code) {
    from = restored.indexOf(character, from) + 1;
    expect(from, `“${character}” is still there, in order`).toBeGreaterThan(0);
  }
});

test("a hash-bang and directives stay first", () => {
  expect(restoreContext("#!/usr/bin/env node\nawait 1;", "module")).toMatch(/^#!\/usr\/bin\/env node\nlet __at=0;/);
  expect(restoreContext(`async () => { "use strict" \n await 1 }`, "script")).toMatch(/\{ "use strict";let __at=0; \n/);
});

test("scripts may have return and no module syntax", () => {
  expect(restoreContext("if (x) return;\nexports.f = async () => await 1;", "script")).toContain("__back(await");
});

test.each<[construct: string, body: string, result: unknown]>([
  ["await without spaces", `const x = [1]; return [await(later(1)),await[2],await-3,await/4/, at()].length`, 5],
  ["an awaited value", `const x = await later(2) + await later(3); return [x, at()]`, [5, "here"]],
  ["await in a template", "return `${await later(1)}${at()}`", "1here"],
  [
    "await as an argument, as a key, as a default",
    `const f = (a, b = a) => b; return f(await later({ [await later("k")]: at() }))`,
    { k: "here" },
  ],
  [
    "await after a statement without semicolon",
    `let x = 1\nawait later()\nx++\nawait later()\nreturn [x, at()]`,
    [2, "here"],
  ],
  [
    "arrows with an expression body",
    `const f = async (x) => await x, g = async x => ({ x }), h = async () => at(); return [await f(1), await g(2), await h()]`,
    [1, { x: 2 }, "here"],
  ],
  [
    "an arrow whose body stands on the next line",
    `const f = async () =>\n  (await later(1), at());\nreturn f()`,
    "here",
  ],
  ["catch without a binding", `try { await Promise.reject() } catch { return at() }`, "here"],
  ["a default in the binding of catch", `try { await Promise.reject({}) } catch ({ a = at() }) { return a }`, "here"],
  ["finally", `let seen; try { await later() } finally { seen = at() } return seen`, "here"],
  [
    "finally after return",
    `const seen = []; const f = async () => { try { return await later(1) } finally { seen.push(at()) } }; return [await f(), seen, at()]`,
    [1, ["here"], "here"],
  ],
  [
    "for await without braces",
    `const seen = []; for await (const x of [1, later(2)]) seen.push(x, at()); return seen`,
    [1, "here", 2, "here"],
  ],
  ["for await with an empty body", `let x; for await (x of [1, 2]); return [x, at()]`, [2, "here"]],
  [
    "for await over nothing iterable",
    `try { for await (const x of 5); } catch (error) { return [error.name, at()] }`,
    ["TypeError", "here"],
  ],
  [
    "for await over null",
    `try { for await (const x of null); } catch (error) { return [error.name, at()] }`,
    ["TypeError", "here"],
  ],
  [
    "for await as the branch of an if",
    `const seen = []; if (seen) for await (const x of [1]) seen.push(x); else throw 1; return seen`,
    [1],
  ],
  [
    "for await under two labels",
    `let n = 0; a: b: for await (const x of [1, 2, 3]) { n++; if (x === 2) break a; continue b } return [n, at()]`,
    [2, "here"],
  ],
  ["for await with a member as target", `const o = {}; for await (o[at()] of [later(1)]); return o`, { here: 1 }],
  ["for await that is left by return", `for await (const x of [later(1)]) { return [x, at()] }`, [1, "here"]],
  ["a name for an anonymous function in a pattern", `for await (const { f = () => {} } of [{}]) return f.name`, "f"],
  [
    "continue of an outer loop",
    `const seen = []; outer: for (const a of [1, 2]) { for await (const b of [1, 2]) { if (b === 2) continue outer; seen.push([a, b]) } } return seen`,
    [
      [1, 1],
      [2, 1],
    ],
  ],
  [
    "a loop over a generator that is closed when an await throws",
    `const seen = []; function* g() { try { yield 1 } finally { seen.push(at()) } } try { for (const x of g()) await Promise.reject() } catch {} return seen`,
    ["here"],
  ],
  [
    "yield without a value",
    `async function* g() { const got = yield; return [got, at()] } const it = g(); await it.next(); return (await it.next(7)).value`,
    [7, "here"],
  ],
  [
    "yield inside expressions",
    `async function* g() { return [yield 1, yield (yield 2)] } const it = g(); await it.next(); await it.next("a"); await it.next("b"); return (await it.next("c")).value`,
    ["a", "c"],
  ],
  [
    "yield* of a sync iterable",
    `async function* g() { return [yield* [later(1), 2], at()] } const seen = []; for await (const x of g()) seen.push(x); return seen`,
    [1, 2],
  ],
  [
    "yield* of a generator that returns",
    `async function* inner() { yield 1; return 2 } async function* g() { return yield* inner() } const it = g(); await it.next(); return (await it.next()).value`,
    2,
  ],
  [
    "yield* of nothing iterable",
    `async function* g() { try { yield* undefined } catch (error) { yield error.name } } return (await g().next()).value`,
    "TypeError",
  ],
  [
    "a method that is a generator",
    `const o = { async *g() { yield at() } }; return (await o.g().next()).value`,
    "here",
  ],
  [
    "this, arguments and super",
    `class A { async v() { return 1 } } class B extends A { async v(...args) { await later(); return [await super.v(), this.x, arguments.length] } x = 2 } return new B().v(1, 2, 3)`,
    [1, 2, 3],
  ],
  [
    "a thenable",
    `const t = { then(ok) { ok(at()) } }; return [await t, await (async () => t)(), at()]`,
    ["here", "here", "here"],
  ],
  [
    "await in the test of a loop",
    `let n = 0; while (await later(n < 2)) n++; do { n++ } while (await later(n < 5)); return [n, at()]`,
    [5, "here"],
  ],
  [
    "await in a switch",
    `switch (await later(2)) { case await later(1): return 1; case await later(2): return at() }`,
    "here",
  ],
  [
    "await using",
    `const seen = []; { await using x = { async [Symbol.asyncDispose]() { await later(); seen.push(at()) } }; seen.push(at()); await later() } return [seen, at()]`,
    [["here", "here"], "here"],
  ],
  [
    "enterWith before an await and in a try",
    `try { await later(); } catch {} const { promise, resolve } = Promise.withResolvers(); setTimeout(resolve, 1); await promise; return at()`,
    "here",
  ],
])("%s", async (_construct, body, result) => {
  expect(await run(body)).toEqual(result);
});

test("the stack of an error after an await names the true lines", async () => {
  const stack = String(
    await run(
      `\n\n  const f = async () => {\n    await later();\n    return new Error("x").stack;\n  };\n  return await f();`,
    ),
  );
  const lines = [...stack.matchAll(/:(\d+):\d+\)?$/gm)].map(([, line]) => Number(line));
  expect(lines.slice(0, 2)).toEqual([5, 7]);
});
