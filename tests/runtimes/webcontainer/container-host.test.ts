// The host over connections that tests settle by hand: no frame, no browser.
import { expect, test } from "vitest";
import { RuntimeError, type RuntimeErrorCode } from "../../../src/runtimes/errors.ts";
import {
  ContainerHost,
  SECOND_ATTEMPT,
  type Connect,
  type Connection,
} from "../../../src/runtimes/webcontainer/container-host.ts";
import type { PageRealm } from "../../../src/runtimes/webcontainer/container-troubles.ts";

const never = new AbortController().signal;

const FINE: PageRealm = {
  crossOriginIsolated: true,
  SharedArrayBuffer,
  WebAssembly: {},
  navigator: { onLine: true, cookieEnabled: true },
};

class FakeConnection implements Connection {
  readonly ready: Promise<void>;
  readonly standIn = false;
  readonly killed: number[] = [];
  readonly died = Promise.withResolvers<string>();
  isLost = false;
  opening = Promise.withResolvers<void>();
  readonly #settled = Promise.withResolvers<void>();
  readonly #onLost: () => void;

  constructor(onLost: () => void) {
    this.ready = this.#settled.promise;
    this.#onLost = onLost;
  }

  boot(): void {
    this.#settled.resolve();
    this.opening.resolve();
  }

  lose(error: RuntimeError): void {
    if (this.isLost) return;
    this.isLost = true;
    this.#onLost();
    this.#settled.reject(error);
    this.opening.promise.catch(() => undefined); // perhaps nobody opens a guest
    this.opening.reject(error);
  }

  async open() {
    await this.opening.promise;
    return { port: new MessageChannel().port1 as never, died: this.died.promise };
  }

  async kill(guest: number) {
    this.killed.push(guest);
  }

  node(): MessagePort {
    throw new Error("not needed here");
  }

  async empty() {}
  async remove() {}
}

function page(realm: PageRealm = FINE) {
  const made: FakeConnection[] = [];
  const living = () => made.filter(({ isLost }) => !isLost).length;
  let most = 0;
  const connect: Connect = (onStep, onLost) => {
    const connection = new FakeConnection(onLost);
    made.push(connection);
    most = Math.max(most, living());
    onStep(`opened ${made.length}`);
    return connection;
  };
  const host = new ContainerHost({ frameUrl: "/container.html", realm, connect });
  return { host, made, most: () => most };
}

