// The note of the story: three saves and one restore, all counted by hand.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const TEXTS = ["Closed on Sundays.", "Closed on Mondays.", "Open every day.", "Closed for good.", "Open at night."];

/** A note with three versions; `numbers` is what save resolved with. */
async function threeSaves(subject: any, t: TestContext) {
  const { buildNotes } = await t.guest.module("graph.ts");
  const app = await buildNotes(await t.guest.saver());
  const note = t.random.id("note");
  const texts = t.random.shuffle(TEXTS).slice(0, 3);
  const numbers: unknown[] = [];
  for (const text of texts) numbers.push(await subject.save(app, note, text));
  return { app, note, texts, numbers };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "save/counts",
    rule: "the first save is version 1, and every further save is one more",
    points: 1,
    async run(subject, t) {
      const { numbers } = await threeSaves(subject, t);
      t.equal(numbers, [1, 2, 3], "what three saves resolved with");
    },
  },
  {
    id: "versions/each-once",
    rule: "versions lists every version once, the oldest first, with the text as the graph saved it",
    points: 1,
    async run(subject, t) {
      const { app, note, texts } = await threeSaves(subject, t);
      const expected = texts.map((text, index) => ({ version: index + 1, text }));
      t.equal(await subject.versions(app, note), expected, "the versions after three saves");
    },
  },
  {
    id: "restore/is-a-new-version",
    rule: "after a restore the note reads what the old version read, under a new number",
    points: 1,
    async run(subject, t) {
      const { app, note, texts } = await threeSaves(subject, t);
      const number = await subject.restore(app, note, 1);
      const { values } = await app.getState({ configurable: { thread_id: note } });
      t.equal(values.text, texts[0], "the text that the note reads after restoring version 1");
      t.equal({ number, version: values.version }, { number: 4, version: 4 }, "its number, as told and as saved");
    },
  },
];
