// The views show with SQLite alone what the saver gives, and the functions for readers without LangGraph do too.
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import type { SqlJsSaver } from "@forkpoint/savers";
import { type BlobRow, type Ref, joinHead, jsonText } from "@forkpoint/savers/schema";
import { expect, test } from "vitest";
import { type Config, at, idOf, listed, put } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { openSaver } from "./saver-at-hand.ts";

/** Lists that grow, slide and change, short and long values, bytes, messages, odd characters. */
async function putMuch(saver: SqlJsSaver): Promise<void> {
  let config: Config = at("t");
  let [log, window]: [unknown[], unknown[]] = [[], []];
  for (let n = 1; n <= 30; n += 1) {
    const message =
      n % 2 === 0 ? new AIMessage({ content: `answer ${n}`, id: `m${n}` }) : new HumanMessage(`question ${n}`);
    log =
      n % 12 === 0
        ? [...log.slice(0, 7), "a \u001e ,\n b \u0000 \ud800 é ☃ \u2028".repeat(3)]
        : [...log, message, null, true, n, "text"];
    window = [...window, { n, list: [n, [n]], text: "w".repeat(40) }].slice(-12);
    const values = {
      log,
      window,
      turns: n,
      none: [],
      short: "é",
      profile: { a: { b: "p".repeat(50) } },
      file: Uint8Array.of(n, 0),
    };
    const versions = Object.fromEntries(Object.keys(values).map((channel) => [channel, n]));
    config = (await put(saver, { config, n, values, versions })) as Config;
    await saver.putWrites(
      config,
      [
        ["log", message],
        ["turns", n],
      ],
      "task",
    );
  }
}

test("the views show the values, versions, writes and metadata that the saver gives", async () => {
  const saver = await openSaver();
  await putMuch(saver);
  for (const { checkpoint, metadata, pendingWrites, parentConfig } of await listed(saver, at("t"))) {
    const { id, ts, channel_values, channel_versions } = checkpoint;
    const shown = saver.database.rows("SELECT channel, version, type, value FROM v_values WHERE id = ?", [id]);
    const asJson = saver.serde.dumpsTyped.bind(saver.serde);
    const expected = await Promise.all(
      Object.entries(channel_values).map(async ([channel, value]) => {
        const [type, bytes] = await asJson(value);
        const text = type === "json" ? new TextDecoder().decode(bytes) : null;
        return [channel, channel_versions[channel], type, text];
      }),
    );
    expect(shown.toSorted()).toEqual(expected.toSorted());
    expect(
      saver.database.row(
        "SELECT thread, namespace, parent, created_at, pending_writes, metadata FROM v_checkpoints WHERE id = ?",
        [id],
      ),
    ).toEqual(["t", "", parentConfig?.configurable?.checkpoint_id ?? null, ts, 2, JSON.stringify(metadata)]);
    const writes = saver.database.rows("SELECT task, channel, type, value FROM v_writes WHERE id = ? ORDER BY idx", [
      id,
    ]);
    const texts = await Promise.all(
      pendingWrites!.map(async ([, , value]) => new TextDecoder().decode((await asJson(value))[1])),
    );
    expect(writes).toEqual(pendingWrites!.map(([task, channel], place) => [task, channel, "json", texts[place]]));
  }
});

test("a reader without LangGraph gets every head and every JSON value from the rows alone", async () => {
  const saver = await openSaver();
  await putMuch(saver);
  const rows = new Map(
    saver.database
      .rows("SELECT bid, type, n, base, skip, keep, data FROM blobs")
      .map(([bid, type, n, base, skip, keep, data]) => [
        bid,
        { type, n, base, skip, keep, data } as unknown as BlobRow,
      ]),
  );
  const checkpoints = saver.database.rows(
    "SELECT c.id, h.names, c.head, c.refs FROM checkpoints c LEFT JOIN shapes h ON h.shape = c.shape",
  ) as [string, string | null, string, string][];
  expect(checkpoints).toHaveLength(30);
  for (const [id, names, head, refs] of checkpoints) {
    const { checkpoint } = (await saver.getTuple(at("t", "", id)))!;
    const { channel_values, id: _, ...rest } = checkpoint;
    expect(joinHead({ names, head })).toEqual(rest);
    for (const [channel, ref] of Object.entries(JSON.parse(refs) as Record<string, Ref>)) {
      const text = jsonText(ref, (blobId) => rows.get(blobId));
      if (channel === "file") expect([text, rows.get(ref as number)?.type]).toEqual([undefined, "bytes"]);
      else expect(await saver.serde.loadsTyped("json", text!)).toEqual(channel_values[channel]);
    }
  }
});

test("a page of a list ends in the middle of equal ids, and each is shown once", async () => {
  const saver = await openSaver();
  // Three hundred scopes that share two ids: more than a page of each.
  for (let thread = 0; thread < 300; thread += 1)
    for (const n of [1, 2]) await put(saver, { config: at(`t${thread}`, thread % 2 === 0 ? "" : "child"), n });
  const tuples = await listed(saver, {});
  expect(tuples).toHaveLength(600);
  expect(tuples.map(({ checkpoint }) => checkpoint.id)).toEqual([
    ...Array.from({ length: 300 }, () => idOf(2)),
    ...Array.from({ length: 300 }, () => idOf(1)),
  ]);
  const places = tuples.map(({ config }) => JSON.stringify(config.configurable));
  expect(new Set(places).size).toBe(600);
  expect(await listed(saver, {}, { limit: 301 })).toEqual(tuples.slice(0, 301));
  expect(await listed(saver, {}, { filter: { step: 1 }, limit: 5 })).toEqual(tuples.slice(300, 305));
  expect(await listed(saver, {}, { filter: { parents: {} }, limit: 290 })).toEqual(tuples.slice(0, 290));
});
