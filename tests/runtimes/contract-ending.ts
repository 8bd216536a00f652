// The contract about how guests end: killed, crashed, out of time, out of memory, aborted.
import type { ConformanceTest } from "@forkpoint/conformance";
import { pause, portErrorCode, stillWaiting, type RuntimeFixture } from "./fixture.ts";

const never = new AbortController().signal;
/** Long enough that an answer would have come. */
const WAIT_MS = 400;

export const endingContract: readonly ConformanceTest<RuntimeFixture>[] = [
  {
    id: "kill/tells-who-waits",
    rule: "killing a guest rejects the calls that wait and every later one",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open(`export const wait = () => new Promise(() => {}); export const ok = () => 1;`);
      const { wait, ok } = await main();
      const waiting = [portErrorCode(wait()), portErrorCode(wait())];
      await guest.kill();
      t.equal(await Promise.all(waiting), ["PORT_CLOSED", "PORT_CLOSED"], "the calls that were waiting");
      t.equal(await portErrorCode(ok()), "PORT_CLOSED", "a later call");
      t.equal(await portErrorCode(guest.root.databases()), "PORT_CLOSED", "a later call of the root");
    },
  },
  {
    id: "kill/outcome",
    rule: "how a guest ended is the first reason given, and killing twice changes nothing",
    points: 1,
    async run({ open }, t) {
      const { guest } = await open(`export {};`);
      await guest.kill({ ended: "timed-out", during: "x/y", afterMs: 5 });
      await guest.kill();
      t.equal(await guest.ended, { ended: "timed-out", during: "x/y", afterMs: 5 }, "outcome");
    },
  },
  {
    id: "crash/process-exit",
    rule: "process.exit ends the guest as crashed, and the call that made it is told",
    points: 1,
    async run({ open }, t) {
      const { guest, main, trace } = await open(`export const leave = () => { console.log("bye"); process.exit(3); };`);
      const { leave } = await main();
      t.equal(await portErrorCode(leave()), "PORT_CLOSED", "the call");
      t.equal(await guest.ended, { ended: "crashed", message: "process.exit(3) was called" }, "outcome");
      const kinds = trace.map((event) => (event.kind === "console" ? event.text : event.kind));
      t.equal(kinds, ["bye", "exit"], "trace");
    },
  },
  {
    id: "crash/exit-at-import",
    rule: "process.exit at the top level of a file is a crash, and the guest can be replaced",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open({ "main.ts": `process.exit(0);`, "good.ts": `export const ok = () => 1;` });
      t.equal(await portErrorCode(main()), "PORT_CLOSED", "the import");
      t.equal((await guest.ended).ended, "crashed", "how it ended");
      await guest.replace(never);
      t.equal(await ((await guest.root.module("good.ts")) as any).ok(), 1, "the guest in its place");
    },
  },
  ...Object.entries({
    "sync-loop": `export const run = () => { for (;;); };`,
    "microtask-loop": `export const run = () => { const again = () => { queueMicrotask(again); }; again(); return new Promise(() => {}); };`,
    "await-loop": `export const run = async () => { for (;;) await null; };`,
    "timer-storm": `export const run = () => { const again = () => { setTimeout(again); setTimeout(again); }; again(); return new Promise(() => {}); };`,
    "method-loop": `export class Thing { run() { while (true) {} } } const thing = new Thing(); export const run = () => thing.run();`,
    "regular-expression": `export const run = () => /^(a+)+$/.test("a".repeat(40) + "b");`,
  }).map(([name, source]): ConformanceTest<RuntimeFixture> => ({
    id: `time-out/${name}`,
    rule: `a guest in an endless loop (${name}) can be replaced while a call is open`,
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open(`${source}\nexport const ok = () => 1;`);
      const running = (await main()).run() as Promise<unknown>;
      t.ok(await stillWaiting(running, WAIT_MS), "no answer while it loops");
      const { ended } = guest;
      await guest.replace(never);
      t.equal(await portErrorCode(running), "PORT_CLOSED", "the call that was open");
      t.equal((await ended).ended, "cancelled", "how it ended");
      t.equal(await (await main()).ok(), 1, "the guest in its place");
    },
  })),
  {
    id: "time-out/at-import",
    rule: "a guest in an endless loop at import can be replaced",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open({ "main.ts": `for (;;);`, "good.ts": `export const ok = () => 1;` });
      const importing = main();
      t.ok(await stillWaiting(importing, WAIT_MS), "no answer while it loops");
      await guest.replace(never);
      t.equal(await portErrorCode(importing), "PORT_CLOSED", "the import");
      t.equal(await ((await guest.root.module("good.ts")) as any).ok(), 1, "the guest in its place");
    },
  },
  {
    id: "memory/blow-up",
    rule: "a guest that takes all the memory it can get ends, and this side lives on",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open(
        `export const grow = () => { const kept: unknown[] = []; for (;;) kept.push({ a: kept.length, b: [kept.length] }); };`,
      );
      const growing = (await main()).grow() as Promise<unknown>;
      // Where nothing stops it in time, whoever judges does.
      if (await stillWaiting(growing, 4_000)) await guest.kill({ ended: "timed-out", during: "grow", afterMs: 4_000 });
      t.equal(await portErrorCode(growing), "PORT_CLOSED", "the call");
      t.ok(["crashed", "timed-out"].includes((await guest.ended).ended), "it has ended");
      const next = await open(`export const ok = () => 1;`);
      t.equal(await (await next.main()).ok(), 1, "the next guest");
    },
  },
  {
    id: "abort/before",
    rule: "opening with an aborted signal rejects with its reason",
    points: 1,
    async run({ open, runtime, job }, t) {
      const reason = new Error("not wanted");
      const opening = runtime.open(job({ "main.ts": "export {};" }), AbortSignal.abort(reason));
      t.equal(await opening.catch((error: unknown) => error === reason), true, "the reason");
      const next = await open(`export const ok = () => 1;`);
      t.equal(await (await next.main()).ok(), 1, "the next guest");
    },
  },
  {
    id: "abort/during",
    rule: "an abort while a guest is being opened rejects, and leaves nothing behind",
    points: 1,
    async run({ open, adopt, runtime, job }, t) {
      const controller = new AbortController();
      const opening = runtime.open(job({ "main.ts": "export {};" }), controller.signal);
      controller.abort();
      const outcome = await opening.then(
        (guest) => (adopt(guest), "opened"),
        (error: unknown) => (error === controller.signal.reason ? "rejected with the reason" : String(error)),
      );
      t.equal(outcome, "rejected with the reason", "what became of it");
      const next = await open(`export const ok = () => 1;`);
      t.equal(await (await next.main()).ok(), 1, "the next guest");
    },
  },
  {
    id: "abort/after",
    rule: "the signal is for the opening: aborting it later does not end the guest",
    points: 1,
    async run({ open }, t) {
      const controller = new AbortController();
      const { main } = await open(`export const ok = () => 1;`, controller.signal);
      controller.abort();
      await pause(50);
      t.equal(await (await main()).ok(), 1, "the guest");
    },
  },
];
