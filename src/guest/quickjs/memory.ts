// The memory of a WebAssembly program, as large as it may get. The program inside would turn a refusal into an error that
// learner code can catch, again and again, so whoever asks for more than there is has come to its end.

const PAGE_BYTES = 65_536;

/** `exhausted` must not return. Programs ask for up to a fifth more than they need, so it may be called that much earlier. */
export function limitMemory(memory: WebAssembly.Memory, mostBytes: number, exhausted: () => never): void {
  const { grow } = WebAssembly.Memory.prototype;
  // The program's own JavaScript asks for more by this method.
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * PAGE_BYTES > mostBytes) exhausted();
    return Reflect.apply(grow, memory, [pages]);
  };
}
