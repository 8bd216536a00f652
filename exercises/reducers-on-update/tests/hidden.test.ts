// Fields of any name and kind, wishes drawn at random, and wishes that the reducers cannot bring about.
import type { ConformanceTest, Random, TestContext } from "@forkpoint/conformance";

type Kind = "replace" | "add" | "append" | "merge";

const entries = (random: Random, most: number) =>
  Array.from({ length: random.int(0, most) }, () => random.pick(["a", "b", "c"]));

const FIRST: Record<Kind, (random: Random) => any> = {
  replace: (random) => random.id("plan"),
  add: (random) => random.int(50, 500),
  append: (random) => ["a", ...entries(random, 2)],
  merge: (random) => ({ mails: random.int(1, 9), calls: random.int(1, 9) }),
};

/** Something else that the field can become, given what it is. This is the reference: afterwards it reads exactly this. */
const NEXT: Record<Kind, (random: Random, now: any) => any> = {
  replace: (random) => random.pick([random.id("plan"), null, [random.word()], { deep: random.word() }]),
  add: (random, now) => now + random.pick([-1, 1]) * random.int(1, 40),
  append: (random, now) => [...now, ...random.shuffle([...entries(random, 2), now[0]])],
  merge: (random, now) => ({ ...now, mails: now.mails + random.int(1, 9), [random.id("limit")]: 1 }),
};

/** An account whose fields are drawn: at least one of each kind. `ran` lists what ran since it was opened. */
async function openAccount(t: TestContext) {
  const kinds: Kind[] = ["replace", "add", "append", "merge", t.random.pick(["replace", "add", "append", "merge"])];
  const fields = Object.fromEntries(t.random.shuffle(kinds).map((kind) => [t.random.id("field"), kind]));
  const ran: string[] = [];
  const { buildAccount } = await t.guest.module("account.ts");
  const app = await buildAccount(await t.guest.saver(), fields, async (node: string) => void ran.push(node));
  const thread = t.random.id("account");
  const config = { configurable: { thread_id: thread } };
  const start = Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, FIRST[kind](t.random)]));
  await app.invoke(start, config);
  ran.length = 0;
  const nameOf = (kind: Kind) => Object.keys(fields).find((name) => fields[name] === kind)!;
  return { app, thread, config, fields, start, ran, nameOf };
}

async function rowsOf(app: any, config: unknown): Promise<number> {
  let count = 0;
  for await (const _ of app.getStateHistory(config)) count += 1;
  return count;
}

/** The wish is refused, and it is as if nobody had asked. */
async function isRefused(subject: any, t: TestContext, account: any, wanted: object, what: string) {
  const { app, fields, thread, config, start } = account;
  const rows = await rowsOf(app, config);
  await t.rejects(() => subject.setTo(app, fields, thread, wanted), what, { name: "RangeError" });
  t.equal((await app.getState(config)).values, start, `the account after ${what}`);
  t.equal(await rowsOf(app, config), rows, `how many checkpoints there are after ${what}`);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "set/any-fields",
    rule: "whatever the fields are called and of whichever kind they are, each reads what was wanted, again and again",
    points: 3,
    async run(subject, t) {
      const { app, fields, thread, config, start } = await openAccount(t);
      let expected: Record<string, any> = start;
      for (let round = 1; round <= 3; round++) {
        const named = t.random.shuffle(Object.keys(fields)).slice(0, t.random.int(2, 5));
        const wanted = Object.fromEntries(named.map((name) => [name, NEXT[fields[name]!](t.random, expected[name])]));
        await subject.setTo(app, fields, thread, wanted);
        expected = { ...expected, ...wanted };
        t.equal((await app.getState(config)).values, expected, "an account with fields of any kind");
      }
    },
  },
  {
    id: "set/one-checkpoint",
    rule: "however many fields a wish names, it is written as one checkpoint",
    points: 1,
    async run(subject, t) {
      const { app, fields, thread, config, start } = await openAccount(t);
      const rows = await rowsOf(app, config);
      const wanted = Object.fromEntries(
        Object.entries(fields).map(([name, kind]) => [name, NEXT[kind](t.random, start[name])]),
      );
      await subject.setTo(app, fields, thread, wanted);
      t.equal((await rowsOf(app, config)) - rows, 1, "how many checkpoints a wish with five fields wrote");
    },
  },
  {
    id: "set/nothing-runs",
    rule: "no node runs",
    points: 1,
    async run(subject, t) {
      const { app, fields, thread, config, start, ran, nameOf } = await openAccount(t);
      const name = nameOf("add");
      await subject.setTo(app, fields, thread, { [name]: start[name] + 1 });
      t.equal(ran, [], "the nodes that ran");
      t.equal((await app.getState(config)).values[name], start[name] + 1, "the amount after it was set");
    },
  },
  {
    id: "set/already-so",
    rule: "a wish that is fulfilled already writes nothing",
    points: 1,
    async run(subject, t) {
      const { app, fields, thread, config, start, nameOf } = await openAccount(t);
      const rows = await rowsOf(app, config);
      await subject.setTo(app, fields, thread, start);
      t.equal((await rowsOf(app, config)) - rows, 0, "how many checkpoints were written for what is so already");
      // And it is not that nothing is ever written.
      const name = nameOf("replace");
      await subject.setTo(app, fields, thread, { ...start, [name]: "other" });
      t.equal(
        (await app.getState(config)).values,
        { ...start, [name]: "other" },
        "the account after one field changed",
      );
    },
  },
  {
    id: "refuse/shorter-list",
    rule: "a list that does not begin with the entries that are there is refused with a RangeError, and nothing is written",
    points: 1,
    async run(subject, t) {
      const account = await openAccount(t);
      const name = account.nameOf("append");
      const now = account.start[name];
      for (const list of [[], ["z", ...now], now.slice(0, -1), [...now.slice(0, -1), "z", "z"]])
        await isRefused(subject, t, account, { [name]: list }, "a list that would lose an entry");
    },
  },
  {
    id: "refuse/missing-key",
    rule: "an object that lacks a key that is there is refused with a RangeError, and nothing is written",
    points: 1,
    async run(subject, t) {
      const account = await openAccount(t);
      const wanted = { [account.nameOf("merge")]: { calls: 3, letters: 1 } };
      await isRefused(subject, t, account, wanted, "an object that would lose a key");
    },
  },
  {
    id: "refuse/unknown-field",
    rule: "a field that the account does not have is refused with a RangeError, and nothing is written",
    points: 1,
    async run(subject, t) {
      const account = await openAccount(t);
      await isRefused(subject, t, account, { [t.random.id("other")]: 1 }, "a field that is not there");
    },
  },
  {
    id: "refuse/all-or-nothing",
    rule: "if one field of a wish is refused, no other field of it is written either",
    points: 1,
    async run(subject, t) {
      const account = await openAccount(t);
      const { start, nameOf } = account;
      const good: [string, unknown][] = [
        [nameOf("add"), start[nameOf("add")] + 1],
        [nameOf("replace"), "other"],
      ];
      const bad: [string, unknown] = [nameOf("append"), []];
      for (const wish of [
        [...good, bad],
        [bad, ...good],
      ])
        await isRefused(subject, t, account, Object.fromEntries(wish), "a wish of which one part is refused");
    },
  },
];
