// A guest as grading knows it, over a guest program that can be made to misbehave.
import { expect, test, vi } from "vitest";
import { createPort } from "../../src/port/port.ts";
import type { Port, Transport } from "../../src/port/types.ts";
import { openGuest, type GuestProgram, type Launcher } from "../../src/runtimes/open-guest.ts";
import type { TraceEvent } from "../../src/runtimes/runtime.ts";
import { readTraceEvent } from "../../src/runtimes/trace-events.ts";
import { orAborted, within } from "../../src/runtimes/wait.ts";
import { portErrorCode } from "./fixture.ts";

const never = new AbortController().signal;
const job = { modules: [], libraries: {}, outputBytes: 10, needs: [] };

type Root = Record<string, (...args: any[]) => unknown>;

interface Lab extends Launcher {
  readonly jobs: unknown[];
  readonly programs: { port: Port; die(why: string): void; send(line: string): void; killed: boolean }[];
}

/** Guest programs in this realm, with a root of the test's choice. */
function lab(root: Root): Lab {
  const jobs: unknown[] = [];
  const programs: Lab["programs"] = [];
  return {
    jobs,
    programs,
    async launch(): Promise<GuestProgram> {
      const [ours, theirs] = pair();
      let die: (why: string) => void = () => {};
      const died = new Promise<string>((resolve) => (die = resolve));
      let hasJob = false;
      let toPort: ((line: unknown) => void) | undefined;
      theirs.onLine((line) => {
        if (hasJob) toPort?.(line);
        else jobs.push(JSON.parse(String(line)));
        hasJob = true;
      });
      const transport: Transport = { ...theirs, onLine: (listener) => void (toPort = listener) };
      const program = {
        port: createPort({ transport, root: { begin: () => undefined, ...root }, trust: "own" }),
        die,
        send: theirs.send,
        killed: false,
      };
      programs.push(program);
      return {
        transport: ours,
        died,
        async kill() {
          program.killed = true;
        },
      };
    },
  };
}

function pair(): [Transport, Transport] {
  const listeners: ((line: unknown) => void)[] = [() => {}, () => {}];
  const end = (own: number): Transport => ({
    send: (line) => queueMicrotask(() => listeners[1 - own]!(line)),
    onLine: (listener) => void (listeners[own] = listener),
    onClose: () => {},
    close: () => void (listeners[own] = () => {}),
  });
  return [end(0), end(1)];
}

test("the job arrives without what is the judge's business, and begin is called", async () => {
  const place = lab({});
  const guest = await openGuest(place, job, never);
  expect(place.jobs).toEqual([{ modules: [], libraries: {}, outputBytes: 10 }]);
  await guest.kill();
  expect(place.programs[0]!.killed).toBe(true);
});

test.each<[string, unknown]>([
  ["a text", "bytes"],
  ["a list of texts", ["bytes"]],
  ["databases without bytes", [{ name: "main", bytes: "text" }]],
  ["databases without a name", [{ name: 7, bytes: new Uint8Array() }]],
  ["nothing", undefined],
  ["too many", Array.from({ length: 100 }, (_, i) => ({ name: `${i}`, bytes: new Uint8Array() }))],
])("a guest that hands over %s instead of its databases has crashed", async (_what, stored) => {
  const guest = await openGuest(lab({ databases: () => stored }), job, never);
  expect(await portErrorCode(guest.restart(never))).toBe("PORT_CLOSED");
  expect((await guest.ended).ended).toBe("crashed");
});

test("a restart begins the next program with the bytes of the one before", async () => {
  const begun: unknown[] = [];
  const place = lab({
    begin: (databases: unknown) => void begun.push(databases),
    databases: () => [{ name: "main", bytes: new Uint8Array([1, 2]) }],
  });
  await using guest = await openGuest(place, job, never);
  await guest.restart(never);
  expect(begun).toEqual([[], [{ name: "main", bytes: new Uint8Array([1, 2]) }]]);
  expect(place.programs.map(({ killed }) => killed)).toEqual([true, false]);
});

