// The judge worker of the harness: the same place in the page from which the site grades.
import { runTests } from "@forkpoint/conformance";
import type { LibraryExports } from "../../src/compile/compiled.ts";
import { RelayRuntime } from "../../src/runtimes/worker/relay.ts";
import { runtimeContract } from "../runtimes/contract.ts";
import { contractHost } from "../runtimes/fixture.ts";

export interface JudgeRequest {
  readonly do: "contract";
  readonly ids?: readonly string[];
}

globalThis.onmessage = async ({ data, ports }: MessageEvent<JudgeRequest>) => {
  try {
    await using runtime = new RelayRuntime(ports[0]!);
    postMessage({ result: await carryOut(data, runtime) });
  } catch (error) {
    postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
};

async function carryOut(request: JudgeRequest, runtime: RelayRuntime): Promise<unknown> {
  const manifest = (await (await fetch("/vendor/manifest.json")).json()) as { exports: LibraryExports };
  const tests = runtimeContract.filter(({ id }) => !request.ids || request.ids.includes(id));
  const host = contractHost(runtime, manifest.exports);
  return runTests(tests, host, { seed: "contract", testMs: 30_000, signal: new AbortController().signal });
}
