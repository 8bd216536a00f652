// The messages between the self-test and its worker.

export type Asked =
  | { readonly ask: "module" }
  | { readonly ask: "compile"; readonly url: string }
  | { readonly ask: "write-memory"; readonly memory: SharedArrayBuffer; readonly value: number }
  | { readonly ask: "keep-file"; readonly name: string; readonly text: string };

export type Told = { readonly said: unknown } | { readonly failed: string };
