import { expect, test } from "vitest";
import { openStore, type StoreTrouble } from "../../src/site/session/store.ts";
import { memoryStorage } from "./memory-storage.ts";

test("what is set in storage is found by the next page", () => {
  const storage = memoryStorage();
  openStore(() => storage).set("a", "1");
  expect(openStore(() => storage).get("a")).toBe("1");
});

test("a browser that throws on the mention of storage leaves a store that works in memory and says so", () => {
  const store = openStore(() => {
    throw new DOMException("denied", "SecurityError");
  });
  expect(store.trouble).toBe("denied");
  store.set("a", "1");
  expect(store.get("a")).toBe("1");
  expect(store.keys("a")).toEqual(["a"]);
});

test("when storage is full the newest text is held in memory, and the trouble ends when there is room again", () => {
  const storage = memoryStorage();
  const store = openStore(() => storage);
  const told: (StoreTrouble | null)[] = [];
  store.onTrouble((trouble) => told.push(trouble));
  store.set("draft", "old");
  storage.quota = 4;
  store.set("draft", "a longer text");
  expect(store.get("draft")).toBe("a longer text");
  expect(storage.entries.get("draft")).toBe("old");
  storage.quota = Infinity;
  store.set("draft", "a text that fits");
  expect(storage.entries.get("draft")).toBe("a text that fits");
  expect(told).toEqual(["full", null]);
});

test("a storage that is full from the start is still read", () => {
  const storage = memoryStorage([["draft", "kept"]]);
  storage.quota = 4;
  const store = openStore(() => storage);
  expect(store.trouble).toBe("full");
  expect(store.get("draft")).toBe("kept");
});
