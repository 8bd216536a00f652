// The guest itself, the same in a worker and in a Node process: loads the kernel, then serves one job. Whatever learner
// code does to it, it can only answer wrongly: it never sees a test.
import type { SqlJsStatic } from "sql.js";
import { createPort } from "../port/port.ts";
import type { Transport } from "../port/types.ts";
import { runOutsideAnyContext } from "./async-context.ts";
import { createDatabases, type Databases, type Openers } from "./databases.ts";
import { learnerFrames } from "./errors.ts";
import type { GuestJob, GuestRoot, HttpAnswer, HttpRequest } from "./guest-root.ts";
import { Linker, type ModuleHome } from "./link.ts";
import { offerLibraries, type Registry } from "./offer-libraries.ts";
import type { Realm } from "./realm.ts";

/** What a front door provides besides the realm. */
export interface GuestHome extends ModuleHome {
  importModule(url: string): Promise<Record<string, any>>;
  /** sql.js, compiled; null where there is no WebAssembly. */
  readonly wasm: WebAssembly.Module | null;
  /** What answers in its place there. */
  readonly sqlJs?: SqlJsStatic;
  /** Only in a process with a folder. */
  readonly node?: NodeHome;
}

/** What a process with a folder has and a worker has not. */
export interface NodeHome {
  readonly libraries: Registry;
  request(port: number, request: HttpRequest): Promise<HttpAnswer>;
}

export interface ReadyGuest {
  /** The first line that arrives is the job; from then on the lines are those of a port. */
  serve(transport: Transport): void;
}

const SAVERS = "@forkpoint/savers";

export async function prepareGuest(home: GuestHome, realm: Realm): Promise<ReadyGuest> {
  const { registry } = (await home.importModule(home.kernelUrl)) as { registry: Registry };
  const sqlJs = home.sqlJs ?? (await startSqlJs(registry, home.wasm!));
  const databases = createDatabases(registry[SAVERS] as unknown as Openers, sqlJs, realm.emit);
  registry[SAVERS] = { ...registry[SAVERS], ...databases.openers };
  Object.assign(registry, home.node?.libraries);
  return {
    serve(transport) {
      let take = (line: unknown): void => {
        serveJob(JSON.parse(String(line)) as GuestJob, later, { home, realm, registry, databases });
      };
      const later: Transport = {
        ...transport,
        onLine: (listener) => {
          take = listener;
        },
      };
      // What a message sets going belongs to no run of a graph.
      transport.onLine((line) => runOutsideAnyContext(() => take(line)));
    },
  };
}

interface Parts {
  readonly home: GuestHome;
  readonly realm: Realm;
  readonly registry: Registry;
  readonly databases: Databases;
}

function serveJob(job: GuestJob, transport: Transport, { home, realm, registry, databases }: Parts): void {
  const libraries = offerLibraries(registry, job.libraries);
  const linker = new Linker(home, job.modules, job.libraries);
  let endInstance = (): void => {};

  const root: GuestRoot = {
    async begin(initial, modules) {
      endInstance();
      realm.timers.clearAll();
      realm.console.reset();
      databases.reset(initial);
      linker.renew(modules);
      const scope = port.scope();
      endInstance = () => scope.end();
    },
    async module(path) {
      try {
        return { ...(await home.importModule(linker.urlOf(path))) };
      } catch (error) {
        throw readable(error, linker);
      } finally {
        realm.console.flush();
      }
    },
    saver: (name = "main") => databases.saver(name),
    async create(library, name, args) {
      const construct: unknown = libraries[library]?.[name];
      if (typeof construct !== "function") throw new TypeError(`${library} has no class ${name}`);
      return Reflect.construct(construct, args);
    },
    async request(port, request) {
      if (!home.node) throw new TypeError("this guest has no servers: its exercise does not need a process");
      return home.node.request(port, request);
    },
    async databases() {
      realm.console.flush();
      return databases.all();
    },
  };

  const port = createPort({
    transport,
    root,
    trust: "own",
    framesOf: (thrown) => (thrown instanceof Error ? learnerFrames(String(thrown.stack), linker) : []),
  });
  realm.serve({ files: linker, outputBytes: job.outputBytes, emit: (event) => port.emit(event) });
}

/** sql.js looks for its file beside a script that does not exist here, so it is handed the compiled module. */
function startSqlJs(registry: Registry, wasm: WebAssembly.Module): Promise<SqlJsStatic> {
  return registry["sql.js"]!.default({
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(wasm, imports);
      done(instance);
      return instance.exports;
    },
  });
}

/** Engines name the module that lacks an export by the address that the guest made up for it. */
function readable(error: unknown, linker: Linker): unknown {
  if (error instanceof SyntaxError) {
    const message = linker.pathsFor(error.message);
    if (message !== error.message) return new SyntaxError(message);
  }
  return error;
}
