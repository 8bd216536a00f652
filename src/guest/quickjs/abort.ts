// AbortController and AbortSignal for a language machine that has neither, over the events of event-target-shim.
import { Event, EventTarget } from "event-target-shim";

const OWN = Symbol("only an AbortController makes signals");

let abort: (signal: Signal, reason: unknown) => void;

class Signal extends EventTarget {
  #reason: unknown = undefined;
  #aborted = false;
  onabort: ((event: object) => unknown) | null = null;

  constructor(own?: symbol) {
    if (own !== OWN) throw new TypeError("Illegal constructor");
    super();
  }

  static abort(reason: unknown = aborted()): Signal {
    const signal = new Signal(OWN);
    abort(signal, reason);
    return signal;
  }

  static timeout(ms: number): Signal {
    const signal = new Signal(OWN);
    setTimeout(() => abort(signal, new DOMException("The operation timed out", "TimeoutError")), ms);
    return signal;
  }

  static any(signals: Iterable<Signal>): Signal {
    const any = new Signal(OWN);
    for (const signal of signals) {
      if (signal.aborted) abort(any, signal.reason);
      else signal.addEventListener("abort", () => abort(any, signal.reason), { once: true });
    }
    return any;
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }

  static {
    abort = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason;
      const event = new Event("abort");
      if (typeof signal.onabort === "function") Reflect.apply(signal.onabort, signal, [event]);
      signal.dispatchEvent(event);
    };
  }
}

function aborted(): DOMException {
  return new DOMException("This operation was aborted", "AbortError");
}

class Controller {
  readonly #signal = new Signal(OWN);

  get signal(): Signal {
    return this.#signal;
  }

  abort(reason: unknown = aborted()): void {
    abort(this.#signal, reason);
  }
}

for (const [made, name] of [
  [Signal, "AbortSignal"],
  [Controller, "AbortController"],
] as const) {
  Object.defineProperty(made, "name", { value: name });
  Object.defineProperty(made.prototype, Symbol.toStringTag, { value: name, configurable: true });
}

export { Controller as AbortController, Signal as AbortSignal };
