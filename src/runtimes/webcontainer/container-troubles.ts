// Why there is no container, and what to do about it: one code and one message for each cause.
import { RuntimeError, type RuntimeErrorCode } from "../errors.ts";
import { BOOT_STEPS, type BootStep } from "./protocol.ts";

/** What a page can tell before it loads anything; a plain object, so that tests can be any page. */
export interface PageRealm {
  readonly crossOriginIsolated: boolean;
  readonly SharedArrayBuffer?: unknown;
  readonly WebAssembly?: unknown;
  readonly navigator: { readonly onLine: boolean; readonly cookieEnabled: boolean };
}

/** What else could be said of it, a second attempt would not change. */
const WORTH_ANOTHER: readonly RuntimeErrorCode[] = ["CONTAINER_TIMEOUT", "CONTAINER_FAILED"];

/** Null when nothing speaks against a container. */
export function troubleBefore(realm: PageRealm): RuntimeError | null {
  if (!realm.navigator.onLine) return offline();
  if (!realm.crossOriginIsolated) return notIsolated();
  const missing = (["SharedArrayBuffer", "WebAssembly"] as const).find((name) => realm[name] === undefined);
  return missing ? unsupported(`it has no ${missing}`) : null;
}

/** `said`: what the container's host rejected with. */
export function troubleSaid(said: string, step: BootStep, realm: PageRealm): RuntimeError {
  if (/crossOriginIsolated|cross-origin isolat/i.test(said)) return notIsolated();
  if (/memory|allocation failed/i.test(said)) return memory(said);
  if (/storage|cookie|SecurityError|QuotaExceeded|IndexedDB/i.test(said)) return storage();
  if (/not supported|unsupported|SharedArrayBuffer is not defined/i.test(said)) return unsupported(said);
  if (!realm.navigator.onLine) return offline();
  const message = `the container failed while “${BOOT_STEPS[step]}”: ${said}. Try again; if that does not help, reload the page`;
  return new RuntimeError("CONTAINER_FAILED", message);
}

export function troubleOfTime(step: BootStep, ms: number, realm: PageRealm): RuntimeError {
  if (!realm.navigator.onLine) return offline();
  // Where a page of ours may store nothing, the host in its frame may not either, and then it says nothing at all.
  if (!realm.navigator.cookieEnabled) return storage();
  const waited = `the container got no further than “${BOOT_STEPS[step]}” within ${ms / 1_000} s`;
  return new RuntimeError("CONTAINER_TIMEOUT", `${waited}. ${REMEDIES[step]}`);
}

const REMEDIES: Readonly<Record<BootStep, string>> = {
  frame: "Reload the page, then try again",
  host: "Let its host through network filters and content blockers, allow cookies of other sites, then try again",
  boot: "On a slow line it may be there next time: try again",
  fill: "On a slow line it may be there next time: try again",
  node: "Close what else keeps this device busy, then try again",
};

export function offline(): RuntimeError {
  return new RuntimeError(
    "CONTAINER_OFFLINE",
    "this browser is offline, and a container is started from the network: go online, then try again",
  );
}

/** For a page that has a container already. */
export function occupied(): RuntimeError {
  return new RuntimeError(
    "CONTAINER_FAILED",
    "this page has a container already, and there is never more than one: dispose of that one first",
  );
}

export function isWorthAnotherAttempt(error: unknown): boolean {
  return error instanceof RuntimeError && WORTH_ANOTHER.includes(error.code);
}

function notIsolated(): RuntimeError {
  return new RuntimeError(
    "CONTAINER_NOT_ISOLATED",
    "this page is not cross-origin isolated, which a container needs: open the exercise under its own address, not inside another page, and reload it",
  );
}

function memory(said: string): RuntimeError {
  return new RuntimeError(
    "CONTAINER_MEMORY",
    `there is not enough memory for a container (${said}): close other tabs, then try again`,
  );
}

function storage(): RuntimeError {
  return new RuntimeError(
    "CONTAINER_STORAGE",
    "this browser keeps the container's host from storing anything: allow cookies and storage of other sites, or leave private browsing, then try again",
  );
}

function unsupported(why: string): RuntimeError {
  return new RuntimeError(
    "CONTAINER_UNSUPPORTED",
    `this browser cannot run a container (${why}): use a current browser on a desktop computer, or the command line`,
  );
}
