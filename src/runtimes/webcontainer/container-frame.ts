// The script of the disposable frame that holds the container. The client lives here and not in the page, because a boot that
// failed spoils the realm it was tried in: this one is thrown away. Learner code runs in the container's processes only.
// Nothing of ours is imported that a page without a container loads as well, so that such a page loads nothing more.
import { WebContainer } from "@webcontainer/api";
import { ContainerFolders, FROM_FOLDER_TO_ROOT } from "./container-folders.ts";
import { openTerminal, type GuestTerminal } from "./guest-terminal.ts";
import { serveProgram } from "./node-program.ts";
import { requireOwnBuffer } from "./own-buffer.ts";
import type { FromContainer, ToContainer } from "./protocol.ts";

export interface ContainerFrameOptions {
  /** Of what the build made as container.bin. */
  readonly snapshotUrl: string;
}

/** Starting the next spare right away would take the processor from the guest that was just opened. */
const NEXT_SPARE_AFTER_MS = 400;
const HOME = "forkpoint";
/** Where its Node looks at this, one guest cannot take all the memory that the page has. */
const ENVIRONMENT = { NODE_OPTIONS: "--max-old-space-size=256" };
/** Wide, so that no terminal breaks our lines. */
const TERMINAL = { cols: 1_200, rows: 24 };

/** The one thing that a page does with this module; at once, before its document has loaded. */
export function serveContainer(options: ContainerFrameOptions): void {
  addEventListener("message", function takePort(event: MessageEvent) {
    const page = event.ports[0];
    if (event.source !== parent || event.origin !== location.origin || !page) return;
    removeEventListener("message", takePort);
    serve(page, options);
  });
}

type Tell = (message: FromContainer) => void;

function serve(page: MessagePort, { snapshotUrl }: ContainerFrameOptions): void {
  const tell: Tell = (message) => page.postMessage(message);
  const open = new Map<number, Promise<GuestTerminal>>();
  const booting = boot(snapshotUrl, tell);

  booting.then(
    () => tell({ is: "ready" }),
    (error: unknown) => tell({ is: "broken", why: textOf(error), missing: error instanceof SnapshotMissing }),
  );
  page.onmessage = async ({ data: message, ports }: MessageEvent<ToContainer>) => {
    const container = await booting;
    switch (message.do) {
      case "open":
        return openGuest(container, message.guest, message.folder, ports[0]!);
      case "kill":
        return killGuest(message.guest);
      case "node":
        return serveProgram(container.node(message.args), ports[0]!);
      case "empty":
      case "remove": {
        const { id } = message;
        return container.folders[message.do](message.folder).then(
          () => tell({ is: "folder-done", id }),
          (error: unknown) => tell({ is: "folder-failed", id, why: textOf(error) }),
        );
      }
      case "ping":
        // Without an answer of the container there is none of ours.
        return container.answers().then(
          () => tell({ is: "pong", count: message.count }),
          (error: unknown) => tell({ is: "lost", why: textOf(error) }),
        );
    }
  };

  async function openGuest(container: Container, guest: number, folder: string | null, port: MessagePort) {
    const opening = container.guest(folder);
    open.set(guest, opening);
    try {
      const terminal = await opening;
      await terminal.started;
      terminal.connect(port);
      tell({ is: "opened", guest });
      void terminal.died.then((why) => tell({ is: "died", guest, why }));
    } catch (error) {
      tell({ is: "died", guest, why: textOf(error) });
    }
    // Why a spare did not start is told to whoever opens the next guest.
    setTimeout(() => container.keepSpare().catch(() => undefined), NEXT_SPARE_AFTER_MS);
  }

  async function killGuest(guest: number): Promise<void> {
    const opening = open.get(guest);
    open.delete(guest);
    const terminal = await opening?.catch(() => undefined);
    await terminal?.kill();
    tell({ is: "killed", guest });
  }
}

async function boot(snapshotUrl: string, tell: Tell): Promise<Container> {
  const host = new URL((globalThis as Overridable).WEBCONTAINER_API_IFRAME_URL ?? "https://stackblitz.com").origin;
  tell({ is: "there", standIn: host !== "https://stackblitz.com" });
  // The host's first sign of life; the client takes it as well.
  addEventListener("message", ({ origin, data }: MessageEvent<{ readonly type?: unknown } | null>) => {
    if (origin === host && data?.type === "init") tell({ is: "step", step: "boot" });
  });
  const snapshot = fetchSnapshot(snapshotUrl);
  snapshot.catch(() => undefined);
  const client = await WebContainer.boot({ coep: "require-corp", workdirName: HOME });
  client.on("error", ({ message }) => tell({ is: "lost", why: message }));
  tell({ is: "step", step: "fill" });
  await client.mount(requireOwnBuffer(await snapshot));
  tell({ is: "step", step: "node" });
  const container = new Container(client);
  await container.keepSpare();
  return container;
}

/** How tests put another host in the place of the client's own. */
interface Overridable {
  readonly WEBCONTAINER_API_IFRAME_URL?: string;
}

class Container {
  readonly folders: ContainerFolders;
  readonly #client: WebContainer;
  #spare: Promise<GuestTerminal> | null = null;
  #started = 0;

  constructor(client: WebContainer) {
    this.#client = client;
    this.folders = new ContainerFolders(client.fs);
  }

  async guest(folder: string | null): Promise<GuestTerminal> {
    if (folder !== null) return this.#start(await this.folders.make(folder));
    const spare = this.#spare;
    this.#spare = null;
    return spare ?? this.#start(null);
  }

  /** Resolves when it has started; one that did not is not handed out. */
  async keepSpare(): Promise<void> {
    this.#spare ??= this.#start(null);
    const spare = this.#spare;
    const forget = () => {
      if (this.#spare === spare) this.#spare = null;
    };
    try {
      const { started, died } = await spare;
      void died.then(forget);
      await started;
    } catch (error) {
      forget();
      throw error;
    }
  }

  node(args: readonly string[]) {
    return this.#client.spawn("node", [...args], { terminal: TERMINAL });
  }

  async answers(): Promise<void> {
    await this.#client.fs.readdir("/");
  }

  async #start(folder: string | null): Promise<GuestTerminal> {
    const modules = `modules-${++this.#started}`;
    const program = `${folder === null ? "." : FROM_FOLDER_TO_ROOT}/guest.node.mjs`;
    const args = [program, "--terminal", `--modules=${modules}`, ...(folder === null ? [] : ["--folder"])];
    const options = { terminal: TERMINAL, env: ENVIRONMENT, ...(folder !== null && { cwd: folder }) };
    const terminal = openTerminal(await this.#client.spawn("node", args, options));
    // The files of a container take memory until somebody removes them.
    void terminal.died.then(() => this.#client.fs.rm(modules, { recursive: true, force: true }).catch(() => undefined));
    return terminal;
  }
}

class SnapshotMissing extends Error {}

async function fetchSnapshot(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new SnapshotMissing(`could not load ${url} (${textOf(error)})`);
  });
  if (!response.ok) throw new SnapshotMissing(`could not load ${url} (status ${response.status})`);
  return response.arrayBuffer();
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
