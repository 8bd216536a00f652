// put: under which name a checkpoint is kept, whose child it is, and what of it is kept.
import { at, idOf, listed, listedIds, put, rule, valuesAt } from "./saver-calls.ts";

export const putting = [
  rule("put/is-stored-when-it-resolves", "once put has resolved, the checkpoint is found", async (saver, t) => {
    const thread = t.random.id("thread");
    await put(saver, { config: at(thread), n: 1, values: { total: 1 } });
    t.equal(await valuesAt(saver, at(thread)), { total: 1 }, "channel values right after put");
  }),
  rule(
    "put/answers-with-the-place",
    "put resolves with a config that names the checkpoint it stored",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const namespace of ["", "child"]) {
        const { configurable } = await put(saver, { config: at(thread, namespace), n: 1 });
        const { thread_id, checkpoint_ns, checkpoint_id } = configurable;
        t.equal([thread_id, checkpoint_ns, checkpoint_id], [thread, namespace, idOf(1)], "thread, namespace and id");
      }
    },
  ),
  rule(
    "put/same-id-replaces",
    "putting a checkpoint again under its id replaces its values and metadata, and keeps its parent",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const root = await put(saver, { config: at(thread), n: 1, values: { total: 0 } });
      await put(saver, { config: root, n: 2, values: { total: 1 }, versions: { total: 2 }, metadata: { mark: "a" } });
      await put(saver, { config: root, n: 2, values: { total: 9 }, versions: { total: 3 }, metadata: { mark: "b" } });
      const latest = await saver.getTuple(at(thread));
      t.equal(await listedIds(saver, at(thread)), [2, 1].map(idOf), "ids");
      t.equal(latest?.checkpoint.channel_values, { total: 9 }, "channel values");
      t.equal((latest?.metadata as { mark?: string } | undefined)?.mark, "b", "metadata");
      t.equal(latest?.parentConfig, at(thread, "", idOf(1)), "config of the parent");
    },
  ),
  rule(
    "put/same-id-same-version",
    "putting a checkpoint again replaces its values although no channel has a new version",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const total of [1, 9]) await put(saver, { config: at(thread), n: 1, values: { total } });
      t.equal(await valuesAt(saver, at(thread)), { total: 9 }, "channel values");
    },
  ),
  rule("put/keeps-history", "earlier checkpoints stay as they were when later ones come", async (saver, t) => {
    const thread = t.random.id("thread");
    for (const n of [1, 2, 3]) await put(saver, { config: at(thread), n, values: { n }, versions: { n } });
    for (const n of [1, 2, 3])
      t.equal(await valuesAt(saver, at(thread, "", idOf(n))), { n }, `values of checkpoint ${n}`);
  }),
  rule(
    "put/parent-is-what-config-names",
    "the parent of a checkpoint is the one that put's config names",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const n of [1, 2]) await put(saver, { config: at(thread), n });
      const child = await put(saver, { config: at(thread, "", idOf(1)), n: 3 });
      t.equal((await saver.getTuple(child))?.parentConfig, at(thread, "", idOf(1)), "config of the parent");
    },
  ),
  rule(
    "put/root-has-no-parent",
    "a checkpoint put without a checkpoint id has no parent, though others exist",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const n of [1, 2]) await put(saver, { config: at(thread), n, values: { n } });
      const tuple = await saver.getTuple(at(thread));
      t.equal(tuple?.checkpoint.id, idOf(2), "the latest");
      t.equal(tuple?.parentConfig, undefined, "config of the parent");
    },
  ),
  rule(
    "put/unknown-parent",
    "a checkpoint whose parent is not there is stored, with its values and the parent's id",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const config = await put(saver, { config: at(thread, "", idOf(1)), n: 2, values: { total: 1 } });
      const tuple = await saver.getTuple(config);
      t.equal(tuple?.checkpoint.channel_values, { total: 1 }, "channel values");
      t.equal(tuple?.parentConfig, at(thread, "", idOf(1)), "config of the parent");
    },
  ),
  rule(
    "put/keeps-the-whole-head",
    "id, time, format, channel versions and the versions that nodes have seen come back exactly",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const versions = { a: 3, b: 1, "branch:to:x": 2 };
      const seen = { __input__: {}, x: { a: 2, "branch:to:x": 1 }, y: { b: 1 } };
      await put(saver, { config: at(thread), n: 1, values: { a: 1 }, versions, seen });
      const { channel_values: _, ...head } = (await saver.getTuple(at(thread)))?.checkpoint ?? {};
      const ts = new Date(Date.UTC(2026, 0, 1) + 1).toISOString();
      t.equal(
        head,
        { v: 4, id: idOf(1), ts, channel_versions: versions, versions_seen: seen },
        "the rest of the checkpoint",
      );
    },
  ),
  rule(
    "put/keeps-metadata",
    "metadata comes back exactly: step as a number, run_id, parents and the caller's own deep keys",
    async (saver, t) => {
      const metadata = {
        source: "fork",
        step: -1,
        parents: { "": idOf(1) },
        run_id: "r",
        mine: { deep: [1, null, { x: "" }] },
      };
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, metadata });
      t.equal((await saver.getTuple(config))?.metadata, metadata, "metadata");
      t.equal(
        (await listed(saver, {})).map((tuple) => tuple.metadata),
        [metadata],
        "metadata, listed",
      );
    },
  ),
  rule(
    "put/any-text-in-metadata",
    "text in metadata comes back character for character, NUL and half characters included",
    async (saver, t) => {
      const mine = ["a\0b", "\ud800", "🙂", "\u2028", "'; --"];
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, metadata: { mine } });
      t.equal((await saver.getTuple(config))?.metadata, { source: "loop", step: 1, parents: {}, mine }, "metadata");
    },
  ),
  rule(
    "put/any-key-in-metadata",
    "a key of the metadata may have any name, those of Object's own properties included",
    async (saver, t) => {
      const names = ["__proto__", "constructor", "toString", "a.b", "", "$.x"];
      const named = Object.fromEntries(names.map((name) => [name, `value of ${name}`]));
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, metadata: named });
      const read = new Map<string, unknown>(Object.entries((await saver.getTuple(config))?.metadata ?? {}));
      t.equal(
        names.map((name) => read.get(name)),
        names.map((name) => named[name]),
        "the values of these keys",
      );
    },
  ),
  rule(
    "put/head-is-a-copy",
    "versions and metadata that are changed after put was called, or in what getTuple gave, do not reach the storage",
    async (saver, t) => {
      const versions = { a: 1 };
      const seen = { node: { a: 1 } };
      const metadata = { mine: { list: ["kept"] } };
      const stored = put(saver, {
        config: at(t.random.id("thread")),
        n: 1,
        values: { a: 1 },
        versions,
        seen,
        metadata,
      });
      versions.a = seen.node.a = 9;
      metadata.mine.list.push("added during put");
      const config = await stored;
      const read = (await saver.getTuple(config)) as any;
      read.checkpoint.channel_versions.a = read.checkpoint.versions_seen.node.a = 9;
      read.metadata.mine.list.push("added to what was read");
      const tuple = await saver.getTuple(config);
      t.equal(tuple?.checkpoint.channel_versions, { a: 1 }, "channel versions");
      t.equal(tuple?.checkpoint.versions_seen, { node: { a: 1 } }, "versions seen");
      t.equal((tuple?.metadata as any)?.mine, { list: ["kept"] }, "metadata");
    },
  ),
  rule(
    "put/extra-config-is-not-stored",
    "what else a config carries is not stored and does not come back",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const extra = { configurable: { ...at(thread).configurable, user: "ann", run_id: "r", secret: { key: 1 } } };
      await put(saver, { config: extra, n: 1 });
      const tuple = await saver.getTuple(at(thread));
      t.equal(tuple?.config, at(thread, "", idOf(1)), "config");
      t.equal(tuple?.metadata, { source: "loop", step: 1, parents: {} }, "metadata");
    },
  ),
  rule(
    "put/thread-id-must-be-a-string",
    "a missing, empty or non-string thread id is refused, and nothing is written",
    async (saver, t) => {
      for (const thread of [undefined, null, "", 42, {}]) {
        const shown = JSON.stringify(thread) ?? "undefined";
        await t.rejects(put(saver, { config: at(thread), n: 1 }), `put with thread id ${shown}`);
      }
      t.equal(await listedIds(saver, {}), [], "what is stored");
    },
  ),
  rule(
    "put/any-thread-name",
    "a thread may have any name: patterns, quotes, spaces, case and names of Object's own properties are each their own",
    async (saver, t) => {
      const names = [
        "__proto__",
        "constructor",
        "%",
        "_",
        "'; --",
        '"',
        " ",
        "a",
        "A",
        "a ",
        "é",
        "e\u0301",
        "🙂",
        "a:b|c",
        "\\",
      ];
      for (const name of names) await put(saver, { config: at(name), n: 1, values: { name } });
      for (const name of names)
        t.equal(await valuesAt(saver, at(name)), { name }, `values of thread ${JSON.stringify(name)}`);
    },
  ),
  rule(
    "put/nul-in-a-thread-name",
    "the name of a thread may contain a NUL character or half a character, which count like any other",
    async (saver, t) => {
      const names = ["a\0b", "a\0c", "a", "\ud800", "\ud801"];
      for (const name of names) await put(saver, { config: at(name), n: 1, values: { name } });
      for (const name of names)
        t.equal(await valuesAt(saver, at(name)), { name }, `values of thread ${JSON.stringify(name)}`);
    },
  ),
  rule("put/any-namespace-name", "a namespace may have any name, and each is its own", async (saver, t) => {
    const thread = t.random.id("thread");
    const names = ["", "__proto__", "constructor", "%", "_", "'; --", "a", "A", "a|b", "a:1|b:2", "🙂"];
    for (const name of names) await put(saver, { config: at(thread, name), n: 1, values: { name } });
    for (const name of names)
      t.equal(await valuesAt(saver, at(thread, name)), { name }, `values of namespace ${JSON.stringify(name)}`);
  }),
  rule(
    "put/long-thread-id",
    "a thread id of ten thousand characters is a thread id, and its last character counts",
    async (saver, t) => {
      const long = t.random.word(10_000);
      for (const end of ["a", "b"]) await put(saver, { config: at(long + end), n: 1, values: { end } });
      for (const end of ["a", "b"])
        t.equal(await valuesAt(saver, at(long + end)), { end }, `values of the thread that ends in ${end}`);
    },
  ),
];
