// Runs the store contract in a worker, and says what came out, how vectors were multiplied, and what a text was hashed to.
import { runDeclared } from "@forkpoint/conformance";
import { HashEmbeddings } from "@forkpoint/savers";
import initSqlJs from "sql.js";
import { storeContract } from "../../src/conformance/contracts/store.ts";
import { simdKernel } from "../../src/savers/store/simd-kernel.ts";
import { DECLARED, hostOver, inMemory } from "../savers/store/store-subject.ts";

export interface StoreResult {
  readonly passed: number;
  readonly others: readonly string[];
  readonly hasSimd: boolean;
  readonly hashed: readonly number[];
}

const HASHED_TEXT = "Ça va? Ich heiße 日本 42";

async function run(): Promise<StoreResult> {
  const sqlJs = await initSqlJs({ locateFile: () => "/sql-wasm.wasm" });
  const results = await runDeclared(storeContract, hostOver(inMemory(sqlJs)), {
    seed: "browser",
    testMs: 10_000,
    signal: new AbortController().signal,
    capabilities: DECLARED,
    kind: "store",
  });
  const others = results.filter(({ verdict }) => verdict.status !== "passed");
  return {
    passed: results.length - others.length,
    others: others.map(({ id, verdict }) => `${id}: ${JSON.stringify(verdict)}`),
    hasSimd: simdKernel() !== undefined,
    hashed: await new HashEmbeddings({ dims: 8 }).embedQuery(HASHED_TEXT),
  };
}

run().then(
  (result) => postMessage(result),
  (error: unknown) => postMessage({ broken: String((error as Error)?.stack ?? error) }),
);
