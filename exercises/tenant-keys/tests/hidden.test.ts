// Names chosen to meet others, drawn at random from the characters that schemes stumble over.
import type { ConformanceTest, Random } from "@forkpoint/conformance";

type Names = [tenant: string, user: string, conversation: string];

/** Separators and escapes of every scheme that we could think of, and letters between them. */
const PIECES = [
  ..."ab1",
  ...":/|,;.-_~%&+=#?!@$^* \\'\"`[]{}()<>",
  "::",
  "%3A",
  "%253A",
  "\\:",
  "\\\\",
  "\\u003a",
  "&#58;",
];
const MORE = ["é", "e\u0301", "ß", "Ä", "🛒", "漢", "\u00a0", "null", "undefined", "0", "3:", "__"];

const nastyName = (random: Random): string =>
  Array.from({ length: random.int(1, 5) }, () => random.pick(random.boolean() ? PIECES : [...PIECES, ...MORE])).join(
    "",
  );

const nastyNames = (random: Random): Names => [nastyName(random), nastyName(random), nastyName(random)];

const keyOf = (names: readonly string[]) => JSON.stringify(names);

/** All ways of cutting one text in three at this separator: lists of names that a careless scheme takes for one. */
function* cuts(text: string, separator: string): Generator<Names> {
  const parts = text.split(separator);
  for (let i = 1; i < parts.length - 1; i++)
    for (let j = i + 1; j < parts.length; j++)
      yield [parts.slice(0, i), parts.slice(i, j), parts.slice(j)].map((some) => some.join(separator)) as Names;
}

/** Ids of lists of names, each list once; two lists with one id end the test. */
async function areApart(t: any, subject: any, lists: readonly Names[], what: string): Promise<void> {
  const taken = new Map<string, Names>();
  for (const names of new Map(lists.map((list) => [keyOf(list), list])).values()) {
    const id: string = await subject.threadIdFor(...names);
    const other = taken.get(id);
    if (other) t.fail(`the ids of ${what}`, "two ids", { names, other, oneId: id });
    taken.set(id, names);
  }
}

