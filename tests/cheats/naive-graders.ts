// Runs a submission through a grader that is there to be fooled, in a box, and tells what it was fooled into.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type BoxRun, OUTPUT_CHARS, runInBox } from "./box.ts";
import { type Canaries, type Hit, setCanaries } from "./canaries.ts";
import { scanOutputs } from "./scan-outputs.ts";
import { aimed } from "./targets.ts";

/** The programs in naive/, each with the mistakes that its first lines tell. */
export type Grader = "classic" | "classic with a registry" | "course" | "messages" | "linker" | "bundler";

export interface NaiveOptions {
  readonly grader: Grader;
  /** For an attack that is expected to go on for ever. */
  readonly forEver: boolean;
  readonly network: boolean;
}

export interface Fooled {
  readonly hits: readonly Hit[];
  /** For whoever has to find out why not. */
  readonly run: BoxRun;
}

const NODE_FLAGS = ["--conditions=source", "--no-warnings"];

export async function gradeNaively(source: string, options: NaiveOptions): Promise<Fooled> {
  await using canaries = await setCanaries();
  const { grader, forEver, network } = options;
  const exercise = path.join(canaries.course, "exercises/tiny-saver");
  const out = path.join(canaries.folder, "out");
  writeFileSync(path.join(exercise, "submission/saver.ts"), aimed(source, canaries.targets));
  const [program = "", mode] = grader.split(" with a ");
  const script = path.join(import.meta.dirname, "naive", `${program}.ts`);
  const command = [process.execPath, ...NODE_FLAGS, script, exercise, out, ...(mode ? [mode] : [])];
  const limits = forEver ? { cpuSeconds: 1, wallMs: 4_000 } : { cpuSeconds: 20, wallMs: 40_000 };
  const run = await runInBox(command, { canaries, network, cwd: path.join(exercise, "submission"), ...limits });
  return { hits: [...new Set([...run.hits, ...hitsOf(run, canaries, out)])], run };
}

function hitsOf(run: BoxRun, canaries: Canaries, out: string): Hit[] {
  const files = readdirSync(out).map((name) => readFileSync(path.join(out, name), "utf8"));
  const last = run.stdout.trimEnd().split("\n").at(-1) ?? "";
  const passed = /^\{"passed":(\w+)/.exec(last)?.[1];
  const hits: Hit[] = canaries.tripped([run.stdout, run.stderr, ...files]);
  // What a script would believe: the exit code, or the last line.
  if (run.status === 0 || (passed !== undefined && passed !== "0")) hits.push("points");
  if (run.status !== 0 && passed === undefined) hits.push("no report");
  if (files.some((text) => text.length > OUTPUT_CHARS)) hits.push("output");
  const read = (name: string) => readFileSync(path.join(out, name), "utf8");
  if (existsSync(path.join(out, "answers.json"))) {
    const outputs = {
      terminal: run.stdout,
      csv: read("report.csv"),
      html: read("report.html"),
      json: read("report.json"),
    };
    hits.push(...scanOutputs(outputs, { rows: 2, keys: ["author", "problem", "messages"] }));
  }
  return hits;
}