const failure = (code: RuntimeErrorCode) => new RuntimeError(code, `because of ${code}`);
/** Lets what waits for settled promises go on. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

test("nothing is opened before it is asked for, and then once for all who ask", async () => {
  const { host, made } = page();
  expect(made.length).toBe(0);
  const steps: string[][] = [[], []];
  const starts = steps.map((seen) => host.start(never, (step) => seen.push(step)));
  const opening = host.open(never, null);
  made[0]!.boot();
  await Promise.all([...starts, opening]);
  await host.start(never);
  expect(made.length).toBe(1);
  // The second came later, and was told all the same.
  expect(steps).toEqual([["opened 1"], ["opened 1"]]);
  await host[Symbol.asyncDispose]();
});

test.each(["CONTAINER_TIMEOUT", "CONTAINER_FAILED"] as const)("after %s there is one more attempt", async (code) => {
  const { host, made, most } = page();
  const steps: string[] = [];
  const started = host.start(never, (step) => steps.push(step));
  made[0]!.lose(failure(code));
  await turn();
  made[1]!.boot();
  await started;
  expect(steps).toEqual(["opened 1", SECOND_ATTEMPT, "opened 2"]);
  expect(most()).toBe(1);
  await host[Symbol.asyncDispose]();
});

test("after the second attempt it is over, and a later start tries anew", async () => {
  const { host, made } = page();
  const started = host.start(never);
  made[0]!.lose(failure("CONTAINER_TIMEOUT"));
  await turn();
  made[1]!.lose(failure("CONTAINER_FAILED"));
  await expect(started).rejects.toMatchObject({ code: "CONTAINER_FAILED" });
  const again = host.start(never);
  made[2]!.boot();
  await again;
  expect(made.length).toBe(3);
  await host[Symbol.asyncDispose]();
});

test.each([
  "CONTAINER_NOT_ISOLATED",
  "CONTAINER_OFFLINE",
  "CONTAINER_STORAGE",
  "CONTAINER_UNSUPPORTED",
  "CONTAINER_MEMORY",
  "ASSET_MISSING",
] as const)("after %s another attempt would change nothing", async (code) => {
  const { host, made } = page();
  const started = host.start(never);
  made[0]!.lose(failure(code));
  await expect(started).rejects.toMatchObject({ code });
  expect(made.length).toBe(1);
});

test("a page that cannot have one opens no frame", async () => {
  const { host, made } = page({ ...FINE, crossOriginIsolated: false });
  await expect(host.start(never)).rejects.toMatchObject({ code: "CONTAINER_NOT_ISOLATED" });
  expect(made.length).toBe(0);
});

test("who gives up waiting ends nothing for the others", async () => {
  const { host, made } = page();
  const controller = new AbortController();
  const givesUp = host.start(controller.signal);
  const waits = host.start(never);
  controller.abort(new Error("not wanted"));
  await expect(givesUp).rejects.toThrow("not wanted");
  made[0]!.boot();
  await waits;
  await expect(host.start(controller.signal)).rejects.toThrow("not wanted");
  await host[Symbol.asyncDispose]();
});

test("a guest that nobody waits for any more is killed when it has opened", async () => {
  const { host, made } = page();
  const started = host.start(never);
  made[0]!.boot();
  await started;
  made[0]!.opening = Promise.withResolvers();
  const controller = new AbortController();
  const opening = host.open(controller.signal, null);
  await turn();
  controller.abort(new Error("not wanted"));
  await expect(opening).rejects.toThrow("not wanted");
  expect(made[0]!.killed).toEqual([]);
  made[0]!.opening.resolve();
  await turn();
  expect(made[0]!.killed).toEqual([1]);
  await host[Symbol.asyncDispose]();
});

test("a container whose loss is noticed by an opening is replaced for that opening, once", async () => {
  const { host, made } = page();
  const started = host.start(never);
  made[0]!.boot();
  await started;
  made[0]!.opening = Promise.withResolvers();
  const opening = host.open(never, "job-1");
  await turn();
  made[0]!.lose(failure("GUEST_NOT_STARTED"));
  await turn();
  made[1]!.boot();
  await opening;
  expect(made.length).toBe(2);

  made[1]!.opening = Promise.withResolvers();
  const second = host.open(never, "job-2");
  await turn();
  made[1]!.lose(failure("GUEST_NOT_STARTED"));
  await turn();
  made[2]!.boot();
  made[2]!.opening = Promise.withResolvers();
  await turn();
  made[2]!.lose(failure("GUEST_NOT_STARTED"));
  await expect(second).rejects.toMatchObject({ code: "GUEST_NOT_STARTED" });
  expect(made.length).toBe(3);
});

test("folders of a container that is gone are empty and removed", async () => {
  const { host } = page();
  await host.folders.empty("job-1");
  await host.folders.remove("job-1");
});

test("disposed of while it boots, it tells who waits and tries no more", async () => {
  const { host, made } = page();
  const started = host.start(never);
  await host[Symbol.asyncDispose]();
  await expect(started).rejects.toMatchObject({ code: "RUNTIME_CLOSED" });
  await expect(host.open(never, null)).rejects.toMatchObject({ code: "RUNTIME_CLOSED" });
  expect(made.map(({ isLost }) => isLost)).toEqual([true]);
});

test("a second host is refused for as long as the first has a container, or is about to", async () => {
  const first = page();
  const second = page();
  const started = first.host.start(never);
  await expect(second.host.start(never)).rejects.toMatchObject({ code: "CONTAINER_FAILED" });
  first.made[0]!.boot();
  await started;
  await expect(second.host.start(never)).rejects.toThrow("this page has a container already");
  expect(second.made.length).toBe(0);
  await first.host[Symbol.asyncDispose]();
  const again = second.host.start(never);
  second.made[0]!.boot();
  await again;
  await second.host[Symbol.asyncDispose]();
});
