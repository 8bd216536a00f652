// One customer, one desk.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/remembers",
    rule: "the desk knows what a customer said in earlier calls, in their order, and does not mix up customers",
    points: 1,
    async run(subject, t) {
      const { buildDesk } = await t.guest.module("desk.ts");
      const store = await t.guest.create("@langchain/langgraph", "InMemoryStore");
      const desk = await buildDesk(subject.remember, store);
      const [ada, ben] = [t.random.id("customer"), t.random.id("customer")];
      const texts = [t.random.id("text"), t.random.id("text")];
      await desk.invoke({ customer: ada, says: texts[0] });
      t.equal(
        (await desk.invoke({ customer: ben, says: "Hello." })).known,
        ["Hello."],
        "what is known of another customer",
      );
      t.equal((await desk.invoke({ customer: ada, says: texts[1] })).known, texts, "what is known of a customer");
    },
  },
];
