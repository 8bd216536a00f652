// What is kept of an interview in a browser's storage, and who of two tabs has it.
import { expect, test } from "vitest";
import { openKeeper } from "../../src/site/interview/keep.ts";
import { openTab } from "../../src/site/interview/one-tab.ts";
import { newState, reduce } from "../../src/site/interview/state.ts";
import { storeKeys } from "../../src/site/interview/store-keys.ts";
import { openStore, type Store, type TextStorage } from "../../src/site/session/store.ts";
import { PAGE } from "./a-page.ts";

const { session } = PAGE;
const KEYS = storeKeys(session);

/** A browser's storage with tabs over it, each of which hears what the others write. */
function browser() {
  const texts = new Map<string, string>();
  const tabs: { heard: (key: string, text: string) => void }[] = [];
  return {
    texts,
    tab() {
      const own = { heard: (_key: string, _text: string) => {} };
      tabs.push(own);
      const storage: TextStorage = {
        getItem: (key) => texts.get(key) ?? null,
        setItem(key, text) {
          texts.set(key, text);
          for (const tab of tabs) if (tab !== own) tab.heard(key, text);
        },
        removeItem: (key) => void texts.delete(key),
        key: (index) => [...texts.keys()][index] ?? null,
        get length() {
          return texts.size;
        },
      };
      return { store: openStore(() => storage), listen: (heard: typeof own.heard) => (own.heard = heard) };
    },
  };
}

function keeperOver(store: Store) {
  const waiting: (() => void)[] = [];
  return { keeper: openKeeper(store, session, (act) => void waiting.push(act)), waiting };
}

const begun = reduce(session, newState(session), { do: "begin", now: 1_000 });

test("a state is written once for many changes, or when the page is left, and read back", () => {
  const { texts, tab } = browser();
  const { keeper, waiting } = keeperOver(tab().store);
  keeper.save(newState(session));
  keeper.save(begun);
  expect(waiting).toHaveLength(1);
  expect(texts.has(KEYS.state)).toBe(false);
  waiting[0]!();
  expect(keeperOver(tab().store).keeper.load()).toEqual({ state: begun, unreadable: null });
  keeper.save(reduce(session, begun, { do: "name", name: "Ada" }));
  keeper.flush();
  expect(keeperOver(tab().store).keeper.load().state?.name).toBe("Ada");
});

test("the time since the last save is not lost: the beat is kept by itself", () => {
  const { keeper } = keeperOver(browser().tab().store);
  keeper.save(begun);
  keeper.flush();
  keeper.beat(31_000);
  expect(keeper.load().state?.clock).toEqual({ elapsedMs: 30_000, beatAt: 31_000, stoppedAt: null });
});

test("what cannot be read is put aside and not overwritten", () => {
  const { texts, tab } = browser();
  texts.set(KEYS.state, "half of a sta");
  const { keeper } = keeperOver(tab().store);
  expect(keeper.load()).toEqual({ state: null, unreadable: "half of a sta" });
  keeper.save(begun);
  keeper.flush();
  expect(texts.get(KEYS.unreadable)).toBe("half of a sta");
});

test("erased is erased, and what waited to be saved does not come back", () => {
  const { texts, tab } = browser();
  const { keeper, waiting } = keeperOver(tab().store);
  texts.set("of somebody else", "stays");
  keeper.save(begun);
  keeper.flush();
  keeper.beat(2_000);
  keeper.save(begun);
  keeper.erase();
  for (const act of waiting) act();
  expect([...texts.keys()]).toEqual(["of somebody else"]);
});

function open(at: ReturnType<ReturnType<typeof browser>["tab"]>, own: string) {
  const told: string[] = [];
  const tab = openTab({
    store: at.store,
    keys: KEYS,
    own,
    flush: () => told.push("flush"),
    lost: () => told.push("lost"),
    listen: at.listen,
    wait: () => Promise.resolve(),
  });
  return { tab, told };
}

test("the second tab finds that the first has it; the first saves before it answers, and gives way when it is taken over", async () => {
  const shared = browser();
  const first = open(shared.tab(), "first");
  expect(await first.tab.isElsewhere()).toBe(false);
  first.tab.take();
  const second = open(shared.tab(), "second");
  first.told.length = 0;
  expect(await second.tab.isElsewhere()).toBe(true);
  expect(first.told).toEqual(["flush"]);
  second.tab.take();
  expect(first.told).toEqual(["flush", "lost"]);
  // And back again: it is not held against the first that it once had it.
  expect(await first.tab.isElsewhere()).toBe(true);
  first.tab.take();
  expect(second.told.at(-1)).toBe("lost");
});

test("a tab that is gone has nothing: nobody answers for it", async () => {
  const shared = browser();
  const gone = shared.tab();
  open(gone, "gone").tab.take();
  gone.listen(() => {});
  expect(await open(shared.tab(), "second").tab.isElsewhere()).toBe(false);
});
