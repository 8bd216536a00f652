// What a worker and Node have around the language, for a language machine that has the language alone. First of all in the
// guest, before any code that takes hold of a global.
import "core-js/actual/array/from-async";
import "core-js/actual/atob";
import "core-js/actual/btoa";
import "core-js/actual/dom-exception";
import "core-js/actual/url";
import "core-js/actual/url-search-params";
import "core-js/actual/structured-clone";
import "core-js/actual/suppressed-error";
import "core-js/actual/disposable-stack";
import "core-js/actual/async-disposable-stack";
import { Event, EventTarget } from "event-target-shim";
import * as streams from "web-streams-polyfill";
import { AbortController, AbortSignal } from "./abort.ts";
import type { MachineHost } from "./machine-host.ts";
import { createTextCoding } from "./text.ts";

const MOST_RANDOM_BYTES = 65_536;
const POOL_BYTES = 4_096;

class CustomEvent extends Event {
  readonly detail: unknown;
  constructor(type: string, init: CustomEventInit = {}) {
    super(type, init);
    this.detail = (init.detail as unknown) ?? null;
  }
}

/** Gives what the process calls when a timer has run out. `uncaught` is told what a microtask threw. */
export function installPlatform(
  global: typeof globalThis,
  host: MachineHost,
  uncaught: (thrown: unknown) => void,
): (id: number) => void {
  const waiting = new Map<number, () => void>();
  let lastTimer = 0;
  const randomBytes = randomPool(host);
  const done = Promise.resolve();
  const { then } = Promise.prototype;
  const { apply } = Reflect;

  const started = {
    setTimeout(callback: () => void, delayMs = 0): number {
      const id = ++lastTimer;
      waiting.set(id, callback);
      host.startTimer(id, delayMs);
      return id;
    },
    clearTimeout(id: number): void {
      if (waiting.delete(id)) host.cancelTimer(id);
    },
    queueMicrotask(callback: () => void): void {
      const guarded = () => {
        try {
          callback();
        } catch (error) {
          uncaught(error);
        }
      };
      void apply(then, done, [guarded]);
    },
    performance: {
      now: () => host.now(),
      // Asked for when it is wanted: an image of this realm is older than the process that runs it.
      get timeOrigin() {
        return Date.now() - host.now();
      },
    },
    crypto: {
      getRandomValues<Bytes extends ArrayBufferView>(into: Bytes): Bytes {
        if (into.byteLength > MOST_RANDOM_BYTES)
          throw new DOMException(`${into.byteLength} bytes are more than ${MOST_RANDOM_BYTES}`, "QuotaExceededError");
        const view = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
        view.set(randomBytes(into.byteLength));
        return into;
      },
    },
    ...createTextCoding(host),
    AbortController,
    AbortSignal,
    Event,
    EventTarget,
    CustomEvent,
    ...streams,
  };
  for (const [name, value] of Object.entries(started))
    Object.defineProperty(global, name, { value, writable: true, configurable: true, enumerable: false });

  // The machine's own would begin with the same number in every guest that starts with the same image.
  Math.random = () => {
    const [low, high] = new Uint32Array(randomBytes(8).slice().buffer) as unknown as [number, number];
    return (high * 2 ** 21 + (low >>> 11)) / 2 ** 53;
  };

  // What the libraries take in place of their own: compile/build-kernel.node.ts.
  const sha1 = (bytes: Uint8Array) => new Uint8Array(host.sha1(bytes.slice().buffer as ArrayBuffer));
  Object.defineProperty(global, Symbol.for("forkpoint.sha1"), { value: sha1 });

  return (id) => {
    const callback = waiting.get(id);
    waiting.delete(id);
    callback?.();
  };
}

/** Each way out of the machine has its cost, so many are fetched at once. */
function randomPool(host: MachineHost): (count: number) => Uint8Array {
  let pool = new Uint8Array(0);
  let used = 0;
  return (count) => {
    if (count > POOL_BYTES) return new Uint8Array(host.randomBytes(count));
    if (used + count > pool.length) {
      pool = new Uint8Array(host.randomBytes(POOL_BYTES));
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
}
