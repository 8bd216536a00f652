// The two errors of the port: what the other side's code threw, and what went wrong between the sides.

export type PortErrorCode =
  /** The port was closed, or the other side is gone. */
  | "PORT_CLOSED"
  /** The other side sent something that is not a message; the port closes. */
  | "PORT_MALFORMED"
  /** The other side went past a limit; the port closes. */
  | "PORT_LIMIT"
  /** A value cannot be handed over; only the call that carried it fails. */
  | "PORT_VALUE"
  /** The function or object has been taken back by the side that it lives on; only that call fails. */
  | "PORT_REVOKED";

/** The wire broke, a limit was passed, or the other side is gone: never something that learner code threw. */
export class PortError extends Error {
  override readonly name = "PortError";
  readonly code: PortErrorCode;
  constructor(code: PortErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What the code on the other side threw: its name and message, made safe to print. */
export class RemoteError extends Error {
  override readonly name: string;
  /** Where it happened, as `file:line` of the other side's own files; empty when that side does not tell. */
  readonly frames: readonly string[];
  constructor(name: string, message: string, frames: readonly string[] = []) {
    super(message);
    this.name = name;
    this.frames = frames;
  }
}
