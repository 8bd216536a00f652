// The document of the frame in which a container is started: the only page of ours that may frame another site.
import type { APIRoute } from "astro";
// Built as the script of a worker is: one file, with an address that can be asked for here.
import snapshot from "../../../.build/vendor/container.bin?url";
import script from "../session/container/frame.ts?worker&url";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "frame-src https://stackblitz.com",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export const GET: APIRoute = () =>
  new Response(
    [
      "<!doctype html>",
      `<html lang="en" data-snapshot="${snapshot}">`,
      `<meta charset="utf-8">`,
      `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
      `<title>Container</title>`,
      `<script type="module" src="${script}"></script>`,
    ].join("\n"),
    { headers: { "Content-Type": "text/html; charset=utf-8" } },
  );
