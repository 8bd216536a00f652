// What the page of the host and the stand-in's server say to each other, in MessagePack over one WebSocket for each container.

/** What the server tells the page of the host when it serves it. */
export interface HostConfig {
  /** Asked of whoever opens the WebSocket. */
  readonly token: string;
  readonly testedVersions: readonly string[];
  readonly answers: boolean;
}

export interface Request {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type FromServer =
  | { readonly is: "result"; readonly id: number; readonly value: unknown }
  | { readonly is: "failure"; readonly id: number; readonly message: string }
  /** Null: there will be no more. */
  | { readonly is: "output"; readonly process: number; readonly bytes: Uint8Array | null }
  | { readonly is: "exit"; readonly process: number; readonly code: number }
  | { readonly is: "watched"; readonly watcher: number; readonly event: string; readonly name: string | null }
  /** For those who asked for it by the client's `on`. */
  | { readonly is: "event"; readonly event: "port" | "server-ready"; readonly args: readonly unknown[] };

/** What `run` is given: the client's own words, and whether somebody listens. */
export interface RunSpec {
  readonly command: string;
  readonly args?: readonly string[];
  readonly cwd?: string | null;
  readonly env?: Readonly<Record<string, string | number | boolean>> | null;
  readonly terminal?: TerminalSize | null;
}

export interface TerminalSize {
  readonly cols: number;
  readonly rows: number;
}
