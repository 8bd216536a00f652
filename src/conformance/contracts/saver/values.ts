// Channel values: what is put comes back as it was, whatever it is and whatever its channel is called.
import { type Values, at, put, putChain, rule, valuesAt } from "./saver-calls.ts";

export const values = [
  rule(
    "values/come-back-as-they-were",
    "empty strings, zero, false, null, empty lists and objects, and deep values come back as they were",
    async (saver, t) => {
      const deep = { a: [{ b: [t.random.word()] }] };
      const stored: Values = { empty: "", zero: 0, half: -0.5, no: false, nothing: null, list: [], object: {}, deep };
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: stored });
      t.equal(await valuesAt(saver, config), stored, "channel values");
    },
  ),
  rule("values/bytes-stay-bytes", "a value of bytes comes back as the same bytes, text or not", async (saver, t) => {
    const stored = { file: new Uint8Array([0, 255, 195, 40, 0]), none: new Uint8Array(), in: [new Uint8Array([1])] };
    const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: stored });
    t.equal(await valuesAt(saver, config), stored, "channel values");
  }),
  rule(
    "values/any-text",
    "text comes back character for character: NUL, separators, half characters, emoji, line separators",
    async (saver, t) => {
      const texts = ["a\0b", "\x1e\x1f", "\ud800", "x\udc00", "é", "e\u0301", "🙂", "\u2028", "\ufeff", '\\"', "\r\n"];
      const stored = {
        text: texts.join("|"),
        list: texts,
        object: Object.fromEntries(texts.map((each) => [each, each])),
      };
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: stored });
      t.equal(await valuesAt(saver, config), stored, "channel values");
    },
  ),
  rule(
    "values/any-channel-name",
    "a channel may have any name, those of Object's own properties included",
    async (saver, t) => {
      const names = ["__proto__", "constructor", "toString", "a.b", "", "x:y|z", "é🙂", "'; --"];
      const named = Object.fromEntries(names.map((name) => [name, `value of ${name}`]));
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: named });
      const read = (await valuesAt(saver, config)) as object | undefined;
      t.equal(new Map(Object.entries(read ?? {})), new Map(Object.entries(named)), "channel values");
    },
  ),
  rule(
    "values/channel-names-are-exact",
    "channels whose names differ only in case, in spaces at an end or in how an accent is written are different channels",
    async (saver, t) => {
      const named = { Topic: 1, topic: 2, "topic ": 3, "caf\u00e9": 4, "cafe\u0301": 5, "10": 6, "010": 7 };
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: named });
      t.equal(await valuesAt(saver, config), named, "channel values");
    },
  ),
  rule("values/nul-in-a-channel-name", "the name of a channel may contain a NUL character", async (saver, t) => {
    const named = { "x\0y": 1, "x\0z": 2, x: 3 };
    const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: named });
    t.equal(await valuesAt(saver, config), named, "channel values");
  }),
  rule("values/large", "a value of five million characters comes back whole", async (saver, t) => {
    const text = t.random.word(50).repeat(100_000);
    const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: { text } });
    const read = (await valuesAt(saver, config)) as { text?: string } | undefined;
    t.equal(read?.text?.length, text.length, "how long the value is");
    t.ok(read?.text === text, "the value is the same");
  }),
  rule("values/many-channels", "a checkpoint may have a thousand channels", async (saver, t) => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, place) => [`channel-${place}`, place]));
    const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: many });
    t.equal(await valuesAt(saver, config), many, "channel values");
  }),
  rule("values/deeply-nested", "a value nested two hundred levels deep comes back as it was", async (saver, t) => {
    let nested: unknown = "the innermost";
    for (let level = 0; level < 100; level += 1) nested = { inner: [nested] };
    const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: { nested } });
    t.equal(await valuesAt(saver, config), { nested }, "channel values");
  }),
  rule(
    "values/that-contain-themselves",
    "a value that contains itself is refused, or stored so that the thread can still be read",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const circle: Values = { name: "circle" };
      circle.self = circle;
      const start = await put(saver, { config: at(thread), n: 1, values: { total: 1 } });
      const stored = put(saver, { config: start, n: 2, values: { circle } });
      const isStored = await stored.then(
        () => true,
        () => false,
      );
      const read = (await valuesAt(saver, at(thread))) as Values | undefined;
      const held = isStored ? (read?.circle as Values | undefined)?.name : read?.total;
      t.equal(held, isStored ? "circle" : 1, "what the latest checkpoint holds");
    },
  ),
  rule(
    "values/that-look-serialized",
    "data that only resembles what a serializer writes comes back as the data that it is",
    async (saver, t) => {
      const stored = {
        one: { lc: 1, type: "note", id: ["langchain"] },
        two: { lc: 2, type: "constructor", id: ["Nothing"], args: [1] },
        list: [{ lc: 2 }, { lc: 1, type: "constructor" }, { type: "constructor", id: ["Set"] }],
      };
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: stored });
      t.equal(await valuesAt(saver, config), stored, "channel values");
    },
  ),
  rule("values/sets-and-maps", "sets, maps, errors and expressions come back as what they are", async (saver, t) => {
    const stored = {
      set: new Set([1, "a"]),
      map: new Map([["k", { v: 1 }]]),
      error: new Error("no"),
      expression: /a+/gi,
    };
    const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: stored });
    t.equal(await valuesAt(saver, config), stored, "channel values");
  }),
];

