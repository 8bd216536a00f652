// For hosts that cannot set headers: gives the two headers of an isolated page to the pages, frames and workers in its scope.
// Registered by src/site/session/container/isolate-page.ts, on request and for the addresses that need it only.
const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
const NEEDS_HEADERS = ["document", "iframe", "worker"];

addEventListener("install", () => globalThis.skipWaiting());
addEventListener("fetch", (event) => {
  if (NEEDS_HEADERS.includes(event.request.destination)) event.respondWith(withHeaders(event.request));
});

async function withHeaders(request) {
  const answer = await fetch(request);
  // What a redirect leads to cannot be changed, and is asked for again under its own address.
  if (answer.type === "opaqueredirect" || answer.type === "error") return answer;
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}
