// What the frame needs, fetched by the page because the frame may fetch nothing.
import { RuntimeError } from "../errors.ts";
import type { FrameAssets } from "./protocol.ts";

/** Addresses of the built files. */
export interface AssetUrls {
  /** The parts of one module, in order. */
  readonly kernel: readonly string[];
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
  const load = async (name: keyof AssetUrls, url: string): Promise<Response> => {
    onStep?.(STEPS[name]);
    const response = await fetch(url, { signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw missing(url, String(error), error);
    });
    if (!response.ok) throw missing(url, `status ${response.status}`);
    return response;
  };
  const text = async (name: keyof AssetUrls, url: string) => (await load(name, url)).text();
  const [kernel, guest, wasm] = await Promise.all([
    Promise.all(urls.kernel.map((url) => text("kernel", url))),
    text("guest", urls.guest),
    load("wasm", urls.wasm).then((response) => response.arrayBuffer()),
  ]);
  return { kernel: kernel.join(""), guest, wasm };
}

function missing(url: string, why: string, cause?: unknown): RuntimeError {
  return new RuntimeError("ASSET_MISSING", `could not load ${url} (${why}): check the connection and try again`, {
    cause,
  });
}
