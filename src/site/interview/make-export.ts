// The file that the candidate hands in, and the same in words: they see what is in it before they save it.
import type { InterviewExport, Session } from "../../interview/model.ts";
import type { PageData, PageItem } from "../../interview/page-data.ts";
import { clockText } from "./clock.ts";
import { answerOf, type InterviewState } from "./state.ts";

export function makeExport({ session, items }: PageData, state: InterviewState): InterviewExport {
  return {
    format: "forkpoint-interview-export-1",
    session,
    name: state.name.trim(),
    recorded: state.recorded,
    answers: items.map((item) => {
      const { confidence, explanation, attempts } = answerOf(state, item.exercise.id);
      return { exercise: item.exercise.id, files: filesOf(item, state), confidence, explanation, attempts };
    }),
    log: state.log,
  };
}

export function exportName({ id }: Session): string {
  return `interview-${id}.json`;
}

/** As they stand, given files left out: the reviewer has them. */
export function filesOf({ exercise }: PageItem, state: InterviewState): Record<string, string> {
  const { files } = answerOf(state, exercise.id);
  const own = Object.entries(exercise.starter).filter(([path]) => !exercise.given.includes(path));
  return Object.fromEntries(own.map(([path, text]) => [path, files[path] ?? text]));
}

export type ItemProgress = "not started" | "answered" | "run";

export function progressOf({ exercise }: PageItem, state: InterviewState): ItemProgress {
  const { files, explanation, attempts } = answerOf(state, exercise.id);
  if (attempts.length > 0) return "run";
  const changed = Object.entries(files).some(([path, text]) => exercise.starter[path] !== text);
  return changed || explanation.trim() !== "" ? "answered" : "not started";
}

/** One sentence for each thing that is in the file. */
export function exportWords(page: PageData, state: InterviewState): string[] {
  const made = makeExport(page, state);
  const paused = made.log.filter(({ what }) => what === "paused").length;
  const attempts = made.answers.reduce((sum, answer) => sum + answer.attempts.length, 0);
  const edits = made.log.filter(({ what }) => what === "edited").length;
  return [
    made.name === "" ? "No name." : `The name that you gave: ${made.name}.`,
    `The session: its deck, seed, ${count(made.session.minutes, "minute")} and the versions of the libraries.`,
    `Your answer to each of the ${count(made.answers.length, "item")}, as it stands now, with your last confidence.`,
    "What you wrote as explanations. People read it; no machine scores it.",
    `The clock: ${clockText(state.clock.elapsedMs)} counted, ${paused === 0 ? "no pause" : `${count(paused, "pause")}, each with its length`}, ${count(state.extraMinutes, "extra minute")}.`,
    made.recorded
      ? `The recording: ${count(attempts, "attempt")} with the files and confidence of each, ${count(edits, "entry", "entries")} of edits, and when you opened which item.`
      : `No recording. Of each item that you ran or checked, the last time alone (${attempts} in all): its files, your confidence and what the visible tests said.`,
  ];
}

export function count(many: number, one: string, more = `${one}s`): string {
  return `${many} ${many === 1 ? one : more}`;
}
