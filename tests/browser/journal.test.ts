// The journal in real browsers, in files and in IndexedDB: workers killed at every event, a second tab, damage.
import { afterAll, beforeAll, expect, test } from "vitest";
import { idOf } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { type BrowserName, browserNames, launch, type Browser, type Tab } from "../browsers.ts";
import { type Listening, serveFiles } from "./harness-server.ts";
import type { Ended, journals as Journals } from "./journal-page.ts";
import type { Command, Kept, Where } from "./journal.worker.ts";
import { shareFor } from "./share.ts";
import { bundleForBrowser, readSqlWasm } from "./worker-page.ts";

const PAGE =
  '<!doctype html><meta charset=utf-8><title>journal</title><link rel=icon href=data:,><script type=module src="/journal-page.js"></script>';
const browsers = new Map<BrowserName, Browser>();
let server: Listening;
let address = "";

beforeAll(async () => {
  const scripts = ["journal-page", "journal.worker"].map(async (name) => {
    return [`/${name}.js`, await bundleForBrowser(`${name}.ts`)] as const;
  });
  server = await serveFiles(
    new Map<string, string | Uint8Array>([
      ["/", PAGE],
      ["/sql-wasm.wasm", await readSqlWasm()],
      ...(await Promise.all(scripts)),
    ]),
  );
  // Not the number: only named hosts and loopback are secure contexts, and those alone have files and locks.
  address = `${server.url.replace("127.0.0.1", "localhost")}/`;
  for (const name of browserNames) browsers.set(name, await launch(name));
});

afterAll(async () => {
  for (const browser of browsers.values()) await browser.close();
  await server[Symbol.asyncDispose]();
});

type Answer = Awaited<ReturnType<typeof Journals.ask>>;
interface Page extends AsyncDisposable {
  readonly tab: Tab;
  ask(name: string, command: Command): Promise<Answer>;
}

async function openPage(name: BrowserName, at = address): Promise<Page> {
  const tab = await browsers.get(name)!.newTab();
  await tab.goto(at);
  await tab.waitFor(() => "journals" in window);
  return {
    tab,
    ask: (worker, command) =>
      tab.evaluate(
        ({ worker, command }) => (window as unknown as { journals: typeof Journals }).journals.ask(worker, command),
        { worker, command },
      ),
    [Symbol.asyncDispose]: () => tab.close(),
  };
}

const everywhere = browserNames.flatMap((name) =>
  (["opfs", "indexeddb"] as const).map((storage) => [name, storage] as const),
);

/** Each kill starts a worker anew, so each storage has one browser, but for `FORKPOINT_ALL=1`. */
const killed = shareFor("chromium", everywhere, { chromium: 3 });

test.each(killed)("in %s, %s: a worker killed at any event loses nothing that was flushed", async (name, storage) => {
  await using page = await openPage(name);
  const endings: Ended[] = await page.tab.evaluate(
    (where) => (window as unknown as { journals: typeof Journals }).journals.killEverywhere(where),
    storage,
  );
  // Ten events of the saver, and the calls to the storage: one at least for each append.
  expect(endings.length).toBeGreaterThan(17);
  expect(endings.filter(({ wasKilled }) => !wasKilled)).toHaveLength(1);
  for (const [place, { kept, found, goesOn }] of endings.entries()) {
    const puts = kept.filter((line) => line.startsWith("put")).map((line) => idOf(Number(line.slice(4))));
    const writes = kept.filter((line) => line.startsWith("write")).map((line) => line.replace("write", "task"));
    expect({ place, puts, writes, goesOn }).toEqual({
      place,
      puts: found.checkpoints.slice(0, puts.length),
      writes: found.writes.slice(0, writes.length),
      goesOn: true,
    });
    // At most the call that was under way besides.
    expect(found.checkpoints.length + found.writes.length).toBeLessThanOrEqual(kept.length + 1);
  }
  const counts = new Set(endings.map(({ kept }) => kept.length));
  expect([...counts]).toEqual([0, 1, 2, 3, 4]);
});

