// Runs in the page of the bench: the client alone, from its boot to the end of a program's first run.
import { WebContainer } from "@webcontainer/api";

async function timeToFirstRun(snapshot: string): Promise<{ ms: number; output: string }> {
  const start = performance.now();
  const fetched = fetch(snapshot).then((response) => response.arrayBuffer());
  const container = await WebContainer.boot({ coep: "require-corp", workdirName: "bench" });
  await container.mount(await fetched);
  const process = await container.spawn("node", ["program.mjs"]);
  let output = "";
  const read = process.output.pipeTo(new WritableStream({ write: (text) => void (output += text) }));
  await Promise.all([process.exit, read]);
  const ms = performance.now() - start;
  container.teardown();
  return { ms, output };
}

declare global {
  interface Window {
    timeToFirstRun: typeof timeToFirstRun;
  }
}

window.timeToFirstRun = timeToFirstRun;
