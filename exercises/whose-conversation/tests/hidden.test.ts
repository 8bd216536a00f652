// Owners with names that look alike, titles with quotes, and what happens to the threads behind the rows.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function openChat(t: TestContext) {
  const { buildChat, say } = await t.guest.module("chat.ts");
  const saver = await t.guest.saver();
  const chat = await buildChat(saver);
  return { saver, say: (conversation: string, text: string): Promise<string[]> => say(chat, conversation, text) };
}

/** How much the saver holds of a thread. */
async function heldOf(saver: any, id: string) {
  let checkpoints = 0;
  let writes = 0;
  for await (const { pendingWrites } of saver.list({ configurable: { thread_id: id } })) {
    checkpoints += 1;
    writes += pendingWrites?.length ?? 0;
  }
  return { checkpoints, writes };
}

const titles = (list: readonly { title: string }[]) => list.map(({ title }) => title);

export const tests: readonly ConformanceTest[] = [
  {
    id: "list/similar-names",
    rule: "owners whose names begin alike, look alike or hold wildcards see their own conversations alone",
    points: 2,
    async run(subject, t) {
      const { saver } = await openChat(t);
      const name = t.random.word();
      const owners = [
        name,
        `${name}2`,
        name.slice(0, -1),
        name.toUpperCase(),
        `${name} `,
        "%",
        `${name.slice(0, -1)}_`,
      ];
      const mine = new Map<string, string>();
      for (const owner of t.random.shuffle(owners)) {
        const title = t.random.id("title");
        mine.set(owner, title);
        await subject.create(saver, owner, title);
      }
      for (const owner of owners)
        t.equal(titles(await subject.listMine(saver, owner)), [mine.get(owner)], "what one of many owners sees");
    },
  },
  {
    id: "list/not-the-threads",
    rule: "threads that were not created here are in nobody's list, and the id of a conversation is its thread_id",
    points: 1,
    async run(subject, t) {
      const { saver, say } = await openChat(t);
      const owner = t.random.word();
      const id = await subject.create(saver, owner, "mine");
      // The nightly job of another team uses the same database.
      for (const thread of [owner, `${owner}-job`, `${owner}:${t.random.word()}`, `${id}0`]) await say(thread, "a job");
      t.equal(await say(id, "hello"), ["hello"], "what was said in a new conversation");
      t.equal(titles(await subject.listMine(saver, owner)), ["mine"], "the list beside threads of another program");
    },
  },
  {
    id: "list/order",
    rule: "the list is in the order of creation, whatever is done later",
    points: 1,
    async run(subject, t) {
      const { saver, say } = await openChat(t);
      const owner = t.random.word();
      const names = t.random.shuffle(["delta", "alpha", "omega", "beta", "gamma"]);
      const ids: string[] = [];
      for (const title of names) ids.push(await subject.create(saver, owner, title));
      await say(ids[3]!, "hello");
      await subject.rename(saver, owner, ids[0]!, "zeta");
      await subject.archive(saver, owner, ids[2]!);
      const expected = ["zeta", names[1], names[3], names[4]];
      t.equal(titles(await subject.listMine(saver, owner)), expected, "the list after some time");
    },
  },
  {
    id: "archive/keeps",
    rule: "an archived conversation changes lists, keeps what was said, and can go on",
    points: 2,
    async run(subject, t) {
      const { saver, say } = await openChat(t);
      const owner = t.random.word();
      const id = await subject.create(saver, owner, "old");
      await subject.create(saver, owner, "new");
      await say(id, "first");
      await subject.archive(saver, owner, id);
      t.equal(titles(await subject.listMine(saver, owner)), ["new"], "the list after one was archived");
      t.equal(await subject.listMine(saver, owner, true), [{ id, title: "old" }], "the list of archived ones");
      t.equal(await say(id, "second"), ["first", "second"], "what was said in an archived conversation");
    },
  },
  {
    id: "remove/pending-writes",
    rule: "removing takes all that the saver holds of the thread, and nothing of other threads",
    points: 2,
    async run(subject, t) {
      const { saver, say } = await openChat(t);
      const owner = t.random.word();
      const [id, other]: string[] = [
        await subject.create(saver, owner, "one"),
        await subject.create(saver, owner, "other"),
      ];
      const neighbours = [other!, `${id}0`, id!.slice(0, -1) || "x"];
      for (const thread of [id!, ...neighbours]) await say(thread, "Who knows?");
      const before = await heldOf(saver, other!);
      t.ok(before.writes > 0, "a conversation that waits for a person has pending writes");
      const rowsOfFour = (await saver.stats()).rows.writes;
      await subject.remove(saver, owner, id);
      t.equal(
        await heldOf(saver, id!),
        { checkpoints: 0, writes: 0 },
        "what the saver holds of a removed conversation",
      );
      // Of four threads alike, three are left, in every table.
      t.equal((await saver.stats()).rows.writes, (rowsOfFour / 4) * 3, "rows of pending writes that are left");
      for (const thread of neighbours)
        t.equal(await heldOf(saver, thread), before, "what the saver holds of another thread");
      t.equal(titles(await subject.listMine(saver, owner)), ["other"], "the list after one was removed");
    },
  },
  {
    id: "owner/others-refused",
    rule: "who does not own a conversation is refused with a RangeError, and nothing changes",
    points: 2,
    async run(subject, t) {
      const { saver, say } = await openChat(t);
      const [owner, other] = [t.random.id("owner"), t.random.id("owner")];
      const id = await subject.create(saver, owner, "mine");
      await subject.create(saver, other, "another");
      await say(id, "first");
      const acts = [
        () => subject.rename(saver, other, id, "yours"),
        () => subject.archive(saver, other, id),
        () => subject.remove(saver, other, id),
      ];
      for (const act of t.random.shuffle(acts)) {
        const done: Promise<unknown> = (async () => act())();
        // First what has changed, then what was said about it.
        await done.catch(() => {});
        t.equal(await subject.listMine(saver, owner), [{ id, title: "mine" }], "the list after somebody else's call");
        await t.rejects(done, "somebody else's call", { name: "RangeError" });
      }
      t.equal(await say(id, "second"), ["first", "second"], "what was said, after somebody else's calls");
    },
  },
  {
    id: "owner/no-such-conversation",
    rule: "a conversation that does not exist, or no longer does, is refused with a RangeError",
    points: 1,
    async run(subject, t) {
      const { saver, say } = await openChat(t);
      const owner = t.random.word();
      const removed = await subject.create(saver, owner, "old");
      await subject.remove(saver, owner, removed);
      const thread = t.random.id("job");
      await say(thread, "a job");
      for (const id of [removed, thread, t.random.id("nothing")]) {
        const wanted = { name: "RangeError" };
        await t.rejects(() => subject.rename(saver, owner, id, "x"), "renaming what does not exist", wanted);
        await t.rejects(() => subject.archive(saver, owner, id), "archiving what does not exist", wanted);
        await t.rejects(() => subject.remove(saver, owner, id), "removing what does not exist", wanted);
      }
      t.ok((await heldOf(saver, thread)).checkpoints > 0, "the thread of another program is still there");
      t.equal(await subject.listMine(saver, owner), [], "the list after calls for what does not exist");
    },
  },
  {
    id: "list/after-restart",
    rule: "both lists survive a restart of the program",
    points: 1,
    async run(subject, t) {
      const { saver } = await openChat(t);
      const owner = t.random.word();
      const kept = await subject.create(saver, owner, "kept");
      await subject.archive(saver, owner, await subject.create(saver, owner, "put away"));
      const again = await t.restartGuest();
      const reopened = await t.guest.saver();
      t.equal(await again.listMine(reopened, owner), [{ id: kept, title: "kept" }], "the list after a restart");
      t.equal(titles(await again.listMine(reopened, owner, true)), ["put away"], "the archived ones after a restart");
    },
  },
  {
    id: "text/any",
    rule: "names and titles come back as they are, quotes and all",
    points: 1,
    async run(subject, t) {
      const { saver } = await openChat(t);
      const owner = `O'Brien ${t.random.word()} " -- ; 🛒`;
      const texts = ["It's", "'; DROP TABLE conversations; --", '"quoted"', "100%", " spaces ", "多"];
      const id = await subject.create(saver, owner, texts[0]);
      t.equal(await subject.listMine(saver, owner), [{ id, title: texts[0] }], "a title with an apostrophe");
      for (const title of texts.slice(1)) {
        await subject.rename(saver, owner, id, title);
        t.equal(await subject.listMine(saver, owner), [{ id, title }], "a title with all kinds of characters");
      }
    },
  },
];