test.each(everywhere)(
  "in %s, %s: a second tab is told that the journal is in use, or takes it over",
  async (name, storage) => {
    await using first = await openPage(name);
    await using second = await openPage(name);
    const where: Where = { name: "shared", storage };
    expect(await first.ask("one", { do: "open", where, options: {} })).toEqual({ result: 0 });
    await first.ask("one", { do: "put", n: 1 });

    expect(await second.ask("two", { do: "open", where, options: { waitMs: 50 } })).toEqual({
      code: "DATABASE_IN_USE",
      message: expect.stringContaining("another tab"),
    });
    // Another database of the same site is no one else's business.
    expect(await second.ask("other", { do: "open", where: { ...where, name: "other" }, options: {} })).toEqual({
      result: 0,
    });

    // The first one writes all the while.
    const writing = first.ask("one", { do: "putUntilRefused", from: 2 });
    await first.tab.waitFor(() =>
      (window as unknown as { journals: typeof Journals }).journals.kept("one").then((kept) => kept.length > 3),
    );
    const took = await second.ask("two", { do: "open", where, options: { takeOver: true, waitMs: 10_000 } });
    expect(took).toEqual({ result: expect.any(Number) });
    expect(await writing).toEqual({ code: "DATABASE_TAKEN_OVER", message: expect.stringContaining("taken over") });
    const kept: readonly string[] = await first.tab.evaluate(() =>
      (window as unknown as { journals: typeof Journals }).journals.kept("one"),
    );
    const isToldAtOnce = await first.tab.evaluate(() =>
      (window as unknown as { journals: typeof Journals }).journals.wasTakenOver("one"),
    );
    expect(isToldAtOnce).toBe(true);

    const { result } = await second.ask("two", { do: "read" });
    const found = (result as Kept).checkpoints;
    expect(found.slice(0, kept.length + 1)).toEqual([idOf(1), ...kept]);
    expect(found.length).toBeLessThanOrEqual(kept.length + 2);

    // What the first one still tries never reaches the journal, and its closing does not disturb the second.
    expect(await first.ask("one", { do: "put", n: 900 })).toMatchObject({ code: "DATABASE_TAKEN_OVER" });
    await first.ask("one", { do: "close" });
    expect(await second.ask("two", { do: "put", n: 901 })).toEqual({ result: idOf(901) });
    await second.ask("two", { do: "close" });
    await first.ask("three", { do: "open", where, options: { waitMs: 10_000 } });
    const last = ((await first.ask("three", { do: "read" })).result as Kept).checkpoints;
    expect(last).toEqual([...found, idOf(901)]);
    await first.ask("three", { do: "close" });
    await second.ask("other", { do: "close" });
  },
);

test.each(browserNames)("in %s without Web Locks the last to open a journal in IndexedDB has it", async (name) => {
  await using page = await openPage(name);
  const where: Where = { name: "no locks", storage: "indexeddb" };
  for (const worker of ["one", "two"]) {
    await page.ask(worker, { do: "forgetLocks" });
    expect(await page.ask(worker, { do: "open", where, options: {} })).toEqual({ result: expect.any(Number) });
    await page.ask(worker, { do: "put", n: worker === "one" ? 1 : 2 });
  }
  expect(await page.ask("one", { do: "put", n: 3 })).toMatchObject({ code: "DATABASE_TAKEN_OVER" });
  expect(await page.ask("two", { do: "put", n: 4 })).toEqual({ result: idOf(4) });
  await page.ask("two", { do: "close" });
  await page.ask("three", { do: "open", where, options: {} });
  expect(((await page.ask("three", { do: "read" })).result as Kept).checkpoints).toEqual([1, 2, 4].map(idOf));
  await page.ask("three", { do: "close" });
});

