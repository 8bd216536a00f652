// The one container of a page: made when it is first needed, gone with the page, made anew when the page comes back from the
// back/forward cache. Never two at once: the next one waits until the last is gone.
import { RuntimeError } from "../../../runtimes/errors.ts";
import type { GuestSource } from "../../../runtimes/worker/serve-relay.ts";

export interface Container extends GuestSource, AsyncDisposable {}

/** `page` tells of its end with "pagehide", as windows do. */
export function openPageGuests(make: () => Container, page: Pick<EventTarget, "addEventListener">): GuestSource {
  let container: Container | null = null;
  let closing: Promise<unknown> = Promise.resolve();

  page.addEventListener("pagehide", () => {
    const left = container;
    container = null;
    // What goes wrong while a page is left concerns nobody; but it must not keep the next one from starting.
    if (left) closing = Promise.resolve(left[Symbol.asyncDispose]()).catch(() => undefined);
  });

  const current = async (): Promise<Container> => {
    await closing;
    return (container ??= make());
  };

  return {
    get isolation() {
      return container?.isolation;
    },
    start: async (signal, onStep) => (await current()).start(signal, onStep),
    open: async (signal, folder) => (await current()).open(signal, folder),
    folders: {
      empty: async (folder) => foldersOf(container).empty(folder),
      // With the container its folders have gone.
      remove: async (folder) => container?.folders?.remove(folder),
    },
  };
}

function foldersOf(container: Container | null) {
  if (!container?.folders)
    throw new RuntimeError("RUNTIME_CLOSED", "the container is gone, and the job's folder with it");
  return container.folders;
}
