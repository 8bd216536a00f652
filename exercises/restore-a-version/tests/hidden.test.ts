// Saves and restores in any order against a list kept here, and what the thread holds afterwards.
import type { ConformanceTest, Random, TestContext } from "@forkpoint/conformance";

type Version = { version: number; text: string };

async function newNote(t: TestContext) {
  const { buildNotes } = await t.guest.module("graph.ts");
  const app = await buildNotes(await t.guest.saver());
  const note = t.random.id("note");
  return { app, note, config: { configurable: { thread_id: note } } };
}

/** With blanks that the graph takes out, so that what was sent differs from what was saved. */
const untidy = (random: Random): string => ` ${random.word()}  ${random.id("word")}   ${random.word()} `;
const tidy = (text: string): string => text.trim().replace(/\s+/g, " ");

async function saveAll(subject: any, app: any, note: string, texts: readonly string[]): Promise<Version[]> {
  for (const text of texts) await subject.save(app, note, text);
  return texts.map((text, index) => ({ version: index + 1, text: tidy(text) }));
}

async function history(app: any, config: unknown): Promise<any[]> {
  const all = [];
  for await (const snapshot of app.getStateHistory(config)) all.push(snapshot);
  return all;
}

const idOf = (config: any): string | undefined => config?.configurable?.checkpoint_id;

export const tests: readonly ConformanceTest[] = [
  {
    id: "versions/as-saved",
    rule: "a version has the text that the graph saved, not the one that was sent",
    points: 1,
    async run(subject, t) {
      const { app, note } = await newNote(t);
      const expected = await saveAll(subject, app, note, [untidy(t.random), untidy(t.random)]);
      t.equal(await subject.versions(app, note), expected, "the versions of texts with blanks to tidy");
    },
  },
  {
    id: "versions/same-text",
    rule: "the same text saved again is a version of its own",
    points: 1,
    async run(subject, t) {
      const { app, note } = await newNote(t);
      const [one, other] = [t.random.id("text"), t.random.id("text")];
      const expected = await saveAll(subject, app, note, [one, one, other, one]);
      t.equal(await subject.versions(app, note), expected, "the versions after saving a text again");
    },
  },
  {
    id: "restore/others-intact",
    rule: "a restore adds one version and leaves all others as they were",
    points: 1,
    async run(subject, t) {
      const { app, note } = await newNote(t);
      const texts = Array.from({ length: t.random.int(3, 5) }, () => untidy(t.random));
      const before = await saveAll(subject, app, note, texts);
      const old = t.random.int(2, before.length - 1);
      await subject.restore(app, note, old);
      const expected = [...before, { version: before.length + 1, text: before[old - 1]!.text }];
      t.equal(await subject.versions(app, note), expected, "the versions after a restore");
    },
  },
  {
    id: "history/any-order",
    rule: "numbers go up by one through saves and restores in any order, also of what was restored before",
    points: 2,
    async run(subject, t) {
      const { app, note } = await newNote(t);
      const reference: Version[] = [];
      const restores = new Set([3, 5, t.random.pick([4, 6])]);
      for (let act = 1; act <= 7; act++) {
        const old = restores.has(act) ? t.random.int(Math.min(2, act - 2), reference.length) : null;
        const text = old === null ? untidy(t.random) : reference[old - 1]!.text;
        const number = old === null ? await subject.save(app, note, text) : await subject.restore(app, note, old);
        reference.push({ version: reference.length + 1, text: tidy(text) });
        t.equal(number, reference.length, `what ${old === null ? "save" : "restore"} resolved with`);
      }
      t.equal(await subject.versions(app, note), reference, "the versions after seven saves and restores");
    },
  },
  {
    id: "restore/stays-in-the-past",
    rule: "going back from the latest checkpoint, parent by parent, one still meets every version",
    points: 2,
    async run(subject, t) {
      const { app, note, config } = await newNote(t);
      const before = await saveAll(subject, app, note, [t.random.id("a"), t.random.id("b"), t.random.id("c")]);
      await subject.restore(app, note, 1);
      const all = await history(app, config);
      const byId = new Map(all.map((snapshot) => [idOf(snapshot.config), snapshot]));
      const met = new Set<string>();
      for (let at = all[0]; at; at = byId.get(idOf(at.parentConfig)))
        if (at.next.length === 0) met.add(`${at.values.version}: ${at.values.text}`);
      for (const { version, text } of before)
        t.ok(met.has(`${version}: ${text}`), "an earlier version is among the ancestors of the latest checkpoint");
    },
  },
  {
    id: "restore/no-such-version",
    rule: "a version that the note does not have is refused with a RangeError, and nothing is written",
    points: 1,
    async run(subject, t) {
      const { app, note, config } = await newNote(t);
      const count = (await saveAll(subject, app, note, [untidy(t.random), untidy(t.random)])).length;
      const before = (await history(app, config)).length;
      for (const version of [count + 1, 0, count + t.random.int(5, 50)])
        await t.rejects(() => subject.restore(app, note, version), "a restore of a version that is not there", {
          name: "RangeError",
        });
      t.equal((await history(app, config)).length, before, "how many checkpoints the note has");
    },
  },
  {
    id: "notes/apart",
    rule: "each note has its own versions",
    points: 1,
    async run(subject, t) {
      const { app, note } = await newNote(t);
      const other = t.random.id("note");
      const mine = await saveAll(subject, app, note, [untidy(t.random), untidy(t.random)]);
      const theirs = await saveAll(subject, app, other, [untidy(t.random)]);
      t.equal(await subject.versions(app, note), mine, "the versions of the first note");
      t.equal(await subject.versions(app, other), theirs, "the versions of the second note");
      t.equal(await subject.versions(app, t.random.id("note")), [], "the versions of a note that was never saved");
    },
  },
  {
    id: "memory/after-restart",
    rule: "after the program was killed and started again, the versions are there, can be restored, and are counted on",
    points: 1,
    async run(subject, t) {
      const { app, note } = await newNote(t);
      const before = await saveAll(subject, app, note, [untidy(t.random), untidy(t.random)]);
      const again = await t.restartGuest();
      const { buildNotes } = await t.guest.module("graph.ts");
      const reopened = await buildNotes(await t.guest.saver());
      t.equal(await again.versions(reopened, note), before, "the versions after the restart");
      t.equal(await again.restore(reopened, note, 1), 3, "what a restore after the restart resolved with");
    },
  },
];