test.each(everywhere)("in %s, %s: a damaged journal is refused and the rest is offered", async (name, storage) => {
  await using page = await openPage(name);
  const where: Where = { name: "damaged", storage };
  await page.ask("one", { do: "open", where, options: {} });
  for (let n = 1; n <= 12; n += 1) await page.ask("one", { do: "put", n });
  await page.ask("one", { do: "close" });
  await page.ask("one", { do: "damage", where });
  for (const _ of [1, 2])
    expect(await page.ask("one", { do: "open", where, options: { waitMs: 10_000 } })).toEqual({
      code: "JOURNAL_DAMAGED",
      message: expect.stringMatching(/append \d+ of its log, at byte \d+/),
    });
  const { result } = await page.ask("one", { do: "rescue", where });
  const rescued = (result as Kept).checkpoints;
  expect(rescued.length).toBeGreaterThan(3);
  expect(rescued.length).toBeLessThan(12);
  expect(rescued).toEqual(Array.from(rescued, (_, place) => idOf(place + 1)));
  await page.ask("one", { do: "close" });
});

/** No id of before is met again, however late the refusal comes. */
const LATER = 1_000_000;

test.each(["opfs", "indexeddb"] as const)(
  "in chromium, %s: a full quota refuses, and what is kept stays whole",
  async (storage) => {
    // A site of its own: of one that has stored before, Chromium remembers for half a minute how much room there was.
    await using page = await openPage("chromium", address.replace("localhost", `${storage}.localhost`));
    const open = (name: string): Command => ({ do: "open", where: { name, storage }, options: { waitMs: 10_000 } });
    const limit = async (more: number) => {
      const { usage } = await page.tab.evaluate(() => navigator.storage.estimate());
      await page.tab.limitStorage(usage! + more);
    };
    const read = async () => ((await page.ask("one", { do: "read" })).result as Kept).checkpoints;
    const kept = (): Promise<readonly string[]> =>
      page.tab.evaluate(() => (window as unknown as { journals: typeof Journals }).journals.kept("one"));
    const killOne = () =>
      page.tab.evaluate(() => (window as unknown as { journals: typeof Journals }).journals.kill("one"));
    try {
      // Chromium asks for the quota when a database is opened, and then only now and again.
      await limit(1_000_000);
      expect(await page.ask("one", open("full"))).toEqual({ result: expect.any(Number) });
      const refused = await page.ask("one", { do: "putUntilRefused", from: 1, characters: 100_000 });
      expect(refused).toEqual({ code: "STORAGE_FULL", message: expect.stringContaining("make room") });
      const before = await kept();
      expect(before.length).toBeGreaterThan(1);
      // Memory has the one that was refused, too.
      expect(await read()).toEqual([...before, idOf(before.length + 1)]);
      expect(await page.ask("one", { do: "flush" })).toMatchObject({ code: "STORAGE_FULL" });

      // Killed while there was no room: the last good state. Opening writes a little, for which there must be some.
      await killOne();
      await limit(300_000);
      expect(await page.ask("one", open("full"))).toEqual({ result: expect.any(Number) });
      expect(await read()).toEqual(before);
      const again = await page.ask("one", { do: "putUntilRefused", from: LATER, characters: 100_000 });
      expect(again).toMatchObject({ code: "STORAGE_FULL" });
      const all = await read();
      expect(all).toEqual([...before, ...(await kept()), idOf(LATER + (await kept()).length)]);

      // Room again and a flush: also what was refused.
      await limit(50_000_000);
      expect(await page.ask("one", { do: "flush" })).toEqual({ result: undefined });
      await killOne();
      expect(await page.ask("one", open("full"))).toEqual({ result: expect.any(Number) });
      expect(await read()).toEqual(all);
      await killOne();
    } finally {
      await limit(10_000_000_000);
    }
  },
);

test.each(browserNames)("in %s a page without a worker keeps its journal in IndexedDB", async (name) => {
  await using page = await openPage(name);
  const { replayed, databases } = await page.tab.evaluate(() =>
    (window as unknown as { journals: typeof Journals }).journals.inThePage("in the page"),
  );
  expect(replayed).toBeGreaterThan(1);
  expect(databases).toContain("forkpoint-journal:in the page");
});
