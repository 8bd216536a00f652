// What the self-test asks, in order. Only words: the page is drawn from this before anything of the tests is loaded.
import type { GroupId } from "./model.ts";

export interface CheckWords {
  readonly name: string;
  readonly asks: string;
}

export interface GroupWords {
  readonly id: GroupId;
  readonly title: string;
  readonly about: string;
  readonly checks: readonly CheckWords[];
}

/** Asked of every place where learner code runs. */
const IN_A_GUEST = [
  { name: "graph", asks: "Does a graph interrupt after an await, outlive a restart and take its answer?" },
  { name: "context", asks: "Does our own async context hold after awaits, in callbacks, generators and timers?" },
  { name: "large-text", asks: "Do 5 MB go in as one line, and come out as one?" },
  { name: "output", asks: "Is what a program prints kept apart from what it answers?" },
  { name: "endless-loop", asks: "Can an endless loop be ended, and is whoever waits told?" },
] as const;

export const CATALOGUE = [
  {
    id: "browser",
    title: "This browser",
    about: "What the course asks of a browser. Nothing is downloaded for it but a file of SQLite.",
    checks: [
      { name: "agent", asks: "Which browser is it, by its own word?" },
      { name: "module-worker", asks: "Can a worker be started from a module?" },
      { name: "wasm", asks: "Is WebAssembly compiled while it arrives?" },
      { name: "isolation", asks: "Is this page cross-origin isolated?" },
      { name: "headers", asks: "Which of the two headers was this page served with?" },
      { name: "shared-memory", asks: "Can memory be shared with a worker?" },
      { name: "indexeddb", asks: "Does IndexedDB keep something and give it back?" },
      { name: "opfs", asks: "Does the origin's private file system keep a file?" },
      { name: "quota", asks: "How much may this site store?" },
      { name: "persistence", asks: "May the browser throw away what is stored?" },
      { name: "locks", asks: "Are there locks between tabs?" },
      { name: "machine", asks: "How many cores and how much memory does the browser tell of?" },
    ],
  },
  {
    id: "worker",
    title: "The worker runtime",
    about: "Where exercises run unless they need Node: a worker in a sandboxed frame, with the real LangGraph.js.",
    checks: [{ name: "start", asks: "Does the runtime start, and how soon?" }, ...IN_A_GUEST],
  },
  {
    id: "container",
    title: "The container",
    about: "A WebContainer runs Node in this page. It comes from its host, stackblitz.com, when this part begins.",
    checks: [
      { name: "choice", asks: "Would an exercise be run in a container here?" },
      { name: "boot", asks: "Does the container boot, and what takes how long?" },
      { name: "node", asks: "Which Node is in it?" },
      { name: "native-context", asks: "Does Node's own AsyncLocalStorage keep its store there?" },
      { name: "module-hooks", asks: "Is there module.registerHooks?" },
      { name: "raw-terminal", asks: "Can the terminal be made to pass everything on as it is?" },
      { name: "server", asks: "Does a request from another process reach a server on a port of its choice?" },
      { name: "alive", asks: "Does a process see that another one lives, and that a killed one does not?" },
      { name: "kill", asks: "Does an endless loop end when it is killed, and with which code?" },
      ...IN_A_GUEST,
      { name: "files", asks: "Does one process read the file that another one wrote?" },
      { name: "folder", asks: "Does the folder of a job outlive a restart, and is it emptied when asked?" },
      { name: "request", asks: "Does a server of a learner answer the judge?" },
    ],
  },
] as const satisfies readonly GroupWords[];

type Group<Id extends GroupId> = Extract<(typeof CATALOGUE)[number], { id: Id }>;

/** The names of a group's checks; whoever implements them has to have each. */
export type NameIn<Id extends GroupId> = Group<Id>["checks"][number]["name"];
export type NameInAGuest = (typeof IN_A_GUEST)[number]["name"];
