// What hosts throw when they cannot keep data, as the three codes that a program can act on.
import { SaverError, type SaverErrorCode } from "../errors.ts";

const CODES: Readonly<Record<string, SaverErrorCode>> = {
  // Names of DOMExceptions.
  QuotaExceededError: "STORAGE_FULL",
  NotAllowedError: "STORAGE_DENIED",
  SecurityError: "STORAGE_DENIED",
  // Codes of Node; EFBIG is a limit on the size of one file.
  ENOSPC: "STORAGE_FULL",
  EDQUOT: "STORAGE_FULL",
  EFBIG: "STORAGE_FULL",
  EACCES: "STORAGE_DENIED",
  EPERM: "STORAGE_DENIED",
  EROFS: "STORAGE_DENIED",
};

const REMEDY: Readonly<Partial<Record<SaverErrorCode, string>>> = {
  STORAGE_FULL: "there is no room left: make room, then call flush()",
  STORAGE_DENIED: "the host refuses to keep data here: allow it, then call flush() or open again",
  STORAGE_FAILED: "see the cause; call flush() to try again, or export()",
};

/** `doing` completes "could not … "; errors of ours pass unchanged. */
export function storageFailure(error: unknown, doing: string, journal: string): SaverError {
  if (error instanceof SaverError) return error;
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  const known = CODES[String(code)] ?? CODES[String(name)] ?? "STORAGE_FAILED";
  const what = `the journal "${journal}" could not ${doing} (${describe(error)})`;
  return new SaverError(known, `${what}: ${REMEDY[known]}`, { cause: error });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
