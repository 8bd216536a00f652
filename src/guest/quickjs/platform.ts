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

class CustomEvent extends Event {
  readonly detail: unknown;
  constructor(type: string, init: { detail?: unknown } & object = {}) {
    super(type, init);
    this.detail = init.detail ?? null;
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
  const { floor } = Math;
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
    performance: { now: () => host.now(), timeOrigin: floor(Date.now()) },
    crypto: {
      getRandomValues<Bytes extends ArrayBufferView>(into: Bytes): Bytes {
        if (into.byteLength > MOST_RANDOM_BYTES)
          throw new DOMException(`${into.byteLength} bytes are more than ${MOST_RANDOM_BYTES}`, "QuotaExceededError");
        const view = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
        view.set(new Uint8Array(host.randomBytes(into.byteLength)));
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

  return (id) => {
    const callback = waiting.get(id);
    waiting.delete(id);
    callback?.();
  };
}
