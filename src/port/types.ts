// What judge and guest share. Everything travels as one line of JSON text in both homes, so the limits are the same in both.

/** A two-way stream of lines. `send` never throws; a closed transport drops what it is given. */
export interface Transport {
  send(line: string): void;
  /** Called once per line, in order. `line` is whatever arrived: it need not be a string. */
  onLine(listener: (line: unknown) => void): void;
  /** Called once, when the other side is gone. */
  onClose(listener: (why: string) => void): void;
  close(): void;
}

export interface PortLimits {
  /** Characters of one line. */
  readonly lineChars: number;
  /** Nesting of one value. */
  readonly depth: number;
  /** Nodes of one value. */
  readonly nodes: number;
  /** Messages received over the life of the port; trace events are counted apart. */
  readonly messages: number;
  /** Handles that the other side may have handed over. */
  readonly handles: number;
  /** Events kept; the rest are counted. */
  readonly events: number;
  /** Calls of the other side that may be waiting for their answer at once. */
  readonly calls: number;
  /** Characters received over the life of the port, events included. */
  readonly totalChars: number;
}

export interface Port extends AsyncDisposable {
  /** The other side's root object, as a remote object: every method call is a message and gives a promise. */
  readonly remote: any;
  /** Functions and objects passed out from now on belong to this scope; `end()` makes later calls to them fail. */
  scope(): { end(): void };
  /** Fire and forget, for trace; dropped without a word when the port is closed. */
  emit(event: unknown): void;
  onEvent(listener: (event: unknown) => void): void;
  /** How many events were dropped by the limit. */
  readonly droppedEvents: number;
  /** Resolves with the reason; never rejects. */
  readonly closed: Promise<string>;
  /** Rejects whoever waits with a PortError `PORT_CLOSED` and closes the transport. */
  close(why: string): void;
}
