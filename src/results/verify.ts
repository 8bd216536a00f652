// Checking a token, before anything in it is believed: its form, its header, its signature by a key that was chosen
// beforehand, and only then what it says.
import { base64url, compactVerify, importJWK } from "jose";
import type { z } from "zod";
import { canonicalText } from "./canonical.ts";
import { hashFileList } from "./hash.ts";
import type { PublicKey, TrustedKeys } from "./keys.ts";
import type { SignedResult } from "./model.ts";
import { oneLine } from "./one-line.ts";
import { refusal, type Refusal, type ResultRefusalCode } from "./refusals.ts";
import { MAX_TOKEN_CHARS, resultSchema } from "./schema.ts";

export type Checked =
  { readonly result: SignedResult; readonly key: PublicKey } | { readonly refusal: Refusal<ResultRefusalCode> };

export interface Expected {
  /** What whoever checks had asked to be signed along; null = nothing was asked. */
  readonly challenge: string | null;
}

export const ALGORITHM = "EdDSA";
export const TOKEN_TYPE = "forkpoint-result+jws";

const HEADER = ["alg", "kid", "typ"];
/** A thumbprint. */
const KID = /^[A-Za-z0-9_-]{43}$/;
/** They say where to get a key, or bring it: then anybody could have signed. */
const BRINGS_KEY = ["jwk", "jku", "x5c", "x5u", "x5t", "x5t#S256"];

/** Whatever `token` is, this resolves. */
export async function verifyResult(
  token: string,
  keys: TrustedKeys,
  { challenge }: Expected = { challenge: null },
): Promise<Checked> {
  try {
    const { header, payload, text } = takeApart(token.trim());
    const key = chooseKey(readHeader(header), keys);
    await checkSignature(text, key);
    const result = readPayload(payload);
    await checkTotals(result);
    if (challenge !== null && result.subject.challenge !== oneLine(challenge))
      throw new Refused("RESULT_CHALLENGE", "It is signed with another challenge than yours, or with none.");
    return { result, key };
  } catch (error) {
    if (error instanceof Refused) return { refusal: refusal(error.code, error.message) };
    throw error;
  }
}

/** Only inside this file: every way out of a check leads through `verifyResult`. */
class Refused extends Error {
  readonly code: ResultRefusalCode;

  constructor(code: ResultRefusalCode, what: string) {
    super(what);
    this.code = code;
  }
}

interface Parts {
  /** Null = no UTF-8. */
  readonly header: string | null;
  readonly payload: string | null;
  readonly text: string;
}

function takeApart(text: string): Parts {
  if (text.length > MAX_TOKEN_CHARS)
    throw new Refused("RESULT_TOO_LARGE", `It is larger than ${MAX_TOKEN_CHARS / 1024} KiB, which no result is.`);
  const parts = text.split(".");
  if (parts.length !== 3 || !parts.every(isBase64url))
    throw new Refused("RESULT_NO_TOKEN", "It is not three texts in base64url with dots between them.");
  return { header: decode(parts[0]!), payload: decode(parts[1]!), text };
}

/** In the one form that there is: without padding, and without bits left over that could be anything. */
function isBase64url(part: string): boolean {
  // A signature may be missing, as with the algorithm "none": the header is to say so.
  if (!/^[A-Za-z0-9_-]*$/.test(part) || part.length % 4 === 1) return false;
  return base64url.encode(base64url.decode(part)) === part;
}

function decode(part: string): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(base64url.decode(part));
  } catch {
    return null;
  }
}

/** The kid. */
function readHeader(text: string | null): string {
  const header = parseJson(text);
  if (typeof header !== "object" || header === null || Array.isArray(header))
    throw new Refused("RESULT_HEADER", "Its header is no JSON object.");
  const { alg, kid, typ, ...others } = header as Record<string, unknown>;
  const brought = BRINGS_KEY.find((name) => name in others);
  if (brought) throw new Refused("RESULT_BRINGS_KEY", `Its header brings a key of its own (“${brought}”).`);
  if (alg !== ALGORITHM)
    throw new Refused("RESULT_ALGORITHM", "It is signed with another algorithm than EdDSA, or not at all.");
  if (typ !== TOKEN_TYPE) throw new Refused("RESULT_TYPE", "It says that it is something else than a result.");
  const isOurs = typeof kid === "string" && KID.test(kid) && Object.keys(others).length === 0;
  if (!isOurs || text !== canonicalText({ alg, kid, typ }))
    throw new Refused("RESULT_HEADER", `Its header holds something else than ${HEADER.join(", ")}.`);
  return kid;
}

function chooseKey(kid: string, keys: TrustedKeys): PublicKey {
  const key = keys.get(kid);
  if (key) return key;
  const known = keys.size === 0 ? "and no key is trusted here yet" : "which is not among those that are trusted here";
  throw new Refused("RESULT_KEY_UNKNOWN", `It says that it was signed by the key ${kid}, ${known}.`);
}

async function checkSignature(token: string, { kty, crv, x }: PublicKey): Promise<void> {
  const key = await importJWK({ kty, crv, x }, ALGORITHM).catch((cause: unknown) => {
    throw new Refused("RESULT_UNCHECKABLE", `This program cannot check Ed25519 signatures here (${String(cause)}).`);
  });
  try {
    await compactVerify(token, key, { algorithms: [ALGORITHM] });
  } catch {
    throw new Refused("RESULT_SIGNATURE", "The signature is not by that key over these bytes: something was changed.");
  }
}

function readPayload(text: string | null): SignedResult {
  const parsed = resultSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new Refused("RESULT_SHAPE", `It is signed, but no result: ${place(parsed.error)}.`);
  // Two keys of one name, another order or another way to write a number: two readers could read two things.
  if (canonicalText(parsed.data) !== text)
    throw new Refused("RESULT_NOT_CANONICAL", "It is signed, but not written in the one form that a result has.");
  return parsed.data;
}

/** Where, by the schema's own words: never a text of the payload. */
function place(error: z.ZodError): string {
  const issue = error.issues[0]!;
  const at = issue.path.filter((key) => typeof key === "number" || /^[a-z0-9]{1,20}$/i.test(String(key))).join(".");
  const what = issue.code === "unrecognized_keys" ? "there is more than belongs there" : issue.message;
  return at ? `at ${at}, ${what}` : what;
}

async function checkTotals({ verdicts, score, tests, submission }: SignedResult): Promise<void> {
  const sum = (list: readonly { readonly points: number }[]) => list.reduce((total, { points }) => total + points, 0);
  const wrong = (what: string) => new Refused("RESULT_TOTALS", `It is signed, but does not add up: ${what}.`);
  if (score.possible !== sum(verdicts)) throw wrong("the points of its verdicts are not those that were possible");
  if (score.earned !== sum(verdicts.filter(({ status }) => status === "passed")))
    throw wrong("the points of what passed are not those that were earned");
  if (tests.count !== verdicts.length) throw wrong("there are not as many verdicts as tests");
  if (new Set(verdicts.map(({ id }) => id)).size !== verdicts.length) throw wrong("one test has two verdicts");
  const { files } = submission;
  if (files.some(({ path }, i) => i > 0 && path <= files[i - 1]!.path)) throw wrong("its files are in no order");
  if (submission.hash !== (await hashFileList(files))) throw wrong("the hash over its files is not theirs");
}

function parseJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
