// Where guests come from: one sandboxed frame per page, and its container where it has one, opened and closed on the judge's
// word.
import { FrameHost } from "../../runtimes/worker/frame-host.ts";
import { type GuestSource, serveRelay } from "../../runtimes/worker/serve-relay.ts";
import type { ToJudge } from "./protocol.ts";
import { sqliteUrls } from "./sqlite-urls.ts";
import guest from "../../../.build/vendor/guest.worker.js?url";
import libraries from "../../../.build/vendor/libraries.js?url";

let host: FrameHost | null = null;

/** What the judge needs to have guests: its ends of the lines on which it may ask for them. */
export function serveGuests(container: GuestSource | null): Extract<ToJudge, { kind: "guests" }> {
  const { sqlJs, wasm } = sqliteUrls;
  host ??= new FrameHost({ assets: { kernel: [sqlJs, libraries], guest, wasm }, frame: { url: "/sandbox.html" } });
  const inContainer = container && { container: lineTo(container) };
  return { kind: "guests", port: lineTo(host), ...inContainer, sqlite: sqliteUrls };
}

function lineTo(source: GuestSource): MessagePort {
  const { port1, port2 } = new MessageChannel();
  serveRelay(port1, source);
  return port2;
}
