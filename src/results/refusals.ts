// Why a result or a key is not accepted: a code, what was found, and what to do. Data, because whatever is dropped on the
// page or named on the command line may be anything; `ResultError` is for those who sign.

export type ResultRefusalCode =
  | "RESULT_TOO_LARGE"
  | "RESULT_NO_TOKEN"
  | "RESULT_HEADER"
  | "RESULT_ALGORITHM"
  | "RESULT_TYPE"
  | "RESULT_BRINGS_KEY"
  | "RESULT_KEY_UNKNOWN"
  | "RESULT_SIGNATURE"
  | "RESULT_UNCHECKABLE"
  | "RESULT_SHAPE"
  | "RESULT_NOT_CANONICAL"
  | "RESULT_TOTALS"
  | "RESULT_CHALLENGE";

export type KeyRefusalCode = "KEY_UNREADABLE" | "KEY_PRIVATE" | "KEY_KIND" | "KEY_ID";

export interface Refusal<Code extends string = ResultRefusalCode | KeyRefusalCode> {
  readonly code: Code;
  /** What was found; a sentence. Texts of the file itself are not in it, but for names that fit a narrow pattern. */
  readonly what: string;
  /** What to do; a sentence. */
  readonly todo: string;
}

const AS_GIVEN = "Ask whoever gave you the file for it as the grader wrote it.";
const DO_NOT_TRUST = "Do not rely on it, and ask the team that is said to have signed it.";
const SIGN_ANEW = "Ask the team to grade and sign again with a current Forkpoint.";

/** What to do about each. The page and docs/errors.md say the same. */
export const TODO: Readonly<Record<ResultRefusalCode | KeyRefusalCode, string>> = {
  RESULT_TOO_LARGE: AS_GIVEN,
  RESULT_NO_TOKEN: AS_GIVEN,
  RESULT_HEADER: DO_NOT_TRUST,
  RESULT_ALGORITHM: DO_NOT_TRUST,
  RESULT_TYPE: `It is something else than a result. ${AS_GIVEN}`,
  RESULT_BRINGS_KEY: DO_NOT_TRUST,
  RESULT_KEY_UNKNOWN:
    "Get the team's public key from the team itself, not from whoever gave you the result, and add it.",
  RESULT_SIGNATURE: DO_NOT_TRUST,
  RESULT_UNCHECKABLE:
    "Use a current browser and an address that begins with https:// or http://localhost, or forkpoint verify-result.",
  RESULT_SHAPE: SIGN_ANEW,
  RESULT_NOT_CANONICAL: SIGN_ANEW,
  RESULT_TOTALS: SIGN_ANEW,
  RESULT_CHALLENGE: "It was made for another occasion: ask for one that is signed with your challenge.",
  KEY_UNREADABLE: "Give the file that ends in .pub.json, as forkpoint keygen wrote it.",
  KEY_PRIVATE: "Never hand out that file. Give the one beside it that ends in .pub.json.",
  KEY_KIND: "Give a public key that forkpoint keygen made.",
  KEY_ID: "Get the key again from the team: this file was changed.",
};

export function refusal<Code extends ResultRefusalCode | KeyRefusalCode>(code: Code, what: string): Refusal<Code> {
  return { code, what, todo: TODO[code] };
}

export type ResultErrorCode =
  /** The report has no score, so there is nothing that a signature could vouch for. */
  | "RESULT_NOT_JUDGED"
  /** The report was made in a browser: there is no tier. */
  | "RESULT_NOT_RERUN"
  /** What should be signed would be refused by whoever checks it. */
  | "RESULT_UNSIGNABLE"
  /** The private key is not one. */
  | "SIGNING_KEY_BAD";

/** Misuse of the signer. */
export class ResultError extends Error {
  override readonly name = "ResultError";
  readonly code: ResultErrorCode;

  constructor(code: ResultErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
