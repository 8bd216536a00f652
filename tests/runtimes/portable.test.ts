// The portable tier: the contract of all runtimes over a language machine, and what only such a machine can get wrong.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describeConformance } from "@forkpoint/conformance/vitest";
import { afterAll, describe, it } from "vitest";
import { openTier } from "../../src/runtimes/node/tiers.node.ts";
import { runtimeContract } from "./contract.ts";
import { contractHost } from "./fixture.ts";

const manifest = readFileSync(path.resolve(import.meta.dirname, "../../.build/vendor/manifest.json"), "utf8");
const { exports } = JSON.parse(manifest) as { exports: Record<string, string[]> };

const runtime = openTier("portable");
afterAll(() => runtime[Symbol.asyncDispose]());

describeConformance(
  "portable tier",
  runtimeContract,
  () => contractHost(runtime, exports),
  { describe, it },
  { testMs: 30_000 },
);
