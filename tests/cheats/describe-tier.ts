// The corpus against one tier: no canary says anything, no point is earned, and each attack ends with its committed report.
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report, Tier } from "../../src/course/model.ts";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { csv } from "../../src/cli/csv.ts";
import { summarise, tableOf } from "../../src/cli/grade-summary.ts";
import { printable } from "../../src/cli/terminal.ts";
import { childrenOf, residentBytes } from "../../src/runtimes/node/process-tree.node.ts";
import type { ExerciseRuntime, TraceEvent } from "../../src/runtimes/runtime.ts";
import { openTier, probeTiers } from "../../src/runtimes/node/tiers.node.ts";
import { FIXTURES } from "../fixture-course.ts";
import { check, loadTests } from "../node-grading.ts";
import { type Canaries, type Hit, setCanaries } from "./canaries.ts";
import { type Cheat, comparedText, expectedText, readCorpus, shareOf, updateExpected } from "./read-corpus.ts";
import { type Outputs, scanOutputs } from "./scan-outputs.ts";
import { aimed, unaimed } from "./targets.ts";

/** At once: most of them wait for a limit. */
const TOGETHER = 3;
/** At an attack that did not end as it should because its time was up. */
const LOOKS = 3;
/** A guest may use twice its heap of 256 MB, and is ended when somebody looks. */
const MEMORY_BYTES = 750_000_000;
const MEMORY_POLL_MS = 50;
const OUTPUT_CHARS = 1_000_000;
/** Of what is shown while it runs; what nobody catches is told of each time. */
const TRACE_CHARS = 16_000_000;
const REPORT_KEYS = "author diagnosis exercise format made pins problem results score seed".split(" ");

interface Ended {
  readonly report: Report;
  readonly hits: readonly Hit[];
}

export interface TierOptions {
  /** Every how many-th of the corpus; FORKPOINT_ALL=1 asks for all. */
  readonly every: number;
}

export function describeTier(tier: Tier, { every }: TierOptions): void {
  const corpus = shareOf(readCorpus(), every);
  const queue = new Queue(TOGETHER);
  const bench = new Bench(tier);
  beforeAll(() => bench.open());
  afterAll(() => bench.close());

  describe(`in the ${tier} tier`, () => {
    const runs = new Map<string, Promise<Ended>>();
    const start = () => {
      for (const cheat of corpus) {
        const run = queue.add(() => bench.run(cheat.source));
        run.catch(() => undefined); // its own test tells
        runs.set(cheat.name, run);
      }
    };

    test.for(corpus)("$goal: $name", { timeout: 600_000 }, async (cheat: Cheat) => {
      if (runs.size === 0) start();
      const now = expectNothing(await runs.get(cheat.name)!, cheat);
      updateExpected(cheat, now, tier);
      const expected = expectedText(cheat, tier);
      if (now === expected || !/"timed-out"|_TIMED_OUT/.test(now)) return expect(now).toBe(expected);
      // On a machine with other work, time runs out for what would have ended; what hits must not, however often it is tried.
      for (let again = 1; again < LOOKS; again++)
        if (expectNothing(await queue.add(() => bench.run(cheat.source)), cheat) === expected) return;
      expect(expectNothing(await queue.add(() => bench.run(cheat.source)), cheat)).toBe(expected);
    });

    /** The report as it is compared. */
    function expectNothing({ report, hits }: Ended, cheat: Cheat): string {
      expect(hits).toEqual([]);
      expect(report.score).toEqual({ earned: 0, possible: 12 });
      expect(report.made.tier).toBe(tier);
      return bench.unaimed(comparedText(cheat, report));
    }

    test("control: an honest solution earns everything, in the same harness", async () => {
      const { report, hits } = await bench.run(readFileSync(bench.solution, "utf8"));
      expect(report.score).toEqual({ earned: 12, possible: 12 });
      expect(hits).toEqual([]);
    });

    test("nothing is left of all these guests", async () => {
      const before = bench.guests();
      expect(before.length).toBeGreaterThan(0);
      await bench.end();
      expect(bench.guests()).toEqual([]);
      expect(bench.tripped([])).toEqual([]);
    });
  });
}

/** A judge of that tier among its canaries. */
class Bench {
  readonly #tier: Tier;
  #canaries!: Canaries;
  #runtime: ExerciseRuntime | null = null;
  #environment: Readonly<Record<string, string>> = {};
  #exercise!: Awaited<ReturnType<typeof readExercise>>;
  #tests!: Awaited<ReturnType<typeof loadTests>>;
  #others: readonly number[] = [];

