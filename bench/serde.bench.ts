// (g) The serializer of the savers against LangGraph's own, and against JSON alone, which neither can be faster than.
import { AIMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { FastSerializer } from "@forkpoint/savers";
import { official } from "../src/savers/serde/official.ts";
import { type Contender, interleave, printRows, type Row } from "./measure.ts";

const ROUNDS = 9;
const fast = new FastSerializer();
const sentence = (n: number): string => `message ${n} `.padEnd(200, "lorem ipsum dolor sit amet ");

/** Made anew for each measurement of writing for the first time: a message once written is remembered. */
const VALUES: Readonly<Record<string, () => unknown>> = {
  "2,000 plain messages": () =>
    list(2_000, (n) => (n % 2 ? new AIMessage({ content: sentence(n), id: `${n}` }) : new HumanMessage(sentence(n)))),
  "600 messages of an agent with tools": () => list(200, agentTurn).flat(),
  "1 MB of plain data": () =>
    list(6_000, (n) => ({ id: n, name: `row ${n}`, tags: ["a", "b"], score: n * 1.5, note: "x".repeat(90) })),
};

export async function bench({ quick = false } = {}): Promise<void> {
  for (const [name, make] of Object.entries(VALUES)) {
    const value = make();
    const text = fast.stringify(value);
    const plain: unknown = JSON.parse(text);
    const rows = await interleave(quick ? 3 : ROUNDS, {
      "official, write": timed(() => official.dumpsTyped(value)),
      "ours, write": async () => timed(fresh(make()))(),
      "ours, write again": timed(() => fast.stringify(value)),
      "JSON.stringify": timed(() => JSON.stringify(plain)),
      "official, read": timed(() => official.loadsTyped("json", text)),
      "ours, read": timed(() => fast.parse(text)),
      "JSON.parse": timed(() => JSON.parse(text) as unknown),
    });
    printRows(`(g) ${name}, ${Math.round(text.length / 1000)} KB of text`, rows);
    for (const what of ["write", "write again", "read"])
      console.log(
        `  ${what}: 1/${ratio(rows, `official, ${what.split(" ")[0]}`, `ours, ${what}`)} of the official time`,
      );
  }
}

const fresh = (value: unknown) => () => fast.stringify(value);

function timed(act: () => unknown): Contender {
  return async () => {
    const start = performance.now();
    await act();
    return performance.now() - start;
  };
}

function ratio(rows: readonly Row[], over: string, under: string): string {
  const medianOf = (name: string) => rows.find((row) => row.name === name)!.medianMs;
  return (medianOf(over) / medianOf(under)).toFixed(1);
}

function list<Item>(count: number, item: (n: number) => Item): Item[] {
  return Array.from({ length: count }, (_, n) => item(n));
}

function agentTurn(n: number) {
  const call = { id: `call-${n}`, name: "search", args: { query: sentence(n), limit: 10 }, type: "tool_call" as const };
  return [
    new HumanMessage({ content: sentence(n), id: `human-${n}` }),
    new AIMessage({
      content: "",
      id: `ai-${n}`,
      tool_calls: [call],
      usage_metadata: { input_tokens: n, output_tokens: 20, total_tokens: n + 20 },
      response_metadata: { model_name: "a-model", finish_reason: "tool_calls" },
    }),
    new ToolMessage({ content: sentence(n), tool_call_id: call.id, name: "search", artifact: { found: [1, 2, 3] } }),
  ];
}
