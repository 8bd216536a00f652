import type { AddCommand } from "../command.ts";
import { COURSE_OPTION } from "../open-course.ts";

export const addSimilar: AddCommand = (program, { out, end }) => {
  program
    .command("similar")
    .description("say which answers of a folder are alike, and how many look like them: a hint, never part of a score")
    .argument("<submissions>", "the folder or archive, as for grade")
    .requiredOption("--exercise <id>", "which exercise they answer")
    .option("--reports <folder>", "what forkpoint grade wrote for them: compares how they fail, too")
    .option("--out <file>", "a page with both texts side by side (.html), or data (.json)")
    .option(...COURSE_OPTION)
    .action(async (from: string, given: { exercise: string; reports?: string; out?: string; course: string }) => {
      const { similar } = await import("../similar.ts");
      end(await similar({ ...given, from, reports: given.reports ?? null, out: given.out ?? null }, out));
    });
};
