// Runs the saver contract on a saver and says which rules it breaks.
import { explainVerdict, inProcessHost } from "@forkpoint/conformance";
import { runDeclared } from "../../src/conformance/contracts/capabilities.ts";
import { type SaverCapability, type SaverSubject, saverContract } from "../../src/conformance/contracts/saver.ts";

export interface SaverUnderTest {
  readonly capabilities: readonly SaverCapability[];
  /** A subject for one rule. */
  fresh(): SaverSubject;
  /** Clears up after a rule. */
  end?(): void | Promise<void>;
}

export interface Findings {
  /** Ids of the rules that were run and not passed, in the order of the contract; each with its verdict in words. */
  readonly broken: ReadonlyMap<string, string>;
  /** Ids of the rules that need what is not declared. */
  readonly notRun: readonly string[];
}

export async function findBroken(saver: SaverUnderTest, tests = saverContract): Promise<Findings> {
  const host = inProcessHost<SaverSubject>({ fresh: () => saver.fresh(), end: () => saver.end?.() });
  const { signal } = new AbortController();
  const { capabilities } = saver;
  const options = { seed: "contract", testMs: 30_000, signal, capabilities, kind: "saver" };
  const broken = new Map<string, string>();
  const notRun: string[] = [];
  for (const { id, verdict } of await runDeclared(tests, host, options))
    if (verdict.status === "not-run") notRun.push(id);
    else if (verdict.status !== "passed") broken.set(id, explainVerdict(verdict));
  return { broken, notRun };
}