/** Most are refused. Some schemes can have made some of them, which is then for the way there to say. */
async function isItsOwnOrRefused(t: any, subject: any, text: string, what: string): Promise<void> {
  const names = await Promise.resolve(subject.parseThreadId(text)).catch((error: Error) => error);
  if (names instanceof Error) return t.equal(names.name, "RangeError", `the error for ${what}`);
  const back = subject.threadIdFor(names?.tenant, names?.user, names?.conversation);
  const made = await Promise.resolve(back).catch(() => "none, these names are refused");
  t.equal(made, text, `the id of the names that were read out of ${what}`);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "id/any-separator",
    rule: "whatever separator the names are full of, different names give different ids",
    points: 2,
    async run(subject, t) {
      for (const separator of [":", "::", "/", "|", "-", "_", ".", ",", " ", "\n", "\u0001", "\u001f", "%", '","'])
        await areApart(
          t,
          subject,
          [...cuts(["a", "b", "c", "d"].join(separator), separator)],
          "names full of one separator",
        );
    },
  },
  {
    id: "id/nasty-names",
    rule: "names that look like an escape sequence are different from what the sequence stands for",
    points: 2,
    async run(subject, t) {
      const lists: Names[] = [];
      for (const escaped of [
        "%3A",
        "%3a",
        "%253A",
        "\\:",
        "\\\\:",
        "\\",
        ":\\",
        "::",
        ":",
        "&colon;",
        "%2F",
        "/",
        "%7C",
        "|",
      ])
        lists.push(
          [`a${escaped}b`, "c", "1"],
          ["a", `b${escaped}c`, "1"],
          [`a${escaped}`, "b", "1"],
          ["a", `${escaped}b`, "1"],
        );
      for (let n = 0; n < 20; n++) lists.push(nastyNames(t.random));
      await areApart(t, subject, lists, "names with escape sequences");
    },
  },
  {
    id: "id/each-name-counts",
    rule: "changing one of the three names changes the id, and so does exchanging two",
    points: 1,
    async run(subject, t) {
      const [a, b, c, d] = [t.random.id("name"), t.random.id("name"), t.random.id("name"), t.random.id("name")];
      const lists: Names[] = [
        [a, b, c],
        [d, b, c],
        [a, d, c],
        [a, b, d],
        [b, a, c],
        [a, c, b],
      ];
      await areApart(t, subject, lists, "names of which one is another");
    },
  },
  {
    id: "id/exact-names",
    rule: "names that differ in capitals, spaces or the way an accent is written have different ids",
    points: 1,
    async run(subject, t) {
      const word = t.random.word();
      const spellings = [word, word.toUpperCase(), `${word} `, ` ${word}`, `${word}\u00e9`, `${word}e\u0301`];
      await areApart(
        t,
        subject,
        spellings.map((name): Names => [name, "user", "1"]),
        "names spelt differently",
      );
      await areApart(
        t,
        subject,
        spellings.map((name): Names => ["firm", name, "1"]),
        "names spelt differently",
      );
    },
  },
  {
    id: "id/empty-names",
    rule: "an empty name is refused with a RangeError",
    points: 1,
    async run(subject, t) {
      for (const names of [
        ["", "ada", "1"],
        ["acme", "", "1"],
        ["acme", "ada", ""],
      ])
        await t.rejects(() => subject.threadIdFor(...names), "names of which one is empty", { name: "RangeError" });
    },
  },
  {
    id: "id/after-restart",
    rule: "in another program the same names give the same id, and an id from before is read",
    points: 1,
    async run(subject, t) {
      const lists = [1, 2, 3].map((): Names => [t.random.id("firm"), t.random.id("user"), t.random.word()]);
      const ids: string[] = [];
      for (const names of lists) ids.push(await subject.threadIdFor(...names));
      const again = await t.restartGuest();
      const [tenant, user, conversation] = lists[2]!;
      t.equal(
        await again.parseThreadId(ids[2]!),
        { tenant, user, conversation },
        "names of an id from before the restart",
      );
      t.equal(await again.threadIdFor(...lists[1]!), ids[1], "the id of the same names after the restart");
    },
  },
  {
    id: "parse/any-names",
    rule: "any names come back exactly as they were given",
    points: 2,
    async run(subject, t) {
      const lists: Names[] = [["a%3Ab", "c::d", "1:2"], ...Array.from({ length: 20 }, () => nastyNames(t.random))];
      for (const [tenant, user, conversation] of lists) {
        const id = await subject.threadIdFor(tenant, user, conversation);
        t.equal(await subject.parseThreadId(id), { tenant, user, conversation }, "names that came back");
      }
    },
  },
  {
    id: "parse/only-its-own",
    rule: "what parseThreadId accepts is what threadIdFor makes of the result; everything else is a RangeError",
    points: 2,
    async run(subject, t) {
      const id: string = await subject.threadIdFor("acme:1", "ada b", "7%");
      const at = t.random.int(0, id.length - 1);
      const never = ["", "acme", t.random.word(), "a:b:c:d"];
      const changed = [
        `${id}x`,
        ` ${id}`,
        `${id}:`,
        id.slice(0, -1),
        id.slice(1),
        id.toUpperCase(),
        id.toLowerCase(),
        id.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
        id.replace(/,/g, ", "),
        id.slice(0, at) + "%" + id.slice(at),
        id.slice(0, at) + "\\" + id.slice(at),
      ];
      for (const text of never) await isItsOwnOrRefused(t, subject, text, "a text that is no id");
      for (const text of changed.filter((one) => one !== id))
        await isItsOwnOrRefused(t, subject, text, "an id that was changed");
    },
  },
];
