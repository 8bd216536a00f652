// Whom a visitor trusts: kept in this browser, read strictly, and never brought by somebody else's file.
import { expect, test } from "vitest";
import { publicPart } from "../../src/results/keys.ts";
import { readProgressFile, writeProgressFile } from "../../src/site/session/progress-file.ts";
import { openStore } from "../../src/site/session/store.ts";
import { KeyRing } from "../../src/site/session/trusted-keys.ts";
import { stranger, team } from "../results/sample.ts";
import { memoryStorage } from "./memory-storage.ts";

const KEY = publicPart(team);
const freshStore = () => openStore(() => memoryStorage());

test("an added key is kept, a removed one is gone and can be put back", async () => {
  const store = freshStore();
  const ring = new KeyRing(store, []);
  expect(await ring.add(JSON.stringify(KEY))).toEqual(KEY);
  expect(await new KeyRing(store, []).list()).toEqual([{ key: KEY, fixed: false }]);
  ring.remove(KEY);
  expect(await ring.list()).toEqual([]);
  ring.put(KEY);
  expect([...(await ring.trusted()).keys()]).toEqual([KEY.kid]);
});

test("a private key is refused and not kept", async () => {
  const store = freshStore();
  const ring = new KeyRing(store, []);
  expect(await ring.add(JSON.stringify(team))).toMatchObject({ refusal: { code: "KEY_PRIVATE" } });
  expect(store.keys("forkpoint.")).toEqual([]);
});

test("the site's own keys are there without being kept, once", async () => {
  const ring = new KeyRing(freshStore(), [KEY]);
  await ring.add(JSON.stringify(KEY));
  expect(await ring.list()).toEqual([{ key: KEY, fixed: true }]);
});

test("what was written under another key's name is not trusted", async () => {
  const store = freshStore();
  store.set("forkpoint.trusted-key.x", JSON.stringify({ ...publicPart(stranger), kid: KEY.kid }));
  store.set("forkpoint.trusted-key.y", "{");
  expect(await new KeyRing(store, []).list()).toEqual([]);
});

test("a progress file neither takes keys along nor brings any", async () => {
  const store = freshStore();
  await new KeyRing(store, []).add(JSON.stringify(KEY));
  expect(writeProgressFile(store)).not.toContain(KEY.kid);
  const other = freshStore();
  const entries = { [`forkpoint.trusted-key.${KEY.kid}`]: JSON.stringify(KEY) };
  expect(readProgressFile(other, JSON.stringify({ format: 1, entries }))).toEqual({ taken: 0, kept: 0 });
  expect(await new KeyRing(other, []).list()).toEqual([]);
});
