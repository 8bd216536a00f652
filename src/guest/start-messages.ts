// What frame and guest worker say to each other before learner code is there. Types only.

export interface StartGuest {
  readonly kernelUrl: string;
  readonly wasm: WebAssembly.Module;
}

export type GuestStarted = { readonly started: true } | { readonly started: false; readonly why: string };
