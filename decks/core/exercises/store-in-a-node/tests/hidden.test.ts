// Two desks with a store each, a desk without one, and the steps of the counter-example for the colleague's desks.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const STEPS = ["build-one", "build-two", "call-one", "call-two"];

/** Plays the steps; resolves with how often something was said at one desk and is found in the store of the other. */
async function misplaced(subject: any, t: TestContext, how: "colleague" | "yours", steps: readonly string[]) {
  const { buildDesk, buildColleaguesDesk } = await t.guest.module("desk.ts");
  const stores: Record<string, any> = {};
  const desks: Record<string, any> = {};
  const said: { desk: string; customer: string }[] = [];
  for (const name of ["one", "two"]) stores[name] = await t.guest.create("@langchain/langgraph", "InMemoryStore");
  for (const step of steps) {
    const [act, name] = step.split("-") as [string, string];
    if (act === "build")
      desks[name] =
        how === "yours" ? await buildDesk(subject.remember, stores[name]) : await buildColleaguesDesk(stores[name]);
    else {
      if (!desks[name]) t.fail(`the step ${step}`, "a desk that was built before", steps);
      const customer = t.random.id("customer");
      said.push({ desk: name, customer });
      await desks[name].invoke({ customer, says: t.random.word() });
    }
  }
  let count = 0;
  for (const { desk, customer } of said)
    if (await stores[desk === "one" ? "two" : "one"].get(["known"], customer)) count += 1;
  return count;
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/two-desks",
    rule: "two desks with a store each know only what was said at them, whichever was built or called last",
    points: 2,
    async run(subject, t) {
      const { buildDesk } = await t.guest.module("desk.ts");
      const customer = t.random.id("customer");
      const desks = [];
      for (let desk = 0; desk < 2; desk++)
        desks.push(await buildDesk(subject.remember, await t.guest.create("@langchain/langgraph", "InMemoryStore")));
      const texts = [t.random.id("text"), t.random.id("text")];
      for (const [place, desk] of desks.entries()) await desk.invoke({ customer, says: texts[place] });
      for (const [place, desk] of desks.entries())
        t.equal(
          (await desk.invoke({ customer, says: "Bye." })).known,
          [texts[place], "Bye."],
          "what one of two desks knows",
        );
    },
  },
  {
    id: "answer/no-store",
    rule: "a desk without a store knows what is said now, and does not throw",
    points: 1,
    async run(subject, t) {
      const { buildDesk } = await t.guest.module("desk.ts");
      const desk = await buildDesk(subject.remember);
      const customer = t.random.id("customer");
      for (const says of [t.random.id("text"), t.random.id("text")])
        t.equal((await desk.invoke({ customer, says })).known, [says], "what is known without a store");
    },
  },
  {
    id: "evidence/counter-example",
    rule: "after the steps of `counterExample`, the colleague's desk has put something into the wrong store, and yours has not",
    points: 2,
    async run(subject, t) {
      const steps: any = await subject.counterExample;
      const isPlayable = Array.isArray(steps) && steps.length <= 12 && steps.every((step) => STEPS.includes(step));
      if (!isPlayable) t.fail("the steps", "a list of at most 12 steps", steps);
      t.ok((await misplaced(subject, t, "colleague", steps)) > 0, "the colleague's desk uses the wrong store");
      t.equal(await misplaced(subject, t, "yours", steps), 0, "what your node has put into the wrong store");
    },
  },
];
