// A signature beside each report, for whoever wants to check it, or to grade again.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { SignedLevel } from "../results/model.ts";
import { signatureFile } from "./grade-batch.ts";
import type { Grading } from "./grade-one.ts";
import type { Subject } from "./grade-subject.ts";
import { openSigner } from "./sign-result.ts";
import { writeWhole } from "./write-whole.ts";

export interface SignOptions {
  /** Null = nothing is signed. */
  readonly sign: string | null;
  /** What the team asked to be signed along. */
  readonly challenge: string | null;
  readonly level: SignedLevel;
}

/** Throws `UsageError` when the key cannot be used. */
export async function signingInto(
  out: string,
  { sign: keyFile, challenge, level }: SignOptions,
  { exercise, hashes, pack }: Subject,
): Promise<Grading["sign"]> {
  if (keyFile === null) return null;
  const signer = await openSigner(keyFile);
  const same = { kid: signer.kid, challenge, level };
  return async ({ author, file, report }, files) => {
    // Nobody signs what the course or the machine kept from being judged.
    if (!report?.score) return;
    const at = path.join(out, signatureFile(file));
    // One of an earlier run: it went when the report was made anew.
    if (await isSigned(at, same)) return;
    const jws = await signer.sign({
      ...{ level, challenge, author, files, report },
      exercise: { id: exercise.id, hash: hashes.exercise },
      testsHash: hashes.tests,
      pack: pack?.id ?? null,
    });
    await writeWhole(at, `${jws}\n`);
  };
}

async function isSigned(file: string, same: { kid: string; challenge: string | null; level: string }) {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  const [header, payload] = text?.split(".", 2).map(decoded) ?? [];
  return header?.kid === same.kid && payload?.level === same.level && payload?.subject?.challenge === same.challenge;
}

/** Null for what is no part of a token: it is then made anew. */
function decoded(part: string): any {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
