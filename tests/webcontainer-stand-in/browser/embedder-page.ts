// Runs in the embedder's page: the unmodified client, and a few words for what tests do with it.
import { WebContainer, type SpawnOptions, type WebContainerProcess } from "@webcontainer/api";

export interface Finished {
  readonly code: number;
  readonly output: string;
}

const page = {
  WebContainer,
  /** What the host has posted to this page. */
  said: [] as unknown[],
  /** The message of what a promise rejects with. */
  why: (promise: Promise<unknown>) =>
    promise.then(
      () => "it did not reject",
      (error: Error) => error.message,
    ),
  /** Writes a program and runs it to its end. */
  async run(wc: WebContainer, source: string, options?: SpawnOptions): Promise<Finished> {
    const name = `program-${++programs}.mjs`;
    await wc.fs.writeFile(name, source);
    return page.finish(await wc.spawn("node", [name], options));
  },
  async finish(process: WebContainerProcess): Promise<Finished> {
    const [output, code] = await Promise.all([page.text(process), process.exit]);
    return { code, output };
  },
  async text(process: WebContainerProcess): Promise<string> {
    const reader = process.output.getReader();
    let text = "";
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) text += piece.value;
    return text;
  },
  /** Reads until the text is there, and leaves the rest for `text`. */
  async until(process: WebContainerProcess, wanted: string): Promise<string> {
    const reader = process.output.getReader();
    let text = "";
    while (!text.includes(wanted)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the output ended without ${JSON.stringify(wanted)}: ${text}`);
      text += value;
    }
    reader.releaseLock();
    return text;
  },
  /** To be called before the frame is made. */
  aFrameHasLoaded: () =>
    new Promise((resolve) => document.addEventListener("load", resolve, { capture: true, once: true })),
  /** Opens the host's page in a frame of its own, beside the client, and resolves when it has greeted us. */
  async openHost(url: string): Promise<void> {
    const frame = document.createElement("iframe");
    frame.src = url;
    document.body.append(frame);
    await new Promise<void>((resolve) =>
      addEventListener("message", ({ data, source }) => {
        if (source === frame.contentWindow && data.type === "init") resolve();
      }),
    );
  },
  /** "pending" when it has not settled yet. */
  async state(promise: Promise<unknown>): Promise<string> {
    const settled = promise.then(
      () => "fulfilled",
      () => "rejected",
    );
    return Promise.race([settled, new Promise<string>((resolve) => setTimeout(resolve, 0, "pending"))]);
  },
};
let programs = 0;
addEventListener("message", ({ data, source }) => source !== window && page.said.push(data));

declare global {
  var page: typeof import("./embedder-page.ts").default;
  var wc: WebContainer;
}
globalThis.page = page;
export default page;
