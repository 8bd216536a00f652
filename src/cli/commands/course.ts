// The commands of who writes the course.
import { COURSE_OPTION } from "../open-course.ts";
import type { AddCommand } from "../command.ts";

export const addCourseCommands: AddCommand = (program, { out, signal, end }) => {
  program
    .command("verify")
    .description("prove of every exercise, or of those named, that it judges rightly")
    .argument("[id...]", "exercises")
    .option("--update", "write fingerprints.json: how the mutants fail now", false)
    .option("--json", "one JSON document instead of text", false)
    .option(...COURSE_OPTION)
    .action(async (ids: string[], options: { update: boolean; json: boolean; course: string }) =>
      end(await (await import("../verify.ts")).verify({ ...options, ids, signal }, out)),
    );
  program
    .command("claims")
    .description("run every claim of the lessons, and say what was seen")
    .option("--json", "one JSON document instead of text", false)
    .option("--out <file>", "write what was seen to a file, when every claim holds")
    .option("--against <version>", "run them on an older LangGraph, and write lessons/drift.json")
    .option(...COURSE_OPTION)
    .action(async (options: { json: boolean; out?: string; against?: string; course: string }) => {
      const { out: file = null, against = null } = options;
      end(await (await import("../claims.ts")).claims({ ...options, out: file, against, signal }, out));
    });
  program
    .command("lint")
    .description("find sentences of fact in the lessons' prose that no claim stands behind")
    .argument("[lesson...]", "lessons, by id")
    .option("--json", "one JSON document instead of text", false)
    .option(...COURSE_OPTION)
    .action(async (lessons: string[], options: { json: boolean; course: string }) =>
      end(await (await import("../lint.ts")).lint({ ...options, lessons }, out)),
    );
  program
    .command("new")
    .description("begin something")
    .command("exercise")
    .description("the files of a new exercise, with marks where you have to write")
    .argument("<id>", "its permanent name, in kebab-case")
    .option(...COURSE_OPTION)
    .action(async (id: string, options: { course: string }) =>
      end(await (await import("../new-exercise.ts")).newExercise(options.course, id, out)),
    );
};
