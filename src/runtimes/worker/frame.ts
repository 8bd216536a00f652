// Runs inside the sandboxed frame, as a classic script: keeps the kernel's blob, the compiled sql.js and the workers,
// some of them started ahead of time. Learner code runs in those workers and never in this frame.
import type { GuestStarted, StartGuest } from "../../guest/start-messages.ts";
import type { FrameAssets, FromFrame, ToFrame } from "./protocol.ts";

interface GuestWorker {
  readonly worker: Worker;
  readonly ready: Promise<void>;
  readonly died: Promise<string>;
}

/** Starting the next spare right away would take the processor from the guest that was just opened. */
const NEXT_SPARE_AFTER_MS = 400;

addEventListener("message", function takePort(event: MessageEvent) {
  const page = event.ports[0];
  if (event.source !== parent || !page) return;
  removeEventListener("message", takePort);
  serve(page);
});

function serve(page: MessagePort): void {
  const tell = (message: FromFrame): void => page.postMessage(message);
  const open = new Map<number, GuestWorker>();
  const spares: GuestWorker[] = [];
  let sparesWanted = 1;
  let spawn: () => GuestWorker;

  page.onmessage = (event: MessageEvent<ToFrame>) => {
    const message = event.data;
    switch (message.do) {
      case "begin":
        sparesWanted = message.spares;
        begin(message.assets).then(
          () => tell({ is: "ready" }),
          (error: unknown) => tell({ is: "broken", why: String(error) }),
        );
        break;
      case "open":
        openGuest(message.guest, event.ports[0]!);
        break;
      case "kill":
        open.get(message.guest)?.worker.terminate();
        open.delete(message.guest);
        tell({ is: "killed", guest: message.guest });
        keepSpares();
        break;
      case "ping":
        tell({ is: "pong", count: message.count });
    }
  };

  async function begin(assets: FrameAssets): Promise<void> {
    const wasm = await WebAssembly.compile(assets.wasm);
    const kernelUrl = scriptUrl(assets.kernel);
    const guestUrl = scriptUrl(assets.guest);
    spawn = () => startWorker(guestUrl, { kernelUrl, wasm });
    const first = spawn();
    await first.ready;
    if (sparesWanted > 0) spares.push(first);
    else first.worker.terminate();
  }

  function openGuest(guest: number, port: MessagePort): void {
    const taken = spares.shift() ?? spawn();
    open.set(guest, taken);
    taken.ready.then(
      () => {
        taken.worker.postMessage("job", [port]);
        tell({ is: "opened", guest });
      },
      (error: unknown) => tell({ is: "died", guest, why: String(error) }),
    );
    void taken.died.then((why) => tell({ is: "died", guest, why }));
    setTimeout(keepSpares, NEXT_SPARE_AFTER_MS);
  }

  function keepSpares(): void {
    while (spares.length < sparesWanted) {
      const spare = spawn();
      spares.push(spare);
      // One that did not start is not handed out.
      spare.ready.catch(() => spares.splice(spares.indexOf(spare), 1));
    }
  }
}

function startWorker(guestUrl: string, start: StartGuest): GuestWorker {
  const worker = new Worker(guestUrl);
  let die: (why: string) => void;
  const died = new Promise<string>((resolve) => (die = resolve));
  const ready = new Promise<void>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<GuestStarted>) => {
      // The first message is sent before learner code exists; whatever might come later is not listened to.
      worker.onmessage = null;
      if (data.started) resolve();
      else reject(new Error(data.why));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
      die(event.message || "the worker failed");
    };
  });
  ready.catch(() => undefined);
  worker.postMessage(start);
  return { worker, ready, died };
}

function scriptUrl(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}
