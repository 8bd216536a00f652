// Runs the claims of one file in a guest, as learner code is run, and says what each of them saw.
import { compile, librariesFor } from "../compile/compile.ts";
import type { Files, ImportTable, Problem, SourceVerdict } from "../course/model.ts";
import { PortError, RemoteError } from "../port/errors.ts";
import type { ExerciseRuntime, Guest } from "../runtimes/runtime.ts";
import { cleanText } from "./clean-text.ts";
import type { Kernel } from "./kernel.ts";
import { hostProblem } from "./problem.ts";
import { OUT_OF_TIME, waitFor } from "./wait-for.ts";

export interface ClaimsRun {
  /** Path of the file, for messages. */
  readonly file: string;
  /** Its text and that of what it imports. */
  readonly files: Files;
  readonly runtime: ExerciseRuntime;
  readonly kernel: Kernel;
  readonly signal: AbortSignal;
  /** Only this claim. */
  readonly only?: string;
  /** Runs each claim where it is not so, too. */
  readonly otherwise?: boolean;
  /** Before each claim. */
  onClaim?(id: string): void;
}

export interface SeenClaim {
  readonly id: string;
  readonly says: string;
  readonly sources: readonly SourceVerdict[];
  readonly holds: boolean;
  /** Plain JSON. */
  readonly seen: unknown;
  /** Why its program gave no evidence. */
  readonly problem: Problem | null;
  /** What was seen where the sentence is not so; null when that was not asked for, or gave no evidence. */
  readonly otherwise: { readonly says: string; readonly holds: boolean; readonly seen: unknown } | null;
}

export type ClaimsResult = { readonly claims: readonly SeenClaim[] } | { readonly problem: Problem };

const LIMITS = { testMs: 15_000, totalMs: 120_000, outputBytes: 65_536 };
const MOST_SEEN_CHARS = 100_000;

/** What a claim does never rejects. Rejects with the signal's reason when it is aborted. */
export async function runClaims(run: ClaimsRun): Promise<ClaimsResult> {
  const { file, runtime, signal } = run;
  const imports: ImportTable = Object.fromEntries(Object.keys(run.kernel.exports).map((name) => [name, "all"]));
  const compiled = compile(run.files, [file], imports, run.kernel.exports);
  if (!compiled.ok) {
    const { message, ...place } = compiled.problems[0]!;
    return { problem: { blame: "course", code: "CLAIM_BROKEN", message, ...place } };
  }
  const libraries = librariesFor(imports, run.kernel.exports);
  try {
    await runtime.start(signal);
    const job = { modules: compiled.modules, libraries, limits: LIMITS, needs: [], outputBytes: LIMITS.outputBytes };
    await using guest = await runtime.open(job, signal);
    return await runAll(guest, run);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ClaimFault) return { problem: broken(file, error.message) };
    return { problem: error instanceof PortError ? broken(file, error.message) : hostProblem(error) };
  }
}

/** The file does not say what a claims file says. */
class ClaimFault extends Error {}

interface GuestClaim {
  readonly id: string;
  readonly says: string;
  readonly sources?: readonly SourceVerdict[];
  run(): Promise<unknown>;
  readonly otherwise?: { readonly says: string; run(): Promise<unknown> };
}

async function runAll(guest: Guest, run: ClaimsRun): Promise<ClaimsResult> {
  const { file, signal, only, onClaim } = run;
  const ids = (await loadClaims(guest, file, signal)).map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new ClaimFault(`two claims have the id “${twice}”`);
  const seen: SeenClaim[] = [];
  for (const id of ids) {
    if (only !== undefined && only !== id) continue;
    onClaim?.(id);
    const own = await inNewWorld(guest, run, id, (claim) => runOne(guest, claim, file, signal));
    const otherwise = run.otherwise ? await inNewWorld(guest, run, id, (claim) => runOtherwise(claim, signal)) : null;
    seen.push({ ...own, otherwise });
  }
  return { claims: seen };
}

/** New instances and empty databases: what one run left behind is not what the next one sees. */
async function inNewWorld<T>(
  guest: Guest,
  { file, signal }: ClaimsRun,
  id: string,
  act: (claim: GuestClaim) => Promise<T>,
): Promise<T> {
  const scope = guest.scope();
  await answer(guest.root.begin([]), signal);
  const claim = (await loadClaims(guest, file, signal)).find((candidate) => candidate.id === id);
  if (!claim) throw new ClaimFault(`the claim “${id}” is not always there`);
  const result = await act(claim);
  scope.end();
  return result;
}

async function loadClaims(guest: Guest, file: string, signal: AbortSignal): Promise<GuestClaim[]> {
  const { claims } = await answer(guest.root.module(file), signal).catch((error: unknown) => {
    throw error instanceof RemoteError ? new ClaimFault(`${error.name}: ${error.message}`) : error;
  });
  if (!Array.isArray(claims)) throw new ClaimFault("it does not export `claims`, a list");
  return claims.map((claim: Partial<GuestClaim>) => {
    if (!/^[a-z0-9]+([-/][a-z0-9]+)*$/.test(claim?.id ?? "")) throw new ClaimFault("a claim has no id in kebab-case");
    if (typeof claim.says !== "string" || claim.says.trim() === "") throw new ClaimFault(`${claim.id} says nothing`);
    if (typeof claim.run !== "function") throw new ClaimFault(`${claim.id} has no run()`);
    return claim as GuestClaim;
  });
}

async function runOtherwise({ otherwise }: GuestClaim, signal: AbortSignal): Promise<SeenClaim["otherwise"]> {
  if (!otherwise) return null;
  try {
    const evidence = (await answer(otherwise.run(), signal)) as { holds?: unknown; seen?: unknown } | undefined;
    return { says: otherwise.says, holds: evidence?.holds === true, seen: asJson(evidence?.seen) };
  } catch (error) {
    // That it ends with an error is one way of not being so, and is told as what was seen.
    if (error instanceof RemoteError)
      return { says: otherwise.says, holds: false, seen: { error: cleanText(`${error.name}: ${error.message}`) } };
    throw error;
  }
}

async function runOne(
  guest: Guest,
  claim: GuestClaim,
  file: string,
  signal: AbortSignal,
): Promise<Omit<SeenClaim, "otherwise">> {
  const { id, says, sources = [] } = claim;
  try {
    const evidence = (await answer(claim.run(), signal)) as { holds?: unknown; seen?: unknown } | undefined;
    const seen = asJson(evidence?.seen);
    return { id, says, sources, holds: evidence?.holds === true, seen, problem: null };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Error)) throw error;
    if (!(error instanceof RemoteError)) await guest.replace(signal);
    const told = error instanceof RemoteError ? `${error.name}: ${error.message}` : error.message;
    return { id, says, sources, holds: false, seen: null, problem: broken(file, `${id}: ${told}`) };
  }
}

function broken(file: string, message: string): Problem {
  return { blame: "course", code: "CLAIM_BROKEN", message: cleanText(message), file };
}

async function answer<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const answered = await waitFor(promise, LIMITS.testMs, signal);
  if (answered === OUT_OF_TIME) throw new ClaimFault(`there was no answer within ${LIMITS.testMs} ms`);
  return answered;
}

/** Evidence is printed and stored: what JSON cannot say (functions, cycles) is not evidence. */
function asJson(seen: unknown): unknown {
  const text = JSON.stringify(seen, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value)) ?? "null";
  if (text.length > MOST_SEEN_CHARS)
    throw new ClaimFault(`what it saw takes ${text.length} characters: show less of it`);
  return JSON.parse(text);
}