test("where guests are slower, they may take longer to hand over their databases", async () => {
  const slow = () => new Promise((resolve) => setTimeout(() => resolve([]), 3_000));
  vi.useFakeTimers();
  try {
    const patient = Object.assign(lab({ databases: slow }), { graceMs: 5_000 });
    const hasty = lab({ databases: slow });
    const guests = [await openGuest(patient, job, never), await openGuest(hasty, job, never)];
    const restarts = Promise.allSettled(guests.map((guest) => guest.restart(never)));
    await vi.advanceTimersByTimeAsync(3_100);
    expect((await restarts).map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  } finally {
    vi.useRealTimers();
  }
});

test("a program that dies rejects who waits, with the reason, and is a crash", async () => {
  const place = lab({ wait: () => new Promise(() => {}) });
  const guest = await openGuest(place, job, never);
  const waiting = (guest.root as any).wait().catch((error: Error) => error.message);
  place.programs[0]!.die("it fell over");
  expect(await waiting).toBe("it fell over");
  expect(await guest.ended).toEqual({ ended: "crashed", message: "it fell over" });
});

test("a program that breaks the rules of the wire is killed as crashed", async () => {
  const place = lab({});
  const guest = await openGuest(place, job, never);
  place.programs[0]!.send("this is no message");
  expect((await guest.ended).ended).toBe("crashed");
  expect(place.programs[0]!.killed).toBe(true);
});

test("a program that ends before its job began is a failure of the place, not of learner code", async () => {
  const place = lab({ begin: () => new Promise(() => {}) });
  const opening = openGuest(place, job, never);
  opening.catch(() => undefined);
  await new Promise((resume) => setTimeout(resume, 5));
  place.programs[0]!.die("no memory");
  await expect(opening).rejects.toMatchObject({
    code: "GUEST_NOT_STARTED",
    message: expect.stringContaining("no memory"),
  });
});

test("events are read one by one; an exit ends the guest, and nothing is told after the end", async () => {
  const place = lab({});
  const guest = await openGuest(place, job, never);
  const trace: TraceEvent[] = [];
  guest.onTrace((event) => trace.push(event));
  const { port } = place.programs[0]!;
  port.emit({ kind: "console", level: "log", text: "a" });
  port.emit({ kind: "forged" });
  port.emit({ kind: "exit", code: 2 });
  port.emit({ kind: "console", level: "log", text: "late" });
  expect(await guest.ended).toEqual({ ended: "crashed", message: "process.exit(2) was called" });
  await new Promise((resume) => setTimeout(resume, 5));
  expect(trace).toEqual([
    { kind: "console", level: "log", text: "a" },
    { kind: "exit", code: 2 },
  ]);
});

test.each<[unknown, TraceEvent | null]>([
  [null, null],
  ["text", null],
  [{ kind: "verdict" }, null],
  [{ kind: "console", level: "shout", text: "x" }, null],
  [
    { kind: "console", level: "log", text: { toString: "x" } },
    { kind: "console", level: "log", text: "" },
  ],
  [
    { kind: "dropped", lines: -5 },
    { kind: "dropped", lines: 0 },
  ],
  [{ kind: "dropped", lines: 1.5 }, null],
  [
    { kind: "exit", code: "x" },
    { kind: "exit", code: 0 },
  ],
  [{ kind: "uncaught", what: "other" }, null],
  [
    { kind: "uncaught", what: "rejection", error: { name: 1, stack: [1, "a:1"] } },
    { kind: "uncaught", what: "rejection", error: { name: "Error", message: "", stack: ["", "a:1"] } },
  ],
  [
    { kind: "saver", call: "put", thread: 7, checkpoint: {} },
    { kind: "saver", call: "put", thread: "", checkpoint: null },
  ],
])("the event %j is read as %j", (raw, expected) => {
  expect(readTraceEvent(raw)).toEqual(expected);
});

test("texts of events are cut", () => {
  const event = readTraceEvent({ kind: "console", level: "log", text: "x".repeat(1_000_000) });
  expect(event?.kind === "console" && event.text.length).toBe(12_000);
});

test("waiting ends with the signal, at once when it was aborted before", async () => {
  const controller = new AbortController();
  const waiting = orAborted(new Promise(() => {}), controller.signal);
  controller.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  await expect(orAborted(Promise.reject(new Error("late")), controller.signal)).rejects.toThrow("enough");
  expect(await orAborted(Promise.resolve(1), never)).toBe(1);
});

test("waiting ends with the clock, and not before", async () => {
  expect(await within(5, new Promise(() => {}))).toBeNull();
  expect(await within(1_000, Promise.resolve("in time"))).toBe("in time");
});
