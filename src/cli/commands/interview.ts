// Practice interviews: the candidate's page, and what a reviewer makes of what comes back.
import { Option } from "commander";
import { type AddCommand, wholeNumber } from "../command.ts";
import { addInterviewNew } from "./interview-new.ts";

interface ReviewArguments {
  readonly deck: string;
  readonly out: string;
  readonly tier?: "strong" | "portable";
  readonly iTrustTheseFiles: boolean;
  readonly jobs: number;
  readonly sign?: string;
  readonly json: boolean;
}

export const addInterview: AddCommand = (program, context) => {
  const { out, signal, end } = context;
  const interview = program.command("interview").description("practice interviews: make one, review what is handed in");
  addInterviewNew(interview, context);
  interview
    .command("review")
    .description("grade what a candidate handed in again on this machine, and write a page for reviewers")
    .argument("<file>", "the export that the candidate's page saved")
    .option("--deck <deck>", "the id of a deck, or its folder", "core")
    .option("--out <folder>", "where review.html and review.json go", "interview-review")
    .addOption(
      new Option("--tier <tier>", "how guests are confined; the strongest that works when not given").choices([
        "strong",
        "portable",
      ]),
    )
    .option("--i-trust-these-files", "run them even where nothing confines them: you know who wrote them", false)
    .option("--jobs <count>", "how many at a time", wholeNumber(1, 64), 2)
    .option("--sign <key>", 'sign each answer with a private key of "forkpoint keygen"')
    .option("--json", "one JSON document instead of text", false)
    .action(async (file: string, options: ReviewArguments) => {
      const { reviewInterview } = await import("../interview-review.ts");
      const { tier = null, sign = null } = options;
      end(await reviewInterview({ ...options, file, tier, sign, signal }, out));
    });
};
