import type { AddCommand } from "../command.ts";
import { COURSE_OPTION } from "../open-course.ts";

interface Given {
  readonly out: string;
  readonly seed?: string;
  readonly variant: boolean;
  readonly course: string;
}

export const addPack: AddCommand = (program, { out, signal, end }) => {
  program
    .command("pack")
    .description("make a pack of an exercise that only your team has: own seeds, own tests, and, if asked, other names")
    .argument("<exercise>", "id of the exercise")
    .requiredOption("--out <folder>", "where the pack is made; it must not leave your machines")
    .option("--variant", "rename what an answer learned by heart would name", false)
    .option("--seed <text>", "for the names of --variant; drawn when not given")
    .option(...COURSE_OPTION)
    .action(async (exercise: string, given: Given) => {
      const { pack } = await import("../pack.ts");
      end(await pack({ ...given, exercise, seed: given.seed ?? null, signal }, out));
    });
};
