// The contract about begin, restart and replacement: what is kept and what is forgotten.
import type { ConformanceTest } from "@forkpoint/conformance";
import { pause, portErrorCode, until, type RuntimeFixture } from "./fixture.ts";

const MEMORY = `
import { SqlJsSaver } from "@forkpoint/savers";
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";

let calls = 0;
const Total = Annotation.Root({ total: Annotation<number>({ reducer: (a, b) => a + b, default: () => 0 }) });
const app = new StateGraph(Total)
  .addNode("nothing", () => ({}))
  .addEdge(START, "nothing")
  .addEdge("nothing", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

export const add = async (n: number) => {
  calls++;
  return (await app.invoke({ total: n }, { configurable: { thread_id: "t" } })).total;
};
export const callsHere = () => calls;
`;

const never = new AbortController().signal;

export const instanceContract: readonly ConformanceTest<RuntimeFixture>[] = [
  {
    id: "begin/forgets",
    rule: "begin makes new module instances and empty databases",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open(MEMORY);
      const first = await main();
      t.equal([await first.add(2), await first.add(3)], [2, 5], "totals of the first instance");
      await guest.root.begin([]);
      const second = await main();
      t.equal([await second.add(4), await second.callsHere()], [4, 1], "total and calls of the second");
    },
  },
  {
    id: "begin/ends-handles",
    rule: "what an earlier instance handed out can no longer be called",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open(`export const answer = () => 42;`);
      const { answer } = await main();
      t.equal(await answer(), 42, "before");
      await guest.root.begin([]);
      t.equal(await portErrorCode(answer()), "PORT_REVOKED", "after");
    },
  },
  {
    id: "begin/ends-timers",
    rule: "timers of an earlier instance do not go off",
    points: 1,
    async run({ open }, t) {
      const { guest, main, lines } = await open(
        `setInterval(() => console.log("tick"), 20); setTimeout(() => console.log("late"), 120); export const ok = 1;`,
      );
      await main();
      await until(() => lines().length > 0, t.signal);
      await guest.root.begin([]);
      const before = lines().length;
      await pause(200);
      t.ok(before > 0, "the timer had gone off before");
      t.equal(lines().length, before, "lines afterwards");
    },
  },
  {
    id: "begin/bytes",
    rule: "databases can be taken out of one guest and begun with in another",
    points: 1,
    async run({ open }, t) {
      const one = await open(MEMORY);
      await (await one.main()).add(10);
      const databases = await one.guest.root.databases();
      t.equal(
        databases.map(({ name }) => name),
        ["main"],
        "names of the databases",
      );
      const two = await open(MEMORY);
      await two.guest.root.begin(databases);
      t.equal(await (await two.main()).add(1), 11, "the total in the other guest");
    },
  },
  {
    id: "restart/keeps-what-was-stored",
    rule: "after a restart the thread is there and the process memory is not",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open(MEMORY);
      const before = await main();
      t.equal(await before.add(5), 5, "the total before");
      await guest.restart(never);
      const after = await main();
      t.equal(await after.callsHere(), 0, "calls that the new instance remembers");
      t.equal(await after.add(1), 6, "the total that its database remembers");
      t.equal(await portErrorCode(before.callsHere()), "PORT_CLOSED", "a handle from before");
    },
  },
  {
    id: "restart/keeps-what-was-not-opened",
    rule: "a database that nobody opened since the last restart survives the next one",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open(MEMORY);
      await (await main()).add(5);
      await guest.restart(never);
      await guest.restart(never);
      t.equal(await (await main()).add(2), 7, "the total after two restarts");
    },
  },
  {
    id: "restart/busy",
    rule: "a guest that cannot hand over its bytes is told to have crashed, and can be replaced",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open(`export const spin = () => { for (;;); }; export const ok = () => "ok";`);
      const spinning = (await main()).spin() as Promise<unknown>;
      t.equal(await portErrorCode(guest.restart(never)), "PORT_CLOSED", "the restart");
      t.equal((await guest.ended).ended, "crashed", "how it ended");
      t.equal(await portErrorCode(spinning), "PORT_CLOSED", "the call that was waiting");
      await guest.replace(never);
      t.equal(await (await main()).ok(), "ok", "the guest in its place");
    },
  },
  {
    id: "replace/empty",
    rule: "a replaced guest has empty databases and is told of as a life of its own",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open(MEMORY);
      await (await main()).add(5);
      const { ended } = guest;
      await guest.replace(never);
      t.equal((await ended).ended, "cancelled", "how the first life ended");
      t.equal(await (await main()).add(1), 1, "the total in the second life");
      t.ok(guest.ended !== ended, "the second life has its own ending");
    },
  },
  {
    id: "scope/ends",
    rule: "values handed out in a scope stop working when it ends",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open(
        `let kept: any; export const keep = (fn: any) => { kept = fn; }; export const use = () => kept().then((v: any) => v, (e: any) => "refused: " + e.name);`,
      );
      const { keep, use } = await main();
      const scope = guest.scope();
      await keep(() => "called");
      t.equal(await use(), "called", "inside the scope");
      scope.end();
      t.equal(await use(), "refused: PortError", "after it ended");
    },
  },
];
