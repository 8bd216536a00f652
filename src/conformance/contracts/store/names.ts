// Keys and labels are text, whatever the text: each is its own, and comes back as it was.
import type { BaseStore } from "@langchain/langgraph-checkpoint";
import type { TestContext } from "../../test.ts";
import { type StoreTest, found, valueAt, wasRefused } from "./store-calls.ts";

const ODD = ["_", "%", "a_", "a%", "*", "__proto__", "constructor", "toString", "'", '"', "\\", "/", ",", "1", "01"];
const ODD_UNICODE = [
  " ",
  "a ",
  " a",
  "A",
  "a",
  "é",
  "e\u0301",
  "ß",
  "ss",
  "日本",
  "😀",
  "\u2028",
  "\u001e",
  "\u001f",
  "\ufeff",
];

/** Each name as a key of its own: none overwrites, hides or takes with it another. */
async function checkKeys(store: BaseStore, t: TestContext, names: readonly string[]): Promise<void> {
  for (const [place, name] of names.entries()) await store.put(["n"], name, { place });
  for (const [place, name] of names.entries())
    t.equal(await valueAt(store, ["n"], name), { place }, `the value of key ${place + 1} of ${names.length}`);
  t.equal(await found(store, ["n"]), names.toSorted(), "the keys that search gives");
  for (const [place, name] of names.entries()) {
    await store.delete(["n"], name);
    t.equal(
      (await found(store, ["n"])).length,
      names.length - place - 1,
      `how many are left after deleting key ${place + 1}`,
    );
  }
}

/** In brackets, so that no label is the beginning of another: that has a rule of its own. */
async function checkLabels(store: BaseStore, t: TestContext, names: readonly string[]): Promise<void> {
  const labels = names.map((name) => `<${name}>`);
  for (const [place, label] of labels.entries()) await store.put(["n", label], "k", { place });
  for (const [place, label] of labels.entries()) {
    const item = await store.get(["n", label], "k");
    t.equal(item?.value, { place }, `the value in namespace ${place + 1} of ${labels.length}`);
    t.equal(item?.namespace, ["n", label], `namespace ${place + 1} of ${labels.length}`);
    t.equal((await store.search(["n", label])).length, 1, `how many items search finds in namespace ${place + 1}`);
  }
  const listed = (await store.listNamespaces({ limit: 1_000 })).map(([, label]) => label);
  t.equal(listed.toSorted(), labels.toSorted(), "the last labels of all namespaces");
}

/** A text that cannot be shortened much, of letters alone. */
const longText = (t: TestContext): string => Array.from({ length: 100 }, () => t.random.word(100)).join("");

export const names: readonly StoreTest[] = [
  {
    id: "names/odd-keys",
    rule: "a key may be any text: patterns, quotes, dots and the names of object methods mean nothing special",
    points: 1,
    run: async (subject, t) => checkKeys(await subject.open(), t, [...ODD, "", ".", "a.b", ":", "a:b", "$", "a[0]"]),
  },
  {
    id: "names/unicode-keys",
    rule: "keys differ when their text differs: in case, accents, spaces, or characters that nobody sees",
    points: 1,
    run: async (subject, t) => checkKeys(await subject.open(), t, ODD_UNICODE),
  },
  {
    id: "names/odd-labels",
    rule: "a label may be any text without a dot: patterns, quotes and the names of object methods mean nothing special",
    points: 1,
    run: async (subject, t) => checkLabels(await subject.open(), t, ODD),
  },
  {
    id: "names/unicode-labels",
    rule: "labels differ when their text differs: in case, accents, spaces, or characters that nobody sees",
    points: 1,
    run: async (subject, t) => checkLabels(await subject.open(), t, ODD_UNICODE),
  },
  {
    id: "names/nul",
    rule: "the NUL character in a key, a label or a value is a character like any other; nothing is cut off at it",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      const texts = ["a", "b\0", "b\0b", "b\0c"];
      for (const text of texts) {
        await store.put(["keys"], text, { text });
        await store.put(["labels", text], "k", { text });
      }
      for (const [place, text] of texts.entries()) {
        t.equal((await store.get(["keys"], text))?.key, text, `key ${place + 1}`);
        t.equal(await valueAt(store, ["keys"], text), { text }, `the value of key ${place + 1}`);
        t.equal((await store.get(["labels", text], "k"))?.namespace, ["labels", text], `namespace ${place + 1}`);
        t.equal(await valueAt(store, ["labels", text], "k"), { text }, `the value in namespace ${place + 1}`);
      }
    },
  },
  {
    id: "names/lone-surrogates",
    rule: "half of a surrogate pair in a key or label is kept as it is or refused; it never becomes another text",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      // In UTF-8 all three would become U+FFFD.
      const halves = ["\ud800", "\udfff", "\ufffd"];
      const kept: [namespace: string[], key: string, code: number][] = [];
      for (const half of halves)
        for (const [namespace, key] of [[["keys"], half] as const, [["labels", half], "k"] as const]) {
          const code = half.charCodeAt(0);
          if (!(await wasRefused(store.put([...namespace], key, { code })))) kept.push([[...namespace], key, code]);
        }
      for (const [namespace, key, code] of kept)
        t.equal(await valueAt(store, namespace, key), { code }, `the value put as U+${code.toString(16)}`);
      t.equal((await store.search([])).length, kept.length, "how many items there are, and how many puts succeeded");
      t.equal(kept.filter(([, , code]) => code === 0xfffd).length, 2, "how often U+FFFD itself was taken");
    },
  },
  {
    id: "names/surrogates-in-values",
    rule: "half of a surrogate pair in a value comes back as it was",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", { text: "a\ud800b\udfff" });
      t.equal(await valueAt(store, ["n"], "k"), { text: "a\ud800b\udfff" }, "the value");
    },
  },
  {
    id: "names/very-long",
    rule: "a key and a label of 10,000 characters are kept whole, and apart from one that differs in the last",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      const text = longText(t);
      for (const end of ["1", "2"]) {
        await store.put(["keys"], text + end, { end });
        await store.put(["labels", text + end], "k", { end });
      }
      for (const end of ["1", "2"]) {
        t.equal(await valueAt(store, ["keys"], text + end), { end }, `the value of the key that ends with ${end}`);
        t.equal(
          await valueAt(store, ["labels", text + end], "k"),
          { end },
          `the value in the label that ends with ${end}`,
        );
      }
      t.equal(await valueAt(store, ["keys"], text), undefined, "what is at the part that the keys share");
      t.equal(await valueAt(store, ["labels", text], "k"), undefined, "what is at the part that the labels share");
    },
  },
];
