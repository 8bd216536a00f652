// Whether the plan can be followed at all.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/can-be-followed",
    rule: "the plan has steps, and each finds what it needs",
    points: 1,
    async run(subject, t) {
      const plan = await subject.plan;
      t.ok(Array.isArray(plan) && plan.length > 0, "the plan is a list of steps");
      const { buildDesk } = await t.guest.module("desk.ts");
      const { follow } = await t.guest.module("steps.ts");
      const [thread, text] = [t.random.id("letter"), t.random.word()];
      const desk = await buildDesk(await t.guest.saver(), () => {});
      await desk.invoke({ text }, { configurable: { thread_id: thread } });
      await follow(plan, desk, thread, t.random.word());
    },
  },
];
