// The lines of a verb: what a learner would write, and nothing else, whatever the names and values say.
import { expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { verbLines } from "../../src/lab/verb-lines.ts";
import { type JsonValue, literal, NotJson, parseJson } from "../../src/lab/verb-literal.ts";

const none = { threads: [] };
const at = { thread: "t", namespace: "", id: "1f0" };

test("a fork reads as a learner would write it", () => {
  const values = JSON.stringify({ category: "refund", log: ["x"] });
  const verb = { kind: "fork", at, values, replace: ["log"], asNode: "classify" } as const;
  expect(verbLines(verb, "app.ts", none)).toBe(`import { Overwrite } from "@langchain/langgraph";
import { graphOf } from "./app.ts";

const graph = graphOf("t");
const config = {
  configurable: { thread_id: "t", checkpoint_id: "1f0" },
};
const forked = await graph.updateState(config, {
  category: "refund",
  log: new Overwrite(["x"]),
}, "classify");
await graph.invoke(null, forked);
`);
});

test("a resume, and what needs the saver", () => {
  expect(verbLines({ kind: "resume", at, answer: '{"sure":true}' }, "app.ts", none)).toContain(
    "await graph.invoke(new Command({ resume: { sure: true } }), config);",
  );
  expect(verbLines({ kind: "copy", thread: "t", to: "u" }, "app.ts", none)).toContain(
    'const saver = graphOf("t").checkpointer as SqlJsSaver;\nawait saver.copyThread("t", "u");',
  );
});

const HOSTILE = [
  '"); throw new Error("out"); ("',
  "`${1}`",
  "\\",
  "\u2028\u2029\0\n\r",
  "\ud800",
  "</script><!--",
  "*/ //",
  "__proto__",
  "constructor",
  "é𝒳-1",
  "",
];

test("whatever names and values say, they stay values", () => {
  for (const text of HOSTILE) {
    const values = JSON.stringify(Object.fromEntries([[text, [text, { [`${text}x`]: text }]]]));
    const hostile = { thread: text, namespace: "", id: text };
    const programs = [
      verbLines({ kind: "fork", at: hostile, values, replace: [], asNode: text }, "app.ts", none),
      verbLines({ kind: "fork", at: hostile, values, replace: [text], asNode: null }, "app.ts", none),
      verbLines({ kind: "resume", at: hostile, answer: values }, "app.ts", none),
      verbLines({ kind: "copy", thread: text, to: text }, "app.ts", none),
      verbLines({ kind: "rerun", at: { ...hostile, namespace: text } }, "app.ts", none),
    ];
    expect(seenBy(programs[0]!)).toEqual([
      ["graphOf", text],
      ["updateState", { configurable: { thread_id: text, checkpoint_id: text } }, JSON.parse(values), text],
      ["invoke", null, "forked"],
    ]);
    expect(seenBy(programs[3]!)).toEqual([
      ["graphOf", text],
      ["copyThread", text, text],
    ]);
  }
});

test("random values come back as they were, and each line of them is one of code", () => {
  let seed = 1;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const value = (depth: number): JsonValue => {
    const kind = random(depth > 3 ? 5 : 7);
    if (kind === 0) return null;
    if (kind === 1) return random(2) === 0;
    if (kind === 2) return (random(2_000_000) - 1_000_000) / 1000;
    if (kind < 5) return HOSTILE[random(HOSTILE.length)]!.repeat(random(4));
    const items = Array.from({ length: random(5) }, () => value(depth + 1));
    return kind === 5 ? items : Object.fromEntries(items.map((item) => [HOSTILE[random(HOSTILE.length)]!, item]));
  };
  for (let round = 0; round < 500; round++) {
    const wanted = value(0);
    const text = literal(wanted, 2, 10);
    expect(evaluate(text)).toEqual(wanted);
    expect(JSON.stringify(evaluate(text))).toBe(JSON.stringify(wanted));
  }
});

test("what is no JSON, or has no literal, is refused", () => {
  expect(() => parseJson("{")).toThrow(NotJson);
  expect(() => parseJson("[1e999]")).toThrow("a number is too large");
  expect(() => parseJson("[".repeat(5_000) + "]".repeat(5_000))).toThrow("it is nested more than 200 deep");
  expect(() => verbLines({ kind: "resume", at, answer: "yes" }, "app.ts", none)).toThrow(NotJson);
});

function evaluate(text: string): unknown {
  return new Function(`return ${text};`)() as unknown;
}

/** The calls that a program makes, compiled as the guest's programs are, on a graph that only looks on. */
function seenBy(program: string): unknown[] {
  const imports = { "@langchain/langgraph": "all", "@forkpoint/savers": "all" } as const;
  const exports = { "@langchain/langgraph": ["Command", "Overwrite"], "@forkpoint/savers": ["SqlJsSaver"] };
  const files = { "verb.ts": program, "app.ts": "export const graphOf = null;" };
  const compiled = compile(files, ["verb.ts"], imports, exports);
  expect(compiled).toMatchObject({ ok: true });

  const seen: unknown[] = [];
  const note =
    (name: string, result: unknown) =>
    (...given: unknown[]) => {
      seen.push([name, ...given]);
      return result;
    };
  const graph = {
    updateState: note("updateState", "forked"),
    invoke: note("invoke", {}),
    checkpointer: { copyThread: note("copyThread", undefined) },
  };
  class Command {
    readonly command: unknown;
    constructor(command: unknown) {
      this.command = command;
    }
  }
  class Overwrite {
    readonly overwrite: unknown;
    constructor(overwrite: unknown) {
      this.overwrite = overwrite;
    }
  }
  const body = program
    .replaceAll(/^import .*$/gm, "")
    .replaceAll("await ", "")
    .replaceAll(" as SqlJsSaver", "");
  new Function("graphOf", "Command", "Overwrite", body)(note("graphOf", graph), Command, Overwrite);
  return seen;
}
