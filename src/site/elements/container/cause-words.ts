// Why Node could not be started, and what somebody can do about just that.
import { BOOT_STEPS } from "../../../runtimes/webcontainer/protocol.ts";
import type { Cause } from "../../session/container/placed-judge.ts";

export interface CauseWords {
  readonly what: string;
  readonly next: string;
  /** What a press of a button does about it. */
  readonly remedy: "again" | "isolate" | "insist" | "open-alone" | "none";
}

const HOST = "stackblitz.com";

export const CAUSE_WORDS: Readonly<Record<Cause, CauseWords>> = {
  "not-isolated": {
    what: "This page is not cross-origin isolated, and a container needs that.",
    next: "Its server should send two headers. A service worker of this site can add them in this browser, for this page and no other.",
    remedy: "isolate",
  },
  embedded: {
    what: "This page is shown inside another page, where a container cannot start.",
    next: "Open it by itself.",
    remedy: "open-alone",
  },
  offline: {
    what: "This browser is offline.",
    next: `A container is fetched from ${HOST}. Connect, then try again.`,
    remedy: "again",
  },
  storage: {
    what: `This browser does not let ${HOST} store anything inside this page.`,
    next: `Allow cookies and site data of other sites, for ${HOST} at least, or leave the private window. Then try again.`,
    remedy: "again",
  },
  device: {
    what: "This browser or this device cannot be expected to run a container: phones and tablets mostly cannot.",
    next: "Take a computer with a new Chrome, Edge or Firefox, or try all the same.",
    remedy: "insist",
  },
  "low-memory": {
    what: "This device has little memory for a container.",
    next: "Take another one, or close other tabs and programs and try all the same.",
    remedy: "insist",
  },
  memory: {
    what: "There was not enough memory for a container.",
    next: "Close other tabs, above all those that run containers too, then try again.",
    remedy: "again",
  },
  "save-data": {
    what: "This browser was asked to save data, and a container is a download of several megabytes.",
    next: "Nothing was fetched. It can be all the same.",
    remedy: "insist",
  },
  "time-out": {
    what: `${HOST} did not answer in time.`,
    next: "A slow line, a network filter, an ad blocker or blocked cookies can be behind that; a browser does not tell which.",
    remedy: "again",
  },
  failed: {
    what: "The container was started and said no.",
    next: "Try again. If it stays, reload the page, or take another browser.",
    remedy: "again",
  },
  "no-such-capability": {
    what: "This exercise needs something that no place in a page has.",
    next: "It can be done on the command line.",
    remedy: "none",
  },
};

/** Why a step of the start can take long; the others do not. */
const SLOW_STEPS: Readonly<Record<string, string>> = {
  [BOOT_STEPS.host]: `${HOST} has not answered yet`,
  [BOOT_STEPS.boot]: `the container is several megabytes, fetched from ${HOST}`,
  [BOOT_STEPS.fill]: "LangGraph.js comes from this site, about two megabytes",
  [BOOT_STEPS.node]: "LangGraph.js is being loaded in the container",
};

export function whySlow(step: string): string {
  return SLOW_STEPS[step] ?? "this device is busy";
}

export function isStandIn(isolation: string): boolean {
  return isolation.includes("stand-in");
}
