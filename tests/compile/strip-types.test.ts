// What of TypeScript a learner may write: types go, the rest runs.
import { expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { stripTypes } from "../../src/compile/strip-types.ts";

test.each([
  "const a = { x: 1 } satisfies Record<string, number>;",
  "function f<const T>(x: T) { return x }",
  "enum A { X, Y = 'a'.length, Z = 'z' as any } console.log(A.X)",
  "const enum A { X = 2 } console.log(A.X)",
  "class A { constructor(private readonly x: number, public y = 2) {} }",
  "abstract class A { abstract m(): void; declare z: number; protected q?: string; override toString() { return '' } }",
  "{ using x = { [Symbol.dispose]() {} }; }",
  "async function f() { await using x = { async [Symbol.asyncDispose]() {} }; }",
  "const g = Array<string>; const m = new Map<string, Map<string, number[]>>();",
  "const a: any = 0; a?.b!.c![0]!();",
  "function a(x: unknown): asserts x is string {}",
  "function f(a: string): void; function f(a: number): void; function f(a: any) {}",
  "type X<T> = T extends [infer A extends string, ...infer R] ? A : never;",
  "const f = <T,>(x: T) => x; const g = async <T>(x: T): Promise<T> => x;",
  "const f = (x: number): { a: number } => ({ a: x });",
  "class A { m?(): void; n!: string; readonly [k: string]: unknown }",
  "class Foo {} function f(this: Foo, a = 1) {}",
  "let x!: number; var y = <any>x;",
  "const r = /[\\p{L}--[a-z]]/v;",
  "class A { async *[Symbol.asyncIterator](): AsyncGenerator<number> { yield 1 } }",
  "const x: { a: string, b?: () => void } = { a: '' }",
  "const n = 1_000n ** 2n;",
  "#!/usr/bin/env node\nconst a: number = 1",
  "class B<T> {} interface C {} interface D<T> {} class A<T> extends B<T> implements C, D<T> {}",
  "const ключ: string = 'é'; const \\u0061b = 1",
  "const y: unknown = []; a: for (const x of y as any[]) { continue a }",
  "function f() { enum Q { A } return Q.A }",
  "const a: any = 0; a?.b<string>(1); a<number>()?.x",
  "const a = 1, q = a ? (b): number => b : (c) => c;",
  "const a = 1, b = 2, c = 3, d = 4; const z = a < b && c > (d);",
  "declare const injected: string; declare function f(): void; export type { X } from 'nowhere'; type X = 1;",
  "export const x = await Promise.resolve(1);",
])("%s", (source) => {
  const stripped = stripTypes("main.ts", source);
  expect(stripped).toHaveProperty("code");
  expect((stripped as { code: string }).code.split("\n").length).toBe(source.split("\n").length);
  expect(compile({ "main.ts": source }, ["main.ts"], {}, {})).toHaveProperty("ok", true);
});

test("JavaScript is taken as it is", () => {
  expect(stripTypes("main.js", "const a = b<c>(d);")).toEqual({ code: "const a = b<c>(d);" });
});
