// The firms of the story, and the way back.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "id/colliding-names",
    rule: "people whose names look alike once they are joined do not read each other's threads",
    points: 1,
    async run(subject, t) {
      const { buildChat, say } = await t.guest.module("chat.ts");
      const chat = await buildChat(await t.guest.saver());
      const people = [
        ["miller", "sons:office", "1"],
        ["miller:sons", "office", "1"],
        ["miller", "sons", "office:1"],
      ];
      for (const [n, names] of people.entries()) {
        const said = await say(chat, await subject.threadIdFor(...names), `secret ${n + 1}`);
        t.equal(said, [`secret ${n + 1}`], "what one of three people reads");
      }
    },
  },
  {
    id: "parse/there-and-back",
    rule: "parseThreadId gives back the names that threadIdFor was given",
    points: 1,
    async run(subject, t) {
      for (const names of [
        { tenant: "acme", user: "ada", conversation: "1" },
        { tenant: "miller:sons", user: "office", conversation: "a:b" },
      ]) {
        const id = await subject.threadIdFor(names.tenant, names.user, names.conversation);
        t.equal(await subject.parseThreadId(id), names, "the names that came back");
      }
    },
  },
  {
    id: "id/fit-for-a-graph",
    rule: "the id works as thread_id: who comes back finds what was said before",
    points: 1,
    async run(subject, t) {
      const { buildChat, say } = await t.guest.module("chat.ts");
      const chat = await buildChat(await t.guest.saver());
      const names = [t.random.id("firm"), t.random.id("user"), String(t.random.int(1, 9))];
      const id = await subject.threadIdFor(...names);
      t.ok(typeof id === "string" && id.trim() !== "", "the id is a text that is not blank");
      await say(chat, id, "first");
      const again = await subject.threadIdFor(...names);
      t.equal(await say(chat, again, "second"), ["first", "second"], "what the same people read the second time");
    },
  },
];
