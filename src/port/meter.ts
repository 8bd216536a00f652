// Counts what arrives over the life of a port and throws PORT_LIMIT at the first thing too many.
import { PortError } from "./errors.ts";
import type { PortLimits } from "./types.ts";

export class Meter {
  readonly #limits: Pick<PortLimits, "messages" | "totalChars" | "calls">;
  #chars = 0;
  #messages = 0;
  #openCalls = 0;

  constructor(limits: Pick<PortLimits, "messages" | "totalChars" | "calls">) {
    this.#limits = limits;
  }

  get messages(): number {
    return this.#messages;
  }

  get openCalls(): number {
    return this.#openCalls;
  }

  line(line: unknown): void {
    if (typeof line === "string") this.#chars += line.length;
    if (this.#chars > this.#limits.totalChars) throw tooMuch(`sent more than ${this.#limits.totalChars} characters`);
  }

  message(): void {
    if (++this.#messages > this.#limits.messages) throw tooMuch(`sent more than ${this.#limits.messages} messages`);
  }

  callOpened(): void {
    if (this.#openCalls >= this.#limits.calls) throw tooMuch(`made more than ${this.#limits.calls} calls at once`);
    this.#openCalls++;
  }

  callAnswered(): void {
    this.#openCalls--;
  }
}

function tooMuch(what: string): PortError {
  return new PortError("PORT_LIMIT", `the other side ${what}`);
}
