// One value of each type, and a graph that puts it into the state. Given: it is put back before grading.
import { AIMessage } from "@langchain/core/messages";
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

class Money {
  readonly cents: number;

  constructor(cents: number) {
    this.cents = cents;
  }
}

function circle(text: string) {
  const ring: Record<string, unknown> = { text };
  ring.self = ring;
  return ring;
}

const MAKERS: Readonly<Record<string, (text: string, number: number) => unknown>> = {
  date: (_, number) => new Date(number),
  url: (text) => new URL(`https://example.com/${text}`),
  map: (text, number) => new Map([[text, number]]),
  "map-of-dates": (text, number) => new Map([[text, new Date(number)]]),
  set: (text) => new Set([text]),
  regexp: (text) => new RegExp(text, "i"),
  bytes: (_, number) => new Uint8Array([number % 256]),
  bigint: (_, number) => BigInt(number),
  nan: () => NaN,
  instance: (_, number) => new Money(number),
  function: (text) => () => text,
  error: (text) => new TypeError(text),
  circular: circle,
  message: (text) => new AIMessage(text),
};

/** A type and a content, as text; "nothing" for null and undefined, for they are what is left when a value is gone. */
function describe(value: any): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value !== "object") return `${typeof value} ${value}`;
  const time = value instanceof Date ? value.getTime() : "";
  const { message, cents, text, content, source, href, self } = value;
  const own = JSON.stringify([message, cents, text, content, source, href, self?.text]);
  const isList = value instanceof Map || value instanceof Set || value instanceof Uint8Array;
  const entries: string[] = isList ? [...value].flat().map(describe) : [];
  return `${value.constructor?.name} ${time} ${own} ${entries.join()}`;
}

const State = Annotation.Root({ box: Annotation<Record<string, unknown>> });

/** Puts { box: { value } } into the state in one call, and reads the state back in another. Null where a call throws. */
export async function roundTrip(
  saver: BaseCheckpointSaver,
  thread: string,
  type: string,
  text: string,
  number: number,
): Promise<{ before: string; after: string } | null> {
  const value = MAKERS[type]!(text, number);
  const config = { configurable: { thread_id: thread } };
  const app = new StateGraph(State)
    .addNode("put", () => ({ box: { value } }))
    .addEdge(START, "put")
    .addEdge("put", END)
    .compile({ checkpointer: saver });
  try {
    await app.invoke({}, config);
    const { box } = (await app.getState(config)).values;
    return { before: describe(value), after: describe(box.value) };
  } catch {
    return null;
  }
}
