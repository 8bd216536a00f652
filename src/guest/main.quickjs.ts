// The guest's front door in a language machine (guest/quickjs). Bundled as a script whose value is `openDoors`; the process
// around the machine calls it once, and from then on what it gives.
import { installPlatform } from "./quickjs/platform.ts";
import { prepareGuest } from "./agent.ts";
import { forbidCodeFromText } from "./quickjs/no-code-from-text.ts";
import { tellUnhandled } from "./quickjs/rejections.ts";
import type { MachineDoors, MachineHost } from "./quickjs/machine-host.ts";
import { standInForSqlJs } from "./quickjs/sql-js.ts";
import { prepareRealm } from "./realm.ts";
import type { GuestStarted } from "./start-messages.ts";

export function openDoors(host: MachineHost, kernelUrl: string): MachineDoors {
  const uncaught = (thrown: unknown) => realm.uncaught("exception", thrown);
  const timer = installPlatform(globalThis, host, uncaught);
  const { send, makeModule, forgetModule } = host;
  const unsent: string[] = [];
  let take = (line: string): void => void unsent.push(line);
  let made = 0;

  tellUnhandled(globalThis, (reason) => realm.uncaught("rejection", reason));
  const realm = prepareRealm(globalThis);
  const tell = (message: GuestStarted) => send(JSON.stringify(message));
  const home = {
    kernelUrl,
    wasm: null,
    sqlJs: standInForSqlJs(host),
    makeUrl(path: string, text: string) {
      const url = `guest:${++made}/${encodeURI(path)}`;
      makeModule(url, text);
      return url;
    },
    forgetUrl: forgetModule,
    importModule: (url: string) => import(url) as Promise<Record<string, any>>,
  };
  prepareGuest(home, realm).then(
    (guest) => {
      forbidCodeFromText(globalThis);
      guest.serve({
        send,
        onLine(listener) {
          take = listener;
          for (const line of unsent.splice(0)) take(line);
        },
        onClose: () => {},
        close: () => {},
      });
      tell({ started: true });
    },
    (error: unknown) => tell({ started: false, why: `${String(error)}\n${String((error as Error).stack)}` }),
  );
  return {
    line: (text) => take(text),
    timer,
    uncaught,
  };
}
