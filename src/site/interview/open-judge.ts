// The judge and its guests of a page that is one file: workers and libraries come from texts inside it, nothing is fetched.
import type { PageParts } from "../../interview/page-data.ts";
import { FrameHost } from "../../runtimes/worker/frame-host.ts";
import { serveRelay } from "../../runtimes/worker/serve-relay.ts";
import { createJudgeClient, type JudgeClient, type JudgePort } from "../session/judge-client.ts";
import type { ToJudge } from "../session/protocol.ts";

export function openJudge(parts: PageParts): JudgeClient {
  const wasm = bytesOf(parts.wasm);
  const { kernel, guest, frame } = parts;
  const host = new FrameHost({ assets: { kernel, guest, wasm: wasm.buffer }, frame: { script: frame } });
  const judgeUrl = address(parts.judge, "text/javascript");
  const sqlite = { sqlJs: address(parts.sqlJs, "text/javascript"), wasm: address(wasm, "application/wasm") };
  return createJudgeClient(() => {
    const worker = new Worker(judgeUrl, { name: "judge" });
    const { port1, port2 } = new MessageChannel();
    serveRelay(port1, host);
    const guests: ToJudge = { kind: "guests", port: port2, sqlite };
    worker.postMessage(guests, [port2]);
    return worker as unknown as JudgePort;
  });
}

function address(content: string | Uint8Array<ArrayBuffer>, type: string): string {
  return URL.createObjectURL(new Blob([content], { type }));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}
