// What a program of the lab printed, and what nobody caught; bounded, since a program may print without end.
import type { WorkEvent } from "../protocol.ts";

const MOST_CHARS = 20_000;

export interface Printed {
  hear(event: WorkEvent): void;
  text(): string;
  /** "Name: message" of what was thrown and not caught; null when nothing was. */
  threw(): string | null;
}

export function collectPrinted(): Printed {
  const lines: string[] = [];
  let chars = 0;
  let dropped = 0;
  let threw: string | null = null;
  return {
    hear(event) {
      if (event.kind !== "trace") return;
      const told = event.event;
      if (told.kind === "dropped") dropped += told.lines;
      if (told.kind === "uncaught") threw ??= `${told.error.name}: ${told.error.message}`;
      if (told.kind !== "console") return;
      chars += told.text.length;
      if (chars > MOST_CHARS) dropped += 1;
      else lines.push(told.text);
    },
    text: () => [...lines, ...(dropped > 0 ? [`(${dropped} lines more)`] : [])].join("\n"),
    threw: () => threw,
  };
}
