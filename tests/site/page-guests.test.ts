import { expect, test } from "vitest";
import { openPageGuests, type Container } from "../../src/site/session/container/page-guests.ts";

const never = new AbortController().signal;

function page() {
  const events = new EventTarget();
  const log: string[] = [];
  const ends: (() => void)[] = [];
  let made = 0;
  const make = (): Container => {
    const name = `container ${++made}`;
    log.push(`${name} made`);
    return {
      isolation: name,
      start: () => Promise.resolve(),
      open: () => Promise.reject(new Error("not needed here")),
      folders: {
        empty: (folder) => Promise.resolve(void log.push(`${name} empties ${folder}`)),
        remove: (folder) => Promise.resolve(void log.push(`${name} removes ${folder}`)),
      },
      [Symbol.asyncDispose]: () =>
        new Promise<void>((resolve) => {
          ends.push(() => {
            log.push(`${name} gone`);
            resolve();
          });
        }),
    };
  };
  const guests = openPageGuests(make, events);
  return { guests, log, ends, hide: () => events.dispatchEvent(new Event("pagehide")) };
}

test("nothing is made before it is needed, and then only one", async () => {
  const { guests, log } = page();
  expect(guests.isolation).toBeUndefined();
  expect(log).toEqual([]);
  await Promise.all([guests.start(never), guests.start(never)]);
  expect(log).toEqual(["container 1 made"]);
  expect(guests.isolation).toBe("container 1");
});

test("a page that is left takes its container along; one that comes back makes another when the last is gone", async () => {
  const { guests, log, ends, hide } = page();
  await guests.start(never);
  hide();
  expect(guests.isolation).toBeUndefined();
  const again = guests.start(never);
  await new Promise((resume) => setTimeout(resume));
  expect(log).toEqual(["container 1 made"]);
  ends[0]!();
  await again;
  expect(log).toEqual(["container 1 made", "container 1 gone", "container 2 made"]);
});

test("a page that is left without a container is left in peace", async () => {
  const { guests, log, ends, hide } = page();
  hide();
  hide();
  await guests.start(never);
  expect([log, ends]).toEqual([["container 1 made"], []]);
});

test("folders are those of the container there is; with it they are gone", async () => {
  const { guests, log, hide } = page();
  await expect(guests.folders!.empty("a")).rejects.toMatchObject({ code: "RUNTIME_CLOSED" });
  await guests.start(never);
  await guests.folders!.empty("a");
  await guests.folders!.remove("a");
  hide();
  await guests.folders!.remove("a");
  expect(log).toEqual(["container 1 made", "container 1 empties a", "container 1 removes a"]);
});
