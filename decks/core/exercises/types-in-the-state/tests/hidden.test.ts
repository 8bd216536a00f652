// Each type makes its way into a database and back.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const TYPES = [
  ["date", "url", "map", "map-of-dates", "set", "regexp", "bytes"],
  ["bigint", "nan", "instance", "function", "error", "circular", "message"],
].flat();

/** What became of each type, as one of the choices. */
async function roundTrips(t: TestContext): Promise<Map<string, string>> {
  const { roundTrip } = await t.guest.module("types.ts");
  const saver = await t.guest.saver();
  const became = new Map<string, string>();
  for (const type of TYPES) {
    const trip = await roundTrip(saver, t.random.id("thread"), type, t.random.word(), t.random.int(1, 200));
    const after = trip === null ? "throws" : trip.after === trip.before ? "same" : null;
    became.set(type, after ?? (trip.after === "nothing" ? "gone" : "other"));
  }
  return became;
}

const after = ["answer/every-type"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/twelve-of-fourteen",
    rule: "at least twelve of the fourteen types become what the table says",
    points: 2,
    after,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const wrong = [...(await roundTrips(t))].filter(([type, became]) => answer?.[type]?.after !== became);
      const told = wrong.map(([type]) => type).join(", ");
      if (wrong.length > 2) t.fail(`types that become something else: ${told}`, Object.fromEntries(wrong), answer);
    },
  },
  {
    id: "answer/what-throws",
    rule: "the table says of exactly those types that the call throws of which it does",
    points: 1,
    after,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const throws = [...(await roundTrips(t))].filter(([, became]) => became === "throws").map(([type]) => type);
      const said = TYPES.filter((type) => answer?.[type]?.after === "throws");
      t.equal(said, throws, `types said to throw: ${said.join(", ") || "none"}`);
    },
  },
];
