// What code in a guest might try in order to reach something outside. Each attempt is the text of an async function body
// that returns "reached" and what it got, or throws. `OUTSIDE` stands for the address of a server that counts.

export const escapeAttempts: Readonly<Record<string, string>> = {
  fetch: `return "reached " + (await fetch("OUTSIDE/fetch")).status;`,
  "fetch without cors": `return "reached " + (await fetch("OUTSIDE/no-cors", { mode: "no-cors" })).type;`,
  XMLHttpRequest: `
    const request = new XMLHttpRequest();
    request.open("GET", "OUTSIDE/xhr", false);
    request.send();
    return "reached " + request.status;`,
  WebSocket: `
    const socket = new WebSocket("OUTSIDE/socket".replace("http", "ws"));
    await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = () => reject(new Error("error")); });
    return "reached";`,
  EventSource: `
    const source = new EventSource("OUTSIDE/events");
    await new Promise((resolve, reject) => { source.onopen = resolve; source.onerror = () => reject(new Error("error")); });
    return "reached";`,
  WebTransport: `await new WebTransport("OUTSIDE/transport".replace("http:", "https:")).ready; return "reached";`,
  importScripts: `importScripts("OUTSIDE/import-scripts"); return "reached";`,
  "import of an address": `return "reached " + (await import("OUTSIDE/import")).default;`,
  "import of a data address": `return "reached " + (await import("data:text/javascript,export default 1")).default;`,
  "import of the page's files": `return "reached " + (await import("PAGE/vendor/kernel.js")).registry;`,
  sendBeacon: `if (!navigator.sendBeacon("OUTSIDE/beacon", "x")) throw new Error("refused"); return "reached";`,
  "a font": `await new FontFace("x", "url(OUTSIDE/font)").load(); return "reached";`,
  "a worker from outside": `
    const worker = new Worker("OUTSIDE/worker");
    await new Promise((resolve, reject) => { worker.onmessage = resolve; worker.onerror = () => reject(new Error("error")); });
    return "reached";`,
  "wasm from outside": `await WebAssembly.compileStreaming(fetch("OUTSIDE/wasm")); return "reached";`,
  RTCPeerConnection: `new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:9" }] }); return "reached";`,
  indexedDB: `
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open("draft");
      opening.onsuccess = resolve;
      opening.onerror = () => reject(opening.error);
    });
    return "reached";`,
  caches: `await caches.open("draft"); return "reached";`,
  localStorage: `localStorage.setItem("draft", "overwritten"); return "reached";`,
  sessionStorage: `sessionStorage.setItem("draft", "overwritten"); return "reached";`,
  cookies: `if ("cookieStore" in globalThis) { await cookieStore.set("draft", "overwritten"); return "reached"; } document.cookie = "x=1"; return "reached";`,
  "the origin's files": `await navigator.storage.getDirectory(); return "reached";`,
  "service workers": `await navigator.serviceWorker.getRegistrations(); return "reached";`,
  document: `return "reached " + document.title;`,
  parent: `return "reached " + parent.document.title;`,
  eval: `return "reached " + eval("1 + 1");`,
  Function: `return "reached " + new Function("return 1")();`,
  "a function's constructor": `return "reached " + (async () => {}).constructor("return 1")();`,
  "a timer's text": `
    globalThis.timerRan = false;
    setTimeout("globalThis.timerRan = true");
    await new Promise((resume) => setTimeout(resume, 30));
    if (!globalThis.timerRan) throw new Error("did not run");
    return "reached";`,
};

/** Possible in a bare worker, but without anyone to hear; gone from a guest as well. */
export const harmlessAttempts: Readonly<Record<string, string>> = {
  BroadcastChannel: `new BroadcastChannel("page").postMessage("forged"); return "reached";`,
  postMessage: `postMessage({ started: true, forged: true }); return "reached";`,
  close: `close(); return "reached";`,
};

/** One function that makes all attempts, one after another, and tells of each how it ended. */
export function attemptAll(attempts: Readonly<Record<string, string>>, outside: string, page: string): string {
  const bodies = Object.entries(attempts).map(
    ([name, body]) =>
      `${JSON.stringify(name)}: async () => { ${body.replaceAll("OUTSIDE", outside).replaceAll("PAGE", page)} }`,
  );
  // Some attempts neither succeed nor fail; whether anything arrived is counted elsewhere.
  return `async () => {
    const attempts = { ${bodies.join(",\n")} };
    const outcomes = {};
    for (const [name, attempt] of Object.entries(attempts)) {
      const silence = new Promise((resolve) => setTimeout(() => resolve("silence"), 1000));
      const outcome = await Promise.race([attempt().catch((error) => "refused: " + error), silence]);
      outcomes[name] = String(outcome).slice(0, 200);
    }
    return outcomes;
  }`;
}
