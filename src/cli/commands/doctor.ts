import type { AddCommand } from "../command.ts";

export const addDoctor: AddCommand = (program, { out, signal, end }) => {
  program
    .command("doctor")
    .description("say which tiers of isolation this machine offers for submissions of others, and what to install")
    .option("--json", "one JSON document instead of text", false)
    .action(async (options: { json: boolean }) =>
      end(await (await import("../doctor.ts")).doctor({ ...options, signal }, out)),
    );
};
