// What a browser's answers mean for the course. Knows no DOM.
import { failed, finding, passed, type Result, untold } from "./model.ts";
import { megabytes, oneLine } from "./words.ts";

export function isolation({ isolated, topLevel }: { isolated: boolean; topLevel: boolean }): Result {
  if (isolated) return passed("it is", "A container may be started in this page.");
  return topLevel
    ? failed(
        "it is not",
        "No container can start here. The headers below are not there, or the browser does not know them.",
      )
    : failed("it is not, and it is shown inside another page", "Open this page by itself.");
}

const WANTED = {
  "Cross-Origin-Opener-Policy": ["same-origin"],
  "Cross-Origin-Embedder-Policy": ["require-corp", "credentialless"],
} as const;

export function headers(header: (name: string) => string | null, isolated: boolean): Result {
  const found = Object.entries(WANTED).map(([name, wanted]) => {
    const value = header(name);
    return { name, value, isRight: value !== null && (wanted as readonly string[]).includes(value) };
  });
  const measured = found.map(({ name, value }) => `${name}: ${value ?? "not there"}`).join("; ");
  if (found.every(({ isRight }) => isRight)) return passed(measured, "This page may be isolated.");
  return isolated
    ? finding(measured, "A service worker of this site adds them in this browser, as somebody asked it to.")
    : failed(measured, "Whoever serves this site has to send both: docs/isolation.md says how, for common hosts.");
}

export function quota({ quota, usage }: StorageEstimate): Result {
  if (quota === undefined) return untold("the browser does not say", "Nothing follows from it.");
  return finding(
    `${megabytes(usage ?? 0)} of ${megabytes(quota)} used`,
    "Your progress and drafts take less than a megabyte of it.",
  );
}

export function persistence(isPersistent: boolean): Result {
  return isPersistent
    ? finding("it may not", "What this site stores stays until you remove it.")
    : finding(
        "it may, when space runs short",
        "You can ask the browser to keep it. Saving progress as a file is safer.",
      );
}

export function machine({ cores, memoryGb }: { cores: number | undefined; memoryGb: number | undefined }): Result {
  const measured = [
    cores === undefined ? "cores: not told" : `${cores} cores`,
    memoryGb === undefined ? "memory: not told" : `${memoryGb} GB of memory or more`,
  ].join("; ");
  if (memoryGb === undefined) return untold(measured, "Only some browsers tell, and none of them exactly.");
  return finding(
    measured,
    "A container wants 4 GB. Browsers round the number down and never tell of more than a bound.",
  );
}

/** For what either gives back the same or does not work. `means`: what follows when it does. */
export function kept(given: unknown, back: unknown, means: string): Result {
  return given === back
    ? passed("tried, and it works", means)
    : failed(`expected ${oneLine(given)}, got ${oneLine(back)}`, "This does not work in this browser as it should.");
}
