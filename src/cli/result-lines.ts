// A signed result as lines of a terminal. Its texts are checked already, and cleaned all the same.
import type { SignedResult } from "../results/model.ts";
import { printable } from "./terminal.ts";

export function describeResult(result: SignedResult): string[] {
  const { grader, exercise, tests, libraries, subject, submission, verdicts, score, problem } = result;
  const row = (name: string, text: string) => `${name.padEnd(11)}${printable(text, 1_500)}`;
  const count = (status: string) => verdicts.filter((verdict) => verdict.status === status).length;
  return [
    row("level", result.level),
    row("author", `${subject.author} (a label: it says nothing about who wrote the files)`),
    row("exercise", exercise.id),
    row("score", `${score.earned} of ${score.possible}; ${count("passed")} of ${tests.count} tests passed`),
    ...(problem ? [row("problem", `${problem.message} (${problem.code})`)] : []),
    row("challenge", subject.challenge ?? "none"),
    row("time", `${result.time}, by the grader's clock`),
    row("tier", `${grader.tier} (${grader.isolation})`),
    row("grader", `${grader.name} ${grader.version}, Node ${grader.node}`),
    row("tests", `${tests.pack === null ? "of the course" : `of the pack ${tests.pack}`}, seed ${tests.seed}`),
    row("libraries", list(Object.entries(libraries.pins).map(([name, version]) => `${name} ${version}`))),
    ...submission.files.map(({ path, sha256, bytes }) => row("file", `${path}, ${bytes} bytes, SHA-256 ${sha256}`)),
    ...verdicts
      .filter(({ status }) => status !== "passed")
      .map(({ status, id, rule }) => row(status, `${rule} (${id})`)),
  ];
}

function list(words: readonly string[]): string {
  return words.length === 0 ? "none" : words.join(", ");
}
