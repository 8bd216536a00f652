import { type AddCommand, wholeNumber } from "../command.ts";
import { COURSE_OPTION } from "../open-course.ts";

export const addGrade: AddCommand = (program, { out, signal, end }) => {
  program
    .command("grade")
    .description("judge a folder of submissions: one folder for each author")
    .argument("<folder>", "the submissions")
    .requiredOption("--exercise <id>", "which exercise they answer")
    .requiredOption("--out <folder>", "where the reports go")
    .option("--jobs <count>", "how many at a time", wholeNumber(1, 64), 2)
    .option("--seed <text>", "for the random data of the tests; drawn when not given")
    .option("--json", "one JSON document instead of text", false)
    .option(...COURSE_OPTION)
    .action(
      async (
        folder: string,
        options: { exercise: string; out: string; jobs: number; seed?: string; json: boolean; course: string },
      ) =>
        end(await (await import("../grade.ts")).grade({ ...options, folder, seed: options.seed ?? null, signal }, out)),
    );
};
