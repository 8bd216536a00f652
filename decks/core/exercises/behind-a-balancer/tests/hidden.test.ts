// Each setting is played: three messages of one conversation, and what the replica knows that answers the last one.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function replicaOver(t: TestContext, database: string) {
  const { openReplica } = await t.guest.module("replica.ts");
  return openReplica(await t.guest.saver(database));
}

/** The database that each of the three requests comes to. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  own: ["first", "second", "first"],
  shared: ["one", "one", "one"],
  sticky: ["first", "first", "first"],
  replaced: ["first", "first", "another"],
};

async function checkSettings(subject: any, t: TestContext, settings: readonly string[]): Promise<void> {
  const answer: any = await subject.answer;
  for (const setting of settings) {
    const thread = t.random.id("thread");
    let known = 0;
    for (const database of SETTINGS[setting]!) {
      const replica = await replicaOver(t, `${setting}-${database}`);
      known = (await replica.say(thread, t.random.id("text"))).length;
    }
    const said: unknown = answer?.[setting];
    const name = typeof said === "number" ? String(said) : "no number";
    if (said !== known) t.fail(`messages known, ${setting}, said to be: ${name}`, known, said);
  }
}

/** Asks the probe about two replicas, over one database or over two. */
async function probe(subject: any, t: TestContext, shared: boolean, times: number): Promise<unknown[]> {
  const databases = shared ? ["one", "one"] : ["own-1", "own-2"];
  const replicas = [];
  for (const database of databases) replicas.push(await replicaOver(t, database));
  const found: unknown[] = [];
  for (let time = 0; time < times; time++) found.push(await subject.shareThreads(...t.random.shuffle(replicas)));
  return found;
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/own-or-shared",
    rule: "the numbers for replicas with a database each, and with one, are as runs show them",
    points: 2,
    run: (subject, t) => checkSettings(subject, t, ["own", "shared"]),
  },
  {
    id: "answer/one-replica",
    rule: "the numbers for requests that keep to one replica, also when it is replaced, are as runs show them",
    points: 2,
    run: (subject, t) => checkSettings(subject, t, ["sticky", "replaced"]),
  },
  {
    id: "evidence/tells-apart",
    rule: "shareThreads is true of two replicas over one database, and false of two with their own",
    points: 1,
    async run(subject, t) {
      t.equal(await probe(subject, t, true, 1), [true], "two replicas over one database");
      t.equal(await probe(subject, t, false, 1), [false], "two replicas with their own databases");
    },
  },
  {
    id: "evidence/asked-again",
    rule: "shareThreads says the same when it is asked again, in either order",
    points: 1,
    async run(subject, t) {
      t.equal(await probe(subject, t, true, 3), [true, true, true], "one database, asked three times");
      t.equal(await probe(subject, t, false, 3), [false, false, false], "their own databases, asked three times");
    },
  },
];
