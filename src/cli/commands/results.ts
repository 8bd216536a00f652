import type { AddCommand } from "../command.ts";
import { COURSE_OPTION } from "../open-course.ts";

function oneMore(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Keys, and what is signed with them. */
export const addResults: AddCommand = (program, { out, signal, end }) => {
  program
    .command("keygen")
    .description("make the key that a team signs results with, and the public key that everybody may have")
    .requiredOption("--out <file>", "where the private key goes; the public one goes beside it as <file>.pub.json")
    .option("--name <text>", "what the team calls itself, written into both", "")
    .action(async (options: { out: string; name: string }) =>
      end(await (await import("../keygen.ts")).keygen({ file: options.out, name: options.name }, out)),
    );
  program
    .command("verify-result")
    .description("check a signed result against keys that you trust, and make it again from the files")
    .argument("<file>", "the result, as forkpoint grade --sign wrote it (.jws)")
    .option("--key <file>", "a public key that you trust (.pub.json); may be given more than once", oneMore, [])
    .option("--challenge <text>", "what you had asked to be signed along")
    .option("--files <path>", "the files that are said to be those: a folder, a zip archive or one file")
    .option("--rerun", "grade those files again here, with the signed seed, and compare", false)
    .option("--pack <folder>", "the team's pack that it was graded with")
    .option(...COURSE_OPTION)
    .action(
      async (
        file: string,
        given: {
          key: readonly string[];
          challenge?: string;
          files?: string;
          rerun: boolean;
          pack?: string;
          course: string;
        },
      ) => {
        const { challenge = null, files = null, pack = null, key: keys, rerun, course } = given;
        const { verifyResultFile } = await import("../verify-result.ts");
        end(await verifyResultFile({ file, keys, challenge, files, rerun, pack, course, signal }, out));
      },
    );
};
