// One node puts a value into the state, and the next one uses it. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

class Money {
  readonly cents: number;

  constructor(cents: number) {
    this.cents = cents;
  }

  twice() {
    return this.cents * 2;
  }
}

interface Kind {
  make(number: number): unknown;
  use(value: any): unknown;
}

/** What "put" returns as the value, and what "use" does with it. */
const KINDS: Readonly<Record<string, Kind>> = {
  date: { make: (number) => new Date(number), use: (value) => value.getTime() },
  map: { make: (number) => new Map([["n", number]]), use: (value) => value.get("n") },
  bigint: { make: (number) => BigInt(number), use: (value) => value + 1n },
  instance: { make: (number) => new Money(number), use: (value) => value.twice() },
  url: { make: (number) => new URL(`https://example.com/${number}`), use: (value) => value.pathname },
  nan: { make: () => NaN, use: (value) => value + 1 },
};

/**
 * START → put → use → END, in one call, or in two with a stop before "use".
 * `none`: nothing throws, and "use" gets what it should. `wrong`: nothing throws, and it gets something else.
 * `use`: the node "use" throws. `save`: the call throws, and neither node has.
 */
export async function run(saver: BaseCheckpointSaver, thread: string, kind: string, stops: boolean, number: number) {
  const { make, use } = KINDS[kind]!;
  const config = { configurable: { thread_id: thread } };
  let got: unknown;
  let useThrew = false;
  const app = new StateGraph(Annotation.Root({ value: Annotation<any> }))
    .addNode("put", () => ({ value: make(number) }))
    .addNode("use", ({ value }) => {
      try {
        got = use(value);
      } catch (error) {
        useThrew = true;
        throw error;
      }
      return {};
    })
    .addEdge(START, "put")
    .addEdge("put", "use")
    .addEdge("use", END)
    .compile({ checkpointer: saver });
  try {
    await app.invoke({}, stops ? { ...config, interruptBefore: ["use"] } : config);
    if (stops) await app.invoke(null, config);
  } catch {
    return useThrew ? "use" : "save";
  }
  return Object.is(got, use(make(number))) ? "none" : "wrong";
}
