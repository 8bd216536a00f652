// The guest's front door in the page: a classic worker, started by the frame (runtimes/worker/frame.ts). It is told where
// the kernel is, answers when it is ready, and is then given the private port that its job arrives on.
import { messagePortTransport } from "../port/message-port-transport.ts";
import { prepareGuest, type ReadyGuest } from "./agent.ts";
import { prepareRealm } from "./realm.ts";
import type { StartGuest, GuestStarted } from "./start-messages.ts";

const tell = (globalThis.postMessage as (message: GuestStarted) => void).bind(globalThis);
const { createObjectURL, revokeObjectURL } = URL;
const NativeBlob = Blob;

let ready: ReadyGuest | undefined;

// Stays in place when learner code runs, but by then its only two messages have come: there is no way to send another.
globalThis.addEventListener("message", (event: MessageEvent) => {
  if (ready) {
    const port = event.ports[0];
    if (port) ready.serve(messagePortTransport(port));
    return;
  }
  start(event.data as StartGuest).then(
    (guest) => {
      ready = guest;
      tell({ started: true });
    },
    (error: unknown) => tell({ started: false, why: String(error) }),
  );
});

async function start({ kernelUrl, wasm }: StartGuest): Promise<ReadyGuest> {
  globalThis.addEventListener("error", (event) => {
    realm.uncaught("exception", event.error ?? new Error(event.message));
    event.preventDefault();
  });
  globalThis.addEventListener("unhandledrejection", (event) => {
    realm.uncaught("rejection", event.reason);
    event.preventDefault();
  });
  const realm = prepareRealm(globalThis);
  const makeUrl = (_path: string, text: string) => createObjectURL(new NativeBlob([text], { type: "text/javascript" }));
  const importModule = (url: string) => import(url) as Promise<Record<string, any>>;
  return prepareGuest({ kernelUrl, wasm, makeUrl, forgetUrl: revokeObjectURL, importModule }, realm);
}
