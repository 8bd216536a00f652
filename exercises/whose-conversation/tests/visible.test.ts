// Ada, Adam and their side bars.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function openChat(t: TestContext) {
  const { buildChat, say } = await t.guest.module("chat.ts");
  const saver = await t.guest.saver();
  const chat = await buildChat(saver);
  return { saver, say: (conversation: string, text: string): Promise<string[]> => say(chat, conversation, text) };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "list/new-conversation",
    rule: "a conversation is in its owner's list from the moment it is created, with its title",
    points: 1,
    async run(subject, t) {
      const { saver } = await openChat(t);
      t.equal(await subject.listMine(saver, "ada"), [], "the list before anything was created");
      const id = await subject.create(saver, "ada", "Holidays");
      t.equal(await subject.listMine(saver, "ada"), [{ id, title: "Holidays" }], "the list with a new conversation");
    },
  },
  {
    id: "list/only-mine",
    rule: "nobody sees the conversations of somebody else",
    points: 1,
    async run(subject, t) {
      const { saver, say } = await openChat(t);
      const holidays = await subject.create(saver, "ada", "Holidays");
      const health = await subject.create(saver, "adam", "My health");
      await say(holidays, "Where to");
      await say(health, "I do not sleep");
      t.equal(await subject.listMine(saver, "ada"), [{ id: holidays, title: "Holidays" }], "what Ada sees");
      t.equal(await subject.listMine(saver, "adam"), [{ id: health, title: "My health" }], "what Adam sees");
    },
  },
  {
    id: "remove/both",
    rule: "removing takes the row and what was said",
    points: 1,
    async run(subject, t) {
      const { saver, say } = await openChat(t);
      const id = await subject.create(saver, "ada", "Holidays");
      await say(id, "a secret");
      await subject.remove(saver, "ada", id);
      t.equal(await subject.listMine(saver, "ada"), [], "the list after the only conversation was removed");
      const left = await saver.getTuple({ configurable: { thread_id: id } });
      t.ok(left === undefined, "there is no checkpoint of the removed conversation");
    },
  },
];
