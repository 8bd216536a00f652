// What the compiler hands to a guest. Types only, so that the guest need not know the compiler.

/** Where an import leads: another file of the same job, or a library of the kernel. */
export type ImportRef = { readonly file: string } | { readonly library: string };

/** JavaScript with holes: a guest joins the parts, putting a quoted URL of its own making where a reference stands. */
export interface CompiledModule {
  readonly path: string;
  readonly parts: readonly (string | ImportRef)[];
}

export interface CompileProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  readonly message: string;
}

export type CompileResult =
  | {
      readonly ok: true;
      /** In dependency order: a module comes after all that it imports. */ readonly modules: readonly CompiledModule[];
    }
  | { readonly ok: false; readonly problems: readonly CompileProblem[] };

/** Library → the names that its shim exports for this job. */
export type LibraryExports = Readonly<Record<string, readonly string[]>>;
