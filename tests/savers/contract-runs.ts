// Runs the saver contract and says which rules were not passed.
import { explainVerdict, inProcessHost } from "@forkpoint/conformance";
import { runDeclared } from "../../src/conformance/contracts/capabilities.ts";
import { type SaverCapability, type SaverSubject, saverContract } from "../../src/conformance/contracts/saver.ts";

export interface Findings {
  /** Ids of the rules that were run and not passed, in the order of the contract; each with its verdict in words. */
  readonly broken: ReadonlyMap<string, string>;
  /** Ids of the rules that need what is not declared. */
  readonly notRun: readonly string[];
}

export async function findBroken(
  subject: SaverSubject | (() => SaverSubject),
  capabilities: readonly SaverCapability[],
  tests = saverContract,
  testMs = 20_000,
): Promise<Findings> {
  const host = inProcessHost<SaverSubject>({ fresh: () => (typeof subject === "function" ? subject() : subject) });
  const signal = new AbortController().signal;
  const results = await runDeclared(tests, host, { seed: "contract", testMs, signal, capabilities, kind: "saver" });
  const isRun = ({ verdict }: (typeof results)[number]) => verdict.status !== "not-run";
  return {
    broken: new Map(
      results
        .filter((result) => isRun(result) && result.verdict.status !== "passed")
        .map(({ id, verdict }) => [id, explainVerdict(verdict)]),
    ),
    notRun: results.filter((result) => !isRun(result)).map(({ id }) => id),
  };
}
