// Signing what `forkpoint grade` judged: the team's key, and what this program says of itself in a result.
import { randomUUID } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { buildResult, type Grader } from "../results/build-result.ts";
import { sha256 } from "../results/hash.ts";
import { readPrivateKey } from "../results/keys.ts";
import type { ResultFacts, SignedResult } from "../results/model.ts";
import { signResult } from "../results/sign.ts";
import { HOME, UsageError } from "./open-course.ts";

export interface Signer {
  /** Thumbprint of the key. */
  readonly kid: string;
  /** A compact JWS. Throws `ResultError`, with `RESULT_NOT_JUDGED` for a report without a score. */
  sign(facts: ResultFacts): Promise<string>;
}

/** `keyFile`: as `forkpoint keygen` wrote it. Throws `UsageError`. */
export async function openSigner(keyFile: string): Promise<Signer> {
  const key = await readPrivateKey(await readSecret(keyFile));
  if (!key) throw new UsageError(`${keyFile} is no private key: give the file that "forkpoint keygen --out" wrote`);
  const grader = await graderHere();
  return { kid: key.kid, sign: async (facts) => signResult(await resultOf(facts, grader), key) };
}

/** What would be signed, by this program and now. */
export async function resultHere(facts: ResultFacts): Promise<SignedResult> {
  return resultOf(facts, await graderHere());
}

function resultOf(facts: ResultFacts, grader: Grader): Promise<SignedResult> {
  return buildResult(facts, grader, { id: randomUUID(), time: new Date() });
}

async function graderHere(): Promise<Grader> {
  const { version } = JSON.parse(await readFile(path.join(HOME, "package.json"), "utf8")) as { version: string };
  const lock = await readFile(path.join(HOME, "package-lock.json"), "utf8");
  return {
    version,
    node: process.versions.node,
    // A checkout may have other line ends; the libraries are the same.
    lock: await sha256(new TextEncoder().encode(lock.replaceAll("\r\n", "\n"))),
  };
}

async function readSecret(file: string): Promise<string> {
  const there = await stat(file).catch(() => null);
  if (!there?.isFile()) throw new UsageError(`${file} is no file: "forkpoint keygen --out ${file}" makes a key`);
  // Windows has no such bits.
  if (process.platform !== "win32" && (there.mode & 0o077) !== 0)
    throw new UsageError(`${file} can be read by others on this machine: run "chmod 600 ${file}", or make a new key`);
  return readFile(file, "utf8");
}
