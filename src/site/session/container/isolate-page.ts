// For hosts that cannot set headers: a service worker of ours adds them. Only when somebody asks, because it stays; and with
// narrow scopes, so that no other page of the site has anything to do with it.

const SCRIPT = "/isolate-sw.js";
/** What this page frames, and the scripts of its workers: each is a request of its own and needs the headers too. */
const LOADED = ["/container.html", "/_astro/"];

export function canIsolate(): boolean {
  return isSecureContext && "serviceWorker" in navigator;
}

/** Reloads the page when that is done. Rejects when the browser does not let a service worker be. */
export async function isolatePage(): Promise<void> {
  const scopes = [location.pathname, ...LOADED];
  await Promise.all(scopes.map(async (scope) => active(await navigator.serviceWorker.register(SCRIPT, { scope }))));
  location.reload();
}

/** A worker that is not active yet would let the reload pass by. */
function active(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.installing ?? registration.waiting;
  if (!worker) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") resolve();
      else if (worker.state === "redundant") reject(new Error("the service worker could not be installed"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}
