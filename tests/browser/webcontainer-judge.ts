// A judge worker whose guests are in the page's container.
import { runTests } from "@forkpoint/conformance";
import type { LibraryExports } from "../../src/compile/compiled.ts";
import { RelayRuntime } from "../../src/runtimes/worker/relay.ts";
import { nodeContract } from "../runtimes/contract.ts";
import { contractHost } from "../runtimes/fixture.ts";

globalThis.onmessage = async ({ data: ids, ports }: MessageEvent<readonly string[]>) => {
  try {
    await using runtime = new RelayRuntime(ports[0]!, "webcontainer");
    const manifest = (await (await fetch("/vendor/manifest.json")).json()) as { exports: LibraryExports };
    const tests = nodeContract.filter(({ id }) => ids.includes(id));
    const host = contractHost(runtime, manifest.exports);
    const results = await runTests(tests, host, {
      seed: "contract",
      testMs: 30_000,
      signal: new AbortController().signal,
    });
    postMessage({ result: { results, isolation: runtime.isolation } });
  } catch (error) {
    postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
};
