// The object that a guest offers to the judge over the port, and the job that it is started with. Types only.
import type { CompiledModule, LibraryExports } from "../compile/compiled.ts";

export interface GuestJob {
  readonly modules: readonly CompiledModule[];
  readonly libraries: LibraryExports;
  readonly outputBytes: number;
}

export interface NamedDatabase {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface HttpRequest {
  /** "GET" if not given. */
  readonly method?: string;
  readonly path: string;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface GuestRoot {
  /**
   * New module instances over these databases (none = empty). What the last test opened is forgotten. With `modules`,
   * those take the place of the job's from now on; what they import must be among the job's libraries.
   */
  begin(databases: readonly NamedDatabase[], modules?: readonly CompiledModule[]): Promise<void>;
  /** The exports of one file of the job, importing it if this instance has not. Rejects with what its top level threw. */
  module(path: string): Promise<Record<string, unknown>>;
  /** A SqlJsSaver over the database of that name ("main"), the same file as `SqlJsSaver.open()` in learner code. */
  saver(name?: string): Promise<unknown>;
  create(library: string, name: string, args: readonly unknown[]): Promise<unknown>;
  /** What a server of this process answers. Only in a process with a folder: elsewhere there are no servers. */
  request(port: number, request: HttpRequest): Promise<HttpAnswer>;
  /** The bytes of every database opened since `begin`. */
  databases(): Promise<readonly NamedDatabase[]>;
}

/** What a guest tells without being asked. */
export type TraceEvent =
  | { readonly kind: "console"; readonly level: "log" | "info" | "warn" | "error" | "debug"; readonly text: string }
  /** So many lines more were not sent; add them up. */
  | { readonly kind: "dropped"; readonly lines: number }
  | { readonly kind: "uncaught"; readonly what: "exception" | "rejection"; readonly error: GuestError }
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "saver"; readonly call: string; readonly thread: string; readonly checkpoint: string | null };

export interface GuestError {
  readonly name: string;
  readonly message: string;
  /** Frames of learner files only, `file:line`. */
  readonly stack: readonly string[];
}
