// A language machine: QuickJS, compiled to WebAssembly, with one realm for a guest. The code in it reaches nothing but the
// functions of `MachineHost`, which are given texts, numbers and copies of bytes.
//
// Everything in it lies in one memory. So a machine that has loaded the libraries is kept as the image of that memory, and a
// guest starts with the image in place of loading them again. What lies outside of the memory, handles and functions of the
// host, is made in the same order each time, and so has the same place each time.
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

export const PAGE_BYTES = 65_536;
/** What its WebAssembly asks for at least. */
const FIRST_PAGES = 256;
const MOST_PAGES = 32_768;

export interface MachineOptions {
  /** QuickJS, compiled. */
  readonly wasm: WebAssembly.Module;
  readonly host: MachineHost;
  readonly mostBytes: number;
  /** Of the machine's own stack; Node's needs about four times as much. */
  readonly stackBytes: number;
  /** Null = there is no such module. */
  textOf(url: string): string | null;
  /** It wants more memory than it may have. */
  exhausted(): never;
  /** Asked every so often while code runs; true = it is ended for good. */
  isOver(): boolean;
}

export interface MachineImage {
  readonly pages: number;
  /** Where the host lies in it. */
  readonly hostAt: number;
  fill(memory: Uint8Array): void;
}

export class Machine {
  readonly memory: WebAssembly.Memory;
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #host: QuickJSHandle;
  #doors: Record<keyof MachineDoors, QuickJSHandle> | undefined;

  private constructor(memory: WebAssembly.Memory, runtime: QuickJSRuntime, options: MachineOptions) {
    this.memory = memory;
    this.#runtime = runtime;
    runtime.setInterruptHandler(() => options.isOver());
    runtime.setModuleLoader(
      (url) => options.textOf(url) ?? { error: new Error(`${JSON.stringify(url)} cannot be imported here`) },
      (_from, specifier) => specifier,
    );
    this.#context = runtime.newContext();
    this.#host = this.#hand(options.host);
  }

  static async start(options: MachineOptions, image?: MachineImage): Promise<Machine> {
    const memory = new WebAssembly.Memory({ initial: image?.pages ?? FIRST_PAGES, maximum: MOST_PAGES });
    limitMemory(memory, options.mostBytes, options.exhausted);
    const engine = newVariant(variant, { wasmModule: options.wasm, wasmMemory: memory });
    const quickJs = await newQuickJSWASMModuleFromVariant(engine);
    const machine = new Machine(memory, quickJs.newRuntime(), options);
    if (image) machine.#restore(image);
    // Behind an image, which has that of the machine that it was taken of.
    machine.#runtime.setMaxStackSize(options.stackBytes);
    return machine;
  }

  #restore(image: MachineImage): void {
    if (this.hostAt !== image.hostAt) throw new Error('the image is that of another machine: run "npm run vendor"');
    image.fill(new Uint8Array(this.memory.buffer));
    this.#takeDoors();
  }

  get hostAt(): number {
    return this.#host.value;
  }

  /** `script` has a function as its value, which is called with the host and gives the doors. */
  open(script: string, kernelUrl: string): void {
    const context = this.#context;
    const open = context.unwrapResult(context.evalCode(script, "guest.js"));
    const url = context.newString(kernelUrl);
    const doors = context.unwrapResult(context.callFunction(open, context.undefined, this.#host, url));
    for (const handle of [open, url]) handle.dispose();
    doors.consume((handle) => context.setProp(this.#host, "doors", handle));
    this.#takeDoors();
    this.#runJobs();
  }

  line(text: string): void {
    this.#enter("line", this.#context.newString(text));
  }

  timer(id: number): void {
    this.#enter("timer", this.#context.newNumber(id));
  }

  #takeDoors(): void {
    const context = this.#context;
    const doors = context.getProp(this.#host, "doors");
    const door = (name: keyof MachineDoors) => context.getProp(doors, name);
    this.#doors = { line: door("line"), timer: door("timer"), uncaught: door("uncaught") };
    doors.dispose();
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
