import { type Command, InvalidArgumentError } from "commander";
import { type CommandContext, wholeNumber } from "../command.ts";

interface NewArguments {
  readonly deck: string;
  readonly minutes: number;
  readonly seed?: string;
  readonly items?: readonly number[];
  readonly out?: string;
}

/** `interview`: the command that this one belongs to. */
export function addInterviewNew(interview: Command, { out, end }: CommandContext): void {
  interview
    .command("new")
    .description("make an interview from a deck: one file that runs offline in the candidate's browser")
    .option("--deck <deck>", "the id of a deck, or its folder", "core")
    .option("--minutes <count>", "how long it takes; the items are chosen to fill it", wholeNumber(1, 600), 45)
    .option("--seed <text>", "the same deck, seed and minutes make the same interview; one is made up when not given")
    .option("--items <numbers>", "these items in this order, by their numbers in the deck: 3,7,12", itemNumbers)
    .option("--out <file>", "where the page goes; interview-ID.html when not given")
    .action(async (options: NewArguments) => {
      const { newInterview } = await import("../interview-new.ts");
      const { seed = null, items = null, out: file = null } = options;
      end(await newInterview({ ...options, seed, items, file }, out));
    });
}

function itemNumbers(text: string): readonly number[] {
  const parts = text.split(",").map((part) => part.trim());
  if (!parts.every((part) => /^\d{1,3}$/.test(part)))
    throw new InvalidArgumentError("It must be numbers with commas between them, e.g. 3,7,12.");
  return parts.map(Number);
}
