// The `process` of learner code, the same in both homes: enough for a program written for Node to start, and nothing that
// reaches the machine.

export class ProcessExit extends Error {
  override readonly name = "ProcessExit";
}

export interface ProcessWishes {
  exit(code: number): void;
  write(level: "log" | "error", text: string): void;
}

export function createProcess(wishes: ProcessWishes): object {
  const self = {
    argv: Object.freeze(["node", "main.ts"]),
    env: Object.freeze({}),
    execArgv: Object.freeze([]),
    pid: 1,
    platform: "guest",
    title: "guest",
    version: "",
    // Empty, so that no library takes this for Node and reaches for what is not there.
    versions: Object.freeze({}),
    exitCode: undefined,
    cwd: () => "/",
    uptime: () => performance.now() / 1000,
    hrtime: Object.assign(() => [Math.floor(performance.now() / 1000), 0], {
      bigint: () => BigInt(Math.round(performance.now() * 1e6)),
    }),
    memoryUsage: () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }),
    nextTick: (callback: (...args: unknown[]) => void, ...args: unknown[]) => queueMicrotask(() => callback(...args)),
    emitWarning: () => {},
    exit: (code?: unknown): never => {
      const asNumber = Number.isInteger(code) ? (code as number) : 0;
      wishes.exit(asNumber);
      // The host is about to end this guest; until then the code after exit() must not run.
      throw new ProcessExit(`process.exit(${asNumber})`);
    },
    abort: (): never => self.exit(134),
    stdout: Object.freeze({ isTTY: false, columns: 80, write: writer("log") }),
    stderr: Object.freeze({ isTTY: false, columns: 80, write: writer("error") }),
    ...listening(),
  };
  return Object.freeze(self);

  function writer(level: "log" | "error") {
    return (text: unknown): boolean => {
      wishes.write(level, String(text));
      return true;
    };
  }

  /** Listeners are taken and never called: the guest itself tells of uncaught errors and of its end. */
  function listening() {
    const chain = () => self;
    const names = ["on", "once", "off", "addListener", "removeListener", "removeAllListeners", "prependListener"];
    return { ...Object.fromEntries(names.map((name) => [name, chain])), emit: () => false, listenerCount: () => 0 };
  }
}
