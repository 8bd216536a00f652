// The page's end of the relay: opens and kills guests for the judge worker and passes their ports on.
import { RuntimeError } from "../errors.ts";
import type { Folders } from "../open-guest.ts";
import type { HostedGuest } from "./frame-host.ts";
import type { FromPage, ToPage } from "./protocol.ts";

/** What the page opens guests in: its sandboxed frame, or its container. */
export interface GuestSource {
  start(signal: AbortSignal, onStep?: (step: string) => void): Promise<void>;
  open(signal: AbortSignal, folder: string | null): Promise<HostedGuest>;
  /** What guests are confined by, where that is known only once it has started. */
  readonly isolation?: string;
  readonly folders?: Folders;
}

/** Serves until the returned function is called; that also ends every guest opened for this port. */
export function serveRelay(port: MessagePort, host: GuestSource): () => void {
  const stopped = new AbortController();
  const open = new Map<number, Promise<HostedGuest>>();
  const tell = (message: FromPage, transfer: Transferable[] = []): void => port.postMessage(message, transfer);

  port.onmessage = ({ data }: MessageEvent<ToPage>) => {
    switch (data.ask) {
      case "start":
        host
          .start(stopped.signal, (step) => tell({ tell: "step", step }))
          .then(
            () => tell({ tell: "started", ...(host.isolation !== undefined && { isolation: host.isolation }) }),
            (error: unknown) => tell({ tell: "not-started", ...described(error) }),
          );
        break;
      case "open":
        openGuest(data.guest, data.folder);
        break;
      case "kill":
        void killGuest(data.guest).finally(() => tell({ tell: "killed", guest: data.guest }));
        break;
      case "empty":
      case "remove":
        (host.folders?.[data.ask](data.folder) ?? Promise.resolve()).then(
          () => tell({ tell: "folder-done", id: data.id }),
          (error: unknown) => tell({ tell: "folder-failed", id: data.id, ...described(error) }),
        );
    }
  };

  function openGuest(guest: number, folder: string | null): void {
    const opening = host.open(stopped.signal, folder);
    open.set(guest, opening);
    opening.then(
      (hosted) => {
        tell({ tell: "opened", guest }, [hosted.port]);
        void hosted.died.then((why) => tell({ tell: "died", guest, why }));
      },
      (error: unknown) => {
        open.delete(guest);
        tell({ tell: "not-opened", guest, ...described(error) });
      },
    );
  }

  async function killGuest(guest: number): Promise<void> {
    const opening = open.get(guest);
    open.delete(guest);
    // What did not open need not be killed; the judge was told.
    const hosted = await opening?.catch(() => undefined);
    await hosted?.kill();
  }

  return () => {
    stopped.abort();
    port.close();
    for (const guest of open.keys()) void killGuest(guest);
  };
}

function described(error: unknown): { code: string; message: string } {
  const code = error instanceof RuntimeError ? error.code : "GUEST_NOT_STARTED";
  return { code, message: error instanceof Error ? error.message : String(error) };
}
