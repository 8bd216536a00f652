import { afterEach, expect, test, vi } from "vitest";
import { InspectError } from "../../src/inspect/inspect-error.ts";
import type { FromReader, ToReader } from "../../src/site/session/lab/protocol.ts";
import { createReader, ReaderEnded, type ReaderPort } from "../../src/site/session/lab/reader.ts";

/** Workers whose answers the test gives when it wants to. */
function workers() {
  const started: (ReaderPort & { asked: ToReader[]; ended: boolean; say(message: FromReader): void })[] = [];
  const start = () => {
    const port = {
      asked: [] as ToReader[],
      ended: false,
      onmessage: null as ReaderPort["onmessage"],
      onerror: null as ReaderPort["onerror"],
      postMessage: (message: ToReader) => void port.asked.push(message),
      terminate: () => void (port.ended = true),
      say: (data: FromReader) => port.onmessage?.({ data }),
    };
    started.push(port);
    return port;
  };
  return { started, start };
}

const bytes = new Uint8Array([1, 2, 3]);
const asks = (port: { asked: ToReader[] }) => port.asked.map((message) => (message.kind === "ask" ? message.ask : ""));
const answer = (port: { asked: ToReader[]; say(message: FromReader): void }, value: unknown) => {
  const last = port.asked.at(-1) as { id: number };
  port.say({ id: last.id, ok: true, answer: value as never });
};

afterEach(() => vi.useRealTimers());

test("answers come back to who asked, in any order", async () => {
  const { started, start } = workers();
  const reader = createReader(start);
  const first = reader.ask("query", { sql: "SELECT 1" });
  const second = reader.ask("growth", {});
  const [port] = started;
  port!.say({ id: 2, ok: true, answer: [] });
  port!.say({ id: 1, ok: true, answer: { columns: [], rows: [], cut: false } });
  expect(await second).toEqual([]);
  expect(await first).toMatchObject({ cut: false });
  expect(started).toHaveLength(1);
});

test("what the query is to blame for comes as that error", async () => {
  const { started, start } = workers();
  const asked = createReader(start).ask("query", { sql: "DROP TABLE x" });
  started[0]!.say({ id: 1, ok: false, code: "QUERY_WRITES", message: "no" });
  await expect(asked).rejects.toMatchObject({ name: "InspectError", code: "QUERY_WRITES" });
  await expect(asked).rejects.toBeInstanceOf(InspectError);
});

test("Stop ends the worker and all that was asked of it; the next question gets a new one with the file open", async () => {
  const { started, start } = workers();
  const reader = createReader(start);
  const opened = reader.ask("open", { bytes });
  answer(started[0]!, []);
  await opened;
  const abort = new AbortController();
  const endless = reader.ask("query", { sql: "endless" }, abort.signal);
  const bystander = reader.ask("growth", {});
  abort.abort();
  await expect(endless).rejects.toBeInstanceOf(ReaderEnded);
  await expect(bystander).rejects.toThrow("Stopped.");
  expect(started[0]!.ended).toBe(true);
  void reader.ask("growth", {}).catch(() => {});
  expect(asks(started[1]!)).toEqual(["open", "growth"]);
  expect((started[1]!.asked[0] as { bytes: Uint8Array }).bytes).toBe(bytes);
});

test("a file that could not be opened is not opened again in its place", async () => {
  const { started, start } = workers();
  const reader = createReader(start);
  const good = reader.ask("open", { bytes });
  answer(started[0]!, []);
  await good;
  const bad = reader.ask("open", { bytes: new Uint8Array([9]) });
  started[0]!.say({ id: 2, ok: false, code: "FILE_UNREADABLE", message: "no" });
  await expect(bad).rejects.toBeInstanceOf(InspectError);
  started[0]!.onerror?.({ message: "out of memory" });
  void reader.ask("growth", {}).catch(() => {});
  expect((started[1]!.asked[0] as { bytes: Uint8Array }).bytes).toBe(bytes);
});

test("a question that is never answered ends by itself", async () => {
  vi.useFakeTimers();
  const { started, start } = workers();
  const asked = createReader(start).ask("query", { sql: "endless" });
  const ended = expect(asked).rejects.toThrow(/no answer within 30 seconds/);
  await vi.advanceTimersByTimeAsync(30_000);
  await ended;
  expect(started[0]!.ended).toBe(true);
});

test("a worker that dies fails what was asked of it", async () => {
  const { started, start } = workers();
  const asked = createReader(start).ask("growth", {});
  started[0]!.onerror?.({ message: "script error" });
  await expect(asked).rejects.toThrow("The reader ended: script error");
});
