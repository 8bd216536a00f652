// A stand-in for the host of WebContainers: it speaks the protocol of the unmodified @webcontainer/api on loopback and
// runs what is mounted with real Node in a temporary folder. For tests only: it runs whatever a page sends.
import type { StandInFaults } from "./faults.ts";

export type { StandInFaults } from "./faults.ts";

export interface StandInOptions {
  readonly faults?: StandInFaults;
}

/** Something that the client asked for. Bytes are shown by their number: "<43 bytes>". */
export interface Call {
  /** "headless" for the page of the host, else the name in the client's protocol: "build", "loadFiles", "run", "fs.readFile"… */
  readonly method: string;
  readonly args: readonly unknown[];
}

export interface StandIn extends AsyncDisposable {
  /** What a page sets as `globalThis.WEBCONTAINER_API_IFRAME_URL`, before it imports the client. */
  readonly origin: string;
  /** Replaced or changed at any time; `{}` is a host without faults. */
  faults: StandInFaults;
  /** What has reached it, oldest first. */
  readonly calls: readonly Call[];
  /** How many containers there are now. */
  readonly containers: number;
  /** How many processes that a page has spawned run now. */
  readonly processes: number;
  /** Ends every connection between a page and its container, as when the host crashes. */
  dropConnections(): void;
}

export function startStandIn(_options: StandInOptions = {}): Promise<StandIn> {
  return Promise.reject(new Error("not written yet"));
}
