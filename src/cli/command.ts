// What every command of the command line is given, and how it says how it ended.
import { InvalidArgumentError, type Command } from "commander";
import type { Output, Streams } from "./terminal.ts";

export interface CommandContext {
  readonly out: Output;
  readonly streams: Streams;
  readonly signal: AbortSignal;
  /** The exit code: 0 all well, 1 the course or this machine is to blame, 2 the command line asked for what cannot be. */
  end(code: number): void;
}

/** Adds one command, or several that belong together. What a command needs is imported when it is asked for. */
export type AddCommand = (program: Command, context: CommandContext) => void;

export function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < low || value > high)
      throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
    return value;
  };
}
