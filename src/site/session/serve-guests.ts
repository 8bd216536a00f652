// Where guests come from: one sandboxed frame per page, opened and closed on the judge's word.
import { FrameHost } from "../../runtimes/worker/frame-host.ts";
import { serveRelay } from "../../runtimes/worker/serve-relay.ts";
import type { ToJudge } from "./protocol.ts";
import guest from "../../../.build/vendor/guest.worker.js?url";
import libraries from "../../../.build/vendor/libraries.js?url";
import sqlJs from "../../../.build/vendor/sql-js.js?url";
import wasm from "../../../.build/vendor/sql-wasm.wasm?url";

let host: FrameHost | null = null;

/** What the judge needs to have guests: its end of a line on which it may ask for them. */
export function serveGuests(): Extract<ToJudge, { kind: "guests" }> {
  host ??= new FrameHost({ assets: { kernel: [sqlJs, libraries], guest, wasm }, frame: { url: "/sandbox.html" } });
  const { port1, port2 } = new MessageChannel();
  serveRelay(port1, host);
  return { kind: "guests", port: port2, sqlite: { sqlJs, wasm } };
}
