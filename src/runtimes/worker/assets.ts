// What the frame needs, fetched by the page because the frame may fetch nothing.
import { RuntimeError } from "../errors.ts";
import type { FrameAssets } from "./protocol.ts";

/** Addresses of the built files. */
export interface AssetUrls {
  readonly kernel: string;
  readonly guest: string;
  readonly wasm: string;
}

const STEPS: Readonly<Record<keyof AssetUrls, string>> = {
  kernel: "loading LangGraph.js",
  guest: "loading the guest program",
  wasm: "loading SQLite",
};

export async function loadAssets(
  urls: AssetUrls,
  signal: AbortSignal,
  onStep?: (step: string) => void,
): Promise<FrameAssets> {
  const load = async (name: keyof AssetUrls): Promise<Response> => {
    onStep?.(STEPS[name]);
    const response = await fetch(urls[name], { signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw missing(urls[name], String(error), error);
    });
    if (!response.ok) throw missing(urls[name], `status ${response.status}`);
    return response;
  };
  const [kernel, guest, wasm] = await Promise.all([
    load("kernel").then((response) => response.text()),
    load("guest").then((response) => response.text()),
    load("wasm").then((response) => response.arrayBuffer()),
  ]);
  return { kernel, guest, wasm };
}

function missing(url: string, why: string, cause?: unknown): RuntimeError {
  return new RuntimeError("ASSET_MISSING", `could not load ${url} (${why}): check the connection and try again`, {
    cause,
  });
}
