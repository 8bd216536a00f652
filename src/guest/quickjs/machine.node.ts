// A language machine: QuickJS, compiled to WebAssembly, with one realm for a guest. The code in it reaches nothing but the
// functions of `MachineHost`, which are given texts, numbers and copies of bytes.
import variant from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
} from "quickjs-emscripten-core";
import { limitMemory } from "./memory.ts";
import type { MachineDoors, MachineHost } from "./machine-host.ts";

/** What its WebAssembly asks for at least. */
const FIRST_PAGES = 256;

export interface MachineOptions {
  /** QuickJS, compiled. */
  readonly wasm: WebAssembly.Module;
  readonly mostBytes: number;
  /** It wants more memory than that. */
  exhausted(): never;
  /** Asked every so often while code runs; true = it is ended for good. */
  isOver(): boolean;
}

type Modules = Pick<MachineHost, "makeModule" | "forgetModule">;

export class Machine {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #texts = new Map<string, string>();
  #doors: Record<keyof MachineDoors, QuickJSHandle> | undefined;

  private constructor(runtime: QuickJSRuntime, { isOver }: MachineOptions) {
    this.#runtime = runtime;
    runtime.setInterruptHandler(isOver);
    runtime.setMaxStackSize(STACK_BYTES);
    runtime.setModuleLoader(
      (url) => this.#texts.get(url) ?? { error: new Error(`${JSON.stringify(url)} cannot be imported here`) },
      (_from, specifier) => specifier,
    );
    this.#context = runtime.newContext();
  }

  static async start(options: MachineOptions): Promise<Machine> {
    const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: 32_768 });
    limitMemory(memory, options.mostBytes, options.exhausted);
    const engine = newVariant(variant, { wasmModule: options.wasm, wasmMemory: memory });
    const quickJs = await newQuickJSWASMModuleFromVariant(engine);
    return new Machine(quickJs.newRuntime(), options);
  }

  readonly modules: Modules = {
    makeModule: (url, text) => void this.#texts.set(url, text),
    forgetModule: (url) => void this.#texts.delete(url),
  };

  /** `script` has a function as its value, which is called with the host and gives the doors. */
  open(script: string, host: MachineHost, kernelUrl: string): void {
    const context = this.#context;
    const open = context.unwrapResult(context.evalCode(script, "guest.js"));
    const given = [this.#hand(host), context.newString(kernelUrl)];
    const doors = context.unwrapResult(context.callFunction(open, context.undefined, given));
    this.#doors = {
      line: context.getProp(doors, "line"),
      timer: context.getProp(doors, "timer"),
      uncaught: context.getProp(doors, "uncaught"),
    };
    this.#runJobs();
  }

  line(text: string): void {
    this.#enter("line", this.#context.newString(text));
  }

  timer(id: number): void {
    this.#enter("timer", this.#context.newNumber(id));
  }

  #enter(door: keyof MachineDoors, argument: QuickJSHandle): void {
    this.#call(door, argument);
    this.#runJobs();
  }

  #call(door: keyof MachineDoors, argument: QuickJSHandle): void {
    const context = this.#context;
    const result = context.callFunction(this.#doors![door], context.undefined, argument);
    argument.dispose();
    if (result.error) this.#uncaught(result.error, door);
    else result.value.dispose();
  }

  /** All of what promises and microtasks have to do, as in any other home before it waits for something new. */
  #runJobs(): void {
    while (this.#runtime.hasPendingJob()) {
      const result = this.#runtime.executePendingJobs();
      if (result.error) this.#uncaught(result.error, null);
    }
  }

  #uncaught(thrown: QuickJSHandle, door: keyof MachineDoors | null): void {
    if (door === "uncaught") throw new Error(`what was thrown could not be told of: ${this.#text(thrown)}`);
    this.#call("uncaught", thrown);
  }

  #text(thrown: QuickJSHandle): string {
    return JSON.stringify(this.#context.dump(thrown)).slice(0, 500);
  }

  /** The functions of `host`, as functions of the machine. */
  #hand(host: MachineHost): QuickJSHandle {
    const context = this.#context;
    const object = context.newObject();
    for (const [name, act] of Object.entries(host) as [string, (...args: unknown[]) => unknown][]) {
      const made = context.newFunction(name, (...handles) => this.#result(act(...handles.map((h) => this.#value(h)))));
      made.consume((handle) => context.setProp(object, name, handle));
    }
    return object;
  }

  #value(handle: QuickJSHandle): string | number | ArrayBuffer {
    switch (this.#context.typeof(handle)) {
      case "string":
        return this.#context.getString(handle);
      case "number":
        return this.#context.getNumber(handle);
      default:
        // A copy: the machine may change its own at any time. Throws for all that is no ArrayBuffer.
        return this.#context.getArrayBuffer(handle).consume((bytes) => bytes.value.slice().buffer);
    }
  }

  #result(value: unknown): QuickJSHandle {
    const context = this.#context;
    if (typeof value === "string") return context.newString(value);
    if (typeof value === "number") return context.newNumber(value);
    return value instanceof ArrayBuffer ? context.newArrayBuffer(value) : context.undefined;
  }
}

/** Of the machine itself. Less than Node has for its own, which each call in the machine takes from as well. */
const STACK_BYTES = 256 * 1024;
