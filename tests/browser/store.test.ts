// The store contract on SqlJsStore in a worker of each browser: every rule, with SIMD, and the same hashes as in Node.
import { HashEmbeddings } from "@forkpoint/savers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storeContract } from "../../src/conformance/contracts/store.ts";
import { browserNames } from "../browsers.ts";
import type { StoreResult } from "./store.worker.ts";
import { openWorkerPage, type WorkerPage } from "./worker-page.ts";

let page: WorkerPage<StoreResult>;

beforeAll(async () => {
  page = await openWorkerPage("store.worker.ts");
});
afterAll(() => page[Symbol.asyncDispose]());

test.each(browserNames)("SqlJsStore keeps every rule in a worker of %s", async (name) => {
  expect(await page.runIn(name)).toEqual({
    passed: storeContract.length,
    others: [],
    hasSimd: true,
    hashed: await new HashEmbeddings({ dims: 8 }).embedQuery("Ça va? Ich heiße 日本 42"),
  });
});
