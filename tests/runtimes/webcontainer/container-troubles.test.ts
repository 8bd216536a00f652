import { expect, test } from "vitest";
import {
  troubleBefore,
  troubleOfTime,
  troubleSaid,
  type PageRealm,
} from "../../../src/runtimes/webcontainer/container-troubles.ts";

const FINE: PageRealm = {
  crossOriginIsolated: true,
  SharedArrayBuffer,
  WebAssembly: {},
  navigator: { onLine: true, cookieEnabled: true },
};

const offline = { ...FINE, navigator: { onLine: false, cookieEnabled: true } };
const noCookies = { ...FINE, navigator: { onLine: true, cookieEnabled: false } };

test("a page that can have a container is not refused one", () => {
  expect(troubleBefore(FINE)).toBeNull();
  // It may be there all the same: only after it did not come is this the reason.
  expect(troubleBefore(noCookies)).toBeNull();
});

test.each([
  ["CONTAINER_OFFLINE", offline, /go online, then try again$/],
  ["CONTAINER_NOT_ISOLATED", { ...FINE, crossOriginIsolated: false }, /under its own address.*reload it$/],
  [
    "CONTAINER_UNSUPPORTED",
    { ...FINE, SharedArrayBuffer: undefined },
    /\(it has no SharedArrayBuffer\): use a current/,
  ],
  ["CONTAINER_UNSUPPORTED", { ...FINE, WebAssembly: undefined }, /\(it has no WebAssembly\)/],
] as const)("%s is known before anything is loaded", (code, realm, message) => {
  expect(troubleBefore(realm)).toMatchObject({ code, message: expect.stringMatching(message) });
});

test.each([
  [
    "Failed to execute 'postMessage' on 'Worker': SharedArrayBuffer transfer requires self.crossOriginIsolated.",
    "CONTAINER_NOT_ISOLATED",
  ],
  ["WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance", "CONTAINER_MEMORY"],
  ["WebAssembly.Memory(): could not allocate memory", "CONTAINER_MEMORY"],
  ["it used more memory than it may have", "CONTAINER_MEMORY"],
  ["Failed to read the 'localStorage' property: SecurityError", "CONTAINER_STORAGE"],
  ["QuotaExceededError", "CONTAINER_STORAGE"],
  ["This browser is not supported", "CONTAINER_UNSUPPORTED"],
  ["the moon is in the wrong place", "CONTAINER_FAILED"],
])("what the host says, %j, is %s", (said, code) => {
  expect(troubleSaid(said, "boot", FINE).code).toBe(code);
});

test("a failure without a known cause names the step and what was said", () => {
  expect(troubleSaid("odd", "fill", FINE).message).toBe(
    "the container failed while “copying LangGraph.js into it”: odd. Try again; if that does not help, reload the page",
  );
  expect(troubleSaid("odd", "fill", offline).code).toBe("CONTAINER_OFFLINE");
});

test("a time-out names the step, and says what to do about that one", () => {
  const { code, message } = troubleOfTime("host", 25_000, FINE);
  expect([code, message]).toEqual([
    "CONTAINER_TIMEOUT",
    "the container got no further than “connecting to the container's host” within 25 s. Let its host through network filters and content blockers, allow cookies of other sites, then try again",
  ]);
  const remedies = (["frame", "host", "boot", "node"] as const).map((step) => troubleOfTime(step, 1, FINE).message);
  expect(new Set(remedies).size).toBe(4);
});

test("a time-out where nothing may be stored, or where the line is gone, is that", () => {
  expect(troubleOfTime("host", 1, noCookies).code).toBe("CONTAINER_STORAGE");
  expect(troubleOfTime("host", 1, offline).code).toBe("CONTAINER_OFFLINE");
});
