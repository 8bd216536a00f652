import { expect, test } from "vitest";
import { markEnded, markRunning, takeCrashed } from "../../src/site/session/running-marker.ts";
import { openStore } from "../../src/site/session/store.ts";
import { memoryStorage } from "./memory-storage.ts";

const marker = { exercise: "ex", doing: "run", at: "2026-11-21T10:00:00Z", tab: "one" } as const;

test("a page that died while code ran is found once, by the next page of that exercise", () => {
  const store = openStore(() => memoryStorage());
  markRunning(store, marker);
  expect(takeCrashed(store, "other", () => false)).toBeNull();
  expect(takeCrashed(store, "ex", () => false)).toEqual(marker);
  expect(takeCrashed(store, "ex", () => false)).toBeNull();
});

test("a page that is still there has not crashed", () => {
  const store = openStore(() => memoryStorage());
  markRunning(store, marker);
  expect(takeCrashed(store, "ex", (tab) => tab === "one")).toBeNull();
});

test("a run that ended leaves nothing to find", () => {
  const store = openStore(() => memoryStorage());
  markRunning(store, marker);
  markEnded(store, "one");
  expect(takeCrashed(store, "ex", () => false)).toBeNull();
});

test("a marker that cannot be read is cleared away", () => {
  const storage = memoryStorage([["forkpoint.running.one", "{"]]);
  expect(
    takeCrashed(
      openStore(() => storage),
      "ex",
      () => false,
    ),
  ).toBeNull();
  expect(storage.entries.size).toBe(0);
});
