// What the inside of a language machine and the process around it call of each other. Types only. Everything that crosses is
// text without a NUL, a number, or bytes, and is copied: neither side ever holds an object of the other.

/** What the process does for the machine. Each checks what it is given, since learner code may get at these. */
export interface MachineHost {
  /** A line for the judge. */
  send(line: string): void;
  startTimer(id: number, delayMs: number): void;
  cancelTimer(id: number): void;
  /** Milliseconds since the machine was started. */
  now(): number;
  /** At most 65536 at once. */
  randomBytes(count: number): ArrayBuffer;
  /** For the kernel, whose own takes long here. */
  sha1(bytes: ArrayBuffer): ArrayBuffer;
  /** From now on, a module with that text can be imported by that address. */
  makeModule(url: string, text: string): void;
  forgetModule(url: string): void;
  /** UTF-8 of a text given as JSON. */
  encodeText(json: string): ArrayBuffer;
  /** A text as JSON; throws a TypeError if `isFatal` and the bytes are none. */
  decodeText(bytes: ArrayBuffer, label: string, isFatal: number, ignoresMark: number): string;
  /** A `SqlRequest` as JSON, with the bytes that it refers to; gives a `SqlAnswer` as JSON. */
  sql(request: string, bytes: ArrayBuffer): string;
  /** The bytes that the last answer refers to. */
  sqlBytes(): ArrayBuffer;
}

/** What the process calls in the machine. */
export interface MachineDoors {
  /** A line of the judge. */
  line(text: string): void;
  /** That timer has run out. */
  timer(id: number): void;
  /** Something was thrown that nobody can catch any more. */
  uncaught(thrown: unknown): void;
}