  constructor(tier: Tier) {
    this.#tier = tier;
  }

  get solution(): string {
    return `${this.#canaries.course}/solutions/tiny-saver/saver.ts`;
  }

  async open(): Promise<void> {
    const probe = (await probeTiers(new AbortController().signal)).find(({ tier }) => tier === this.#tier)!;
    if (!probe.works)
      throw new Error(
        `the ${this.#tier} tier does not work on this machine: ${probe.why}. To do: ${probe.todo ?? "nothing"}`,
      );
    this.#canaries = await setCanaries();
    // Of the judge itself: what its guests must not inherit.
    this.#environment = this.#canaries.environment;
    Object.assign(process.env, this.#environment);
    this.#others = childrenOf(process.pid);
    const exercise = await readExercise(FIXTURES, "tiny-saver");
    const inFolder = (name: string) => path.join(this.#canaries.targets.__TESTS_FOLDER__, name);
    this.#exercise = {
      ...exercise,
      tests: { visible: inFolder("visible.test.ts"), hidden: inFolder("hidden.test.ts") },
    };
    this.#tests = await loadTests(this.#exercise);
    this.#runtime = openTier(this.#tier, { spares: TOGETHER });
  }

  async run(source: string): Promise<Ended> {
    const canaries = this.#canaries;
    const seen: TraceEvent[] = [];
    let tooLarge = false;
    const poll = setInterval(() => (tooLarge ||= this.#largest() > MEMORY_BYTES), MEMORY_POLL_MS);
    const started = performance.now();
    const report = await check({
      exercise: this.#exercise,
      tests: this.#tests,
      runtime: this.#runtime!,
      author: "ada",
      files: { "saver.ts": aimed(source, canaries.targets) },
      onEvent: (event) => event.kind === "trace" && seen.push(event.event),
    }).finally(() => clearInterval(poll));
    const late = performance.now() - started > this.#exercise.limits.totalMs + 30_000;
    const outputs = this.#outputs(report);
    const said = [...Object.values(outputs).filter((text) => text !== null), JSON.stringify(seen)];
    const hits = [...canaries.tripped(said), ...scanOutputs(outputs, { rows: 2, keys: REPORT_KEYS })];
    if (report.results.some(({ verdict }) => verdict.status === "passed")) hits.push("points");
    if (tooLarge) hits.push("memory");
    if (late) hits.push("time");
    if (Object.values(outputs).some((text) => text && text.length > OUTPUT_CHARS)) hits.push("output");
    if (JSON.stringify(seen).length > TRACE_CHARS) hits.push("output");
    return {
      report: { ...report, author: null },
      hits: report.score?.earned === 12 ? hits.filter((hit) => hit !== "points") : hits,
    };
  }

  tripped(outputs: readonly string[]): Hit[] {
    return this.#canaries.tripped(outputs);
  }

  unaimed(text: string): string {
    return unaimed(text, this.#canaries.targets);
  }

  /** Ids of the processes below this one that were not there before. */
  guests(): number[] {
    return childrenOf(process.pid).filter((id) => !this.#others.includes(id));
  }

  async end(): Promise<void> {
    await this.#runtime?.[Symbol.asyncDispose]();
    this.#runtime = null;
  }

  async close(): Promise<void> {
    await this.end();
    for (const name of Object.keys(this.#environment)) delete process.env[name];
    await this.#canaries?.[Symbol.asyncDispose]();
  }

  #largest(): number {
    return Math.max(0, ...this.guests().map((id) => residentBytes(id)));
  }

  /** What `forkpoint grade` would write and show of it. */
  #outputs(report: Report): Outputs {
    const graded = [{ author: "ada", file: "ada.json", refused: null, notes: [], report }];
    const { exercise, seed, pins, made } = report;
    // Nothing of these is a submission's to say.
    const ours = { format: 1 as const, tier: this.#tier, isolation: made.isolation, pack: null, edition: "this" };
    const hashes = { exercise: "one", tests: "two", fingerprints: "three" };
    const about = { ...ours, exercise, seed, pins, hashes };
    const tests = [...this.#tests.visible, ...this.#tests.hidden].map(({ id }) => id);
    const terminal = [...summarise({ ...about, graded }), printable(report.problem?.message ?? "")].join("\n");
    return {
      terminal,
      csv: csv(tableOf({ ...about, graded }, tests)),
      html: null,
      json: JSON.stringify(report, null, 2),
    };
  }
}

/** So many at a time, in the order in which they were added. */
class Queue {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  async add<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free === 0) await new Promise<void>((go) => this.#waiting.push(go));
    else this.#free--;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
