// What a check must know of the prebuilt libraries: the manifest that is written beside them.

export interface Kernel {
  /** Library → everything that it exports. */
  readonly exports: Readonly<Record<string, readonly string[]>>;
  /** Package → version; what a report was made with. */
  readonly pins: Readonly<Record<string, string>>;
}
