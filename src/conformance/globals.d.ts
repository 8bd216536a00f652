// The little of the host's globals that this package uses as types: it compiles without the DOM's and without Node's.
// An interface, so that it merges with the host's own where there is one.

interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
