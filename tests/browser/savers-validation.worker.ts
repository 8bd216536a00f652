// In a browser's worker: runs the official suite on our saver and posts the result.
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend } from "@vitest/expect";
import * as chai from "chai";
import initSqlJs from "sql.js";
import { runOfficialSuite } from "../savers/official-suite.ts";

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin as never);
const expect = Object.assign((value: unknown) => chai.expect(value), chai.expect);
// Here a soft failure is a failure.
Object.assign(expect, { soft: expect });

const post = (message: unknown): void =>
  (globalThis as unknown as { postMessage(message: unknown): void }).postMessage(message);

try {
  const sqlJs = await initSqlJs({ locateFile: () => "/sql-wasm.wasm" });
  post(await runOfficialSuite(sqlJs, expect));
} catch (error) {
  post({ broken: String(error) });
}
