// Values into lines: whatever stays on this side becomes a handle, and a line never passes the limit.
import { stringifyJson } from "./captured.ts";
import { encode, type Outbound } from "./encode.ts";
import { PortError } from "./errors.ts";
import type { Handles } from "./handles.ts";
import type { PortLimits } from "./types.ts";

export class LineWriter implements Outbound {
  readonly limits: PortLimits;
  readonly #handles: Handles;

  constructor(limits: PortLimits, handles: Handles) {
    this.limits = limits;
    this.#handles = handles;
  }

  /** The line with the value in it. Throws PORT_VALUE when it cannot be handed over, or makes the line too long. */
  lineWith(value: unknown, line: (encoded: string) => string): string {
    const written = line(encode(value, this));
    if (written.length <= this.limits.lineChars) return written;
    const most = this.limits.lineChars;
    throw new PortError("PORT_VALUE", `the value could not be handed over: it takes more than ${most} characters`);
  }

  refer(value: object): string {
    const home = this.#handles.homeId(value);
    if (home !== undefined) return `{"$":"yours","id":${home}}`;
    const { id, kind, name } = this.#handles.give(value);
    return `{"$":"${kind}","id":${id},"name":${stringifyJson(name)}}`;
  }
}
