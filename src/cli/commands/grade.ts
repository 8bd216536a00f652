import { type Command, InvalidArgumentError, Option } from "commander";
import { type AddCommand, wholeNumber } from "../command.ts";
import { COURSE_OPTION } from "../open-course.ts";
import type { SignedLevel } from "../../results/model.ts";

interface Given {
  readonly exercise?: string;
  readonly pack?: string;
  readonly out: string;
  readonly jobs: number;
  readonly seed?: string;
  readonly tier?: "strong" | "portable";
  readonly iTrustTheseFiles: boolean;
  readonly fresh: boolean;
  readonly watch: boolean;
  readonly sign?: string;
  readonly challenge?: string;
  readonly level: SignedLevel;
  readonly json: boolean;
  readonly course: string;
}

const LEVELS: Readonly<Record<string, SignedLevel>> = {
  "re-run": "re-run by a reviewer",
  supervised: "supervised",
};

function refuseLevel(): never {
  throw new InvalidArgumentError(`It must be one of ${Object.keys(LEVELS).join(", ")}.`);
}

export const addGrade: AddCommand = (program, { out, signal, end }) => {
  options(program.command("grade")).action(async (from: string, given: Given) => {
    const { exercise = null, pack = null, seed = null, tier = null, sign = null, challenge = null } = given;
    const asked = { ...given, from, exercise, pack, seed, tier, sign, challenge };
    const { grade } = await import("../grade.ts");
    end(await grade({ ...asked, trustsFiles: given.iTrustTheseFiles, signal }, out));
  });
};

function options(command: Command): Command {
  return command
    .description("judge what others sent: a folder, or a zip archive, with one folder, archive or file for each author")
    .argument("<submissions>", "the folder or archive")
    .option("--exercise <id>", "which exercise they answer")
    .option("--pack <folder>", "a team's own pack instead of the course: verified mode")
    .requiredOption("--out <folder>", "where the reports go; a batch that was stopped goes on there")
    .option("--jobs <count>", "how many at a time", wholeNumber(1, 64), 2)
    .option("--seed <text>", "for the random data of the tests; drawn once for a batch when not given")
    .addOption(
      new Option("--tier <tier>", "of isolation; the strongest that works when not given").choices([
        "strong",
        "portable",
      ]),
    )
    .option("--i-trust-these-files", "run submissions as programs of yours, which may do what you may do", false)
    .option("--fresh", "start over: take nothing of an earlier run in --out", false)
    .option("--watch", "then go on with whatever is added to the folder or changed in it, until Ctrl+C", false)
    .option("--sign <file>", "sign each result with this key, as <author>.jws beside the report")
    .option("--challenge <text>", "what the team asked to be signed along")
    .addOption(
      new Option("--level <level>", "what a signature says of how the files were graded: re-run or supervised")
        .argParser((text): SignedLevel => LEVELS[text] ?? refuseLevel())
        .default("re-run by a reviewer", "re-run"),
    )
    .option("--json", "one JSON document instead of text", false)
    .option(...COURSE_OPTION);
}