export const changing = [
  rule(
    "values/removed-channel-is-gone",
    "a channel that a step emptied is not brought back from an earlier checkpoint",
    async (saver, t) => {
      const [, next] = await putChain(saver, at(t.random.id("thread")), [{ draft: "x", kept: 1 }, { kept: 1 }]);
      t.equal(await valuesAt(saver, next!.config), { kept: 1 }, "channel values");
    },
  ),
  rule(
    "values/channel-that-comes-later",
    "a channel may appear at a later step, and is not in the earlier ones",
    async (saver, t) => {
      const steps = [{ a: 1 }, { a: 1, b: 2 }, { a: 1, b: 2, c: 3 }];
      const links = await putChain(saver, at(t.random.id("thread")), steps);
      for (const { config, values } of links) t.equal(await valuesAt(saver, config), values, "channel values");
    },
  ),
  rule(
    "values/unchanged-over-many-steps",
    "a channel that was not changed for many steps still has its value at each of them",
    async (saver, t) => {
      const topic = t.random.word();
      const steps = Array.from({ length: 8 }, (_, step) => ({ topic, step }));
      const links = await putChain(saver, at(t.random.id("thread")), steps);
      for (const { config, values } of links)
        t.equal(await valuesAt(saver, config), values, `channel values at step ${String(values.step)}`);
    },
  ),
  rule(
    "values/lists-that-change",
    "a list that grows, is cut at either end, edited in the middle, replaced or emptied is right at each step",
    async (saver, t) => {
      const word = () => ({ text: t.random.word() });
      const [a, b, c, d, e] = [word(), word(), word(), word(), word()];
      const lists = [[a], [a, b], [a, b, c], [b, c], [b, d, c], [b, d], [e], [], [a, a, b], [a, b, a, b]];
      const links = await putChain(
        saver,
        at(t.random.id("thread")),
        lists.map((list) => ({ list })),
      );
      for (const [place, { config, values }] of links.entries())
        t.equal(await valuesAt(saver, config), values, `channel values at step ${place + 1}`);
    },
  ),
  rule(
    "values/list-over-many-steps",
    "a list that grows over many steps, and loses its oldest items on the way, is right at each of them",
    async (saver, t) => {
      const steps: { list: string[] }[] = [{ list: [] }];
      for (let step = 1; step <= 40; step += 1)
        steps.push({ list: [...steps.at(-1)!.list.slice(step % 10 === 0 ? 5 : 0), `item ${step}`] });
      const links = await putChain(saver, at(t.random.id("thread")), steps);
      for (const [step, { config, values }] of links.entries())
        t.equal(await valuesAt(saver, config), values, `channel values at step ${step}`);
    },
  ),
  rule(
    "values/are-copies",
    "what is changed after put, or in what getTuple gave, does not reach the storage",
    async (saver, t) => {
      const list = ["kept"];
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: { list } });
      list.push("added after put");
      const read = (await valuesAt(saver, config)) as { list: string[] };
      read.list.push("added to what was read");
      t.equal(await valuesAt(saver, config), { list: ["kept"] }, "channel values");
    },
  ),
  rule(
    "values/taken-at-the-call",
    "what is stored is what was passed, though the caller changes it before put is done",
    async (saver, t) => {
      const list = ["kept"];
      const bytes = new Uint8Array([1]);
      const stored = put(saver, { config: at(t.random.id("thread")), n: 1, values: { list, bytes } });
      list.push("added during put");
      bytes[0] = 9;
      t.equal(await valuesAt(saver, await stored), { list: ["kept"], bytes: new Uint8Array([1]) }, "channel values");
    },
  ),
  rule(
    "values/changed-in-place",
    "a list that was changed in place between two puts is stored as it was at each",
    async (saver, t) => {
      const message = { text: "draft" };
      const list = [message, { text: "second" }];
      const first = await put(saver, { config: at(t.random.id("thread")), n: 1, values: { list } });
      message.text = "final";
      const second = await put(saver, { config: first, n: 2, values: { list }, versions: { list: 2 } });
      t.equal(await valuesAt(saver, first), { list: [{ text: "draft" }, { text: "second" }] }, "the first checkpoint");
      t.equal(
        await valuesAt(saver, second),
        { list: [{ text: "final" }, { text: "second" }] },
        "the second checkpoint",
      );
    },
  ),
];
