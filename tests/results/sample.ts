// A result such as a grader signs, and tokens made by somebody who has read how.
import { base64url, CompactSign, importJWK } from "jose";
import type { Report } from "../../src/course/model.ts";
import { buildResult } from "../../src/results/build-result.ts";
import { canonicalText } from "../../src/results/canonical.ts";
import { makeKeys, type PrivateKey, publicPart, trustedKeys } from "../../src/results/keys.ts";
import type { ResultFacts, SignedResult } from "../../src/results/model.ts";
import { ALGORITHM, TOKEN_TYPE } from "../../src/results/verify.ts";

export const team = await makeKeys("Team A");
export const stranger = await makeKeys("Team A");
export const pinned = trustedKeys([publicPart(team)]);

const HEX = "0123456789abcdef".repeat(4);

export const report: Report = {
  format: 1,
  exercise: "tiny-saver",
  author: "ada",
  pins: { "@langchain/core": "1.2.13" },
  seed: "s1",
  results: [
    { id: "latest/newest", rule: "the newest wins", points: 2, verdict: { status: "passed" } },
    {
      id: "latest/per-thread",
      rule: "a thread is its own",
      points: 3,
      verdict: { status: "failed", what: "latest('a')", expected: "HIDDEN-EXPECTED", actual: "2" },
    },
  ],
  score: { earned: 2, possible: 5 },
  diagnosis: null,
  problem: null,
  made: { host: "node", isolation: "namespaces", tier: "strong", totalMs: 12, testMs: {} },
};

export const facts: ResultFacts = {
  level: "re-run by a reviewer",
  exercise: { id: "tiny-saver", hash: HEX },
  testsHash: HEX,
  pack: null,
  challenge: "blue-42",
  author: "ada",
  files: { "saver.ts": "export class TinySaver {}\n" },
  report,
};

export function sampleResult(change: Partial<ResultFacts> = {}): Promise<SignedResult> {
  return buildResult(
    { ...facts, ...change },
    { version: "0.2.0", node: "24.21.0", lock: HEX },
    { id: "00000000-0000-4000-8000-000000000001", time: new Date("2026-11-22T10:00:00.000Z") },
  );
}

/** Signs whatever it is given; what signing refuses to do is done here. */
export async function forge(
  payload: string | Uint8Array,
  { key = team, header = {} }: { readonly key?: PrivateKey; readonly header?: Record<string, unknown> } = {},
): Promise<string> {
  const bytes = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
  return new CompactSign(bytes)
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: TOKEN_TYPE, ...header })
    .sign(await importJWK({ kty: key.kty, crv: key.crv, x: key.x, d: key.d }, ALGORITHM));
}

/** The sample with something changed after it was made, signed by the team all the same. */
export async function forgeResult(change: (result: any) => unknown): Promise<string> {
  const result = structuredClone(await sampleResult());
  return forge(canonicalText(change(result) ?? result));
}

/** A token with a header and a payload of one's own and a signature that was made for another. */
export function reheaded(token: string, header: unknown, payload?: unknown): string {
  const [, oldPayload, signature] = token.split(".");
  const encode = (value: unknown) => base64url.encode(canonicalText(value));
  return [encode(header), payload === undefined ? oldPayload : encode(payload), signature].join(".");
}
