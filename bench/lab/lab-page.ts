// In the page of the lab's bench: from bytes to the drawn tree, beside LangGraph's own way through the same history.
import initSqlJs, { type SqlJsStatic } from "sql.js";
import { SqlJsSaver } from "@forkpoint/savers";
import { forkTree, type ForkTree } from "../../src/inspect/fork-tree.ts";
import { openFile } from "../../src/inspect/open-file.ts";
import type { CheckpointRow } from "../../src/inspect/read-checkpoints.ts";
import { TreeGrid } from "../../src/site/elements/lab/tree-grid.ts";
import { chatGraph, THREAD } from "./chat-graph.ts";
import "../../src/site/styles/tokens.css";
import "../../src/site/styles/base.css";

/** Milliseconds of each round, by what was measured. */
export interface LabTimes {
  readonly checkpoints: number;
  readonly cards: number;
  readonly inPage: number;
  readonly firstDraw: readonly number[];
  readonly firstDrawSteps: readonly number[];
  readonly afterFork: readonly number[];
  readonly history: readonly number[];
  readonly historyAfterFork: readonly number[];
}

export interface ScrollFrames {
  readonly cards: number;
  /** Milliseconds between two frames. */
  readonly frames: readonly number[];
  /** Milliseconds of our own work in a frame, for those frames in which there was any. */
  readonly work: readonly number[];
  /** Cards that were in the page at most. */
  readonly mostInPage: number;
}

interface Bench {
  measure(job: { readonly rounds: number }): Promise<LabTimes>;
  /** Of the chat's own tree (0), or of a line with a fork every 50 turns that has so many checkpoints. */
  scroll(checkpoints: number): Promise<ScrollFrames>;
}

declare global {
  var labBench: Bench;
}

globalThis.labBench = { measure, scroll };

async function measure({ rounds }: { readonly rounds: number }): Promise<LabTimes> {
  const sqlJs = await initSqlJs({ locateFile: () => "/sql-wasm.wasm" });
  const [before, after] = await Promise.all([download("/before.sqlite"), download("/after.sqlite")]);
  const all = { firstDraw: [], firstDrawSteps: [], afterFork: [], history: [], historyAfterFork: [] } as Record<
    Exclude<keyof LabTimes, "checkpoints" | "cards" | "inPage">,
    number[]
  >;
  let shown = { checkpoints: 0, cards: 0, inPage: 0 };
  for (let round = -1; round < rounds; round += 1) {
    const times = {
      firstDraw: await time(() => draw(sqlJs, newTree(), before)),
      firstDrawSteps: await time(() => draw(sqlJs, newTree("steps"), before)),
      afterFork: await drawAfterFork(sqlJs, before, after),
      history: await time(() => readHistory(sqlJs, before)),
      historyAfterFork: await time(() => readHistory(sqlJs, after)),
    };
    if (round === -1) shown = await count(sqlJs, before);
    else for (const [name, list] of Object.entries(all)) list.push(times[name as keyof typeof times]);
  }
  return { ...shown, ...all };
}

async function count(sqlJs: SqlJsStatic, bytes: Uint8Array) {
  const grid = newTree("steps");
  await draw(sqlJs, grid, bytes);
  const read = await readHistory(sqlJs, bytes);
  const rows = readRows(sqlJs, bytes);
  if (read !== rows.length) throw new Error(`getStateHistory gave ${read} states, the file has ${rows.length} rows`);
  return { checkpoints: rows.length, ...inPage(grid) };
}

function inPage({ element }: TreeGrid) {
  const cards = Number(element.querySelector("[role=treegrid]")!.getAttribute("aria-rowcount"));
  const inPage = element.querySelectorAll(".tree-card").length;
  if (inPage === 0) throw new Error("no card was drawn");
  return { cards, inPage };
}

/** In a new element, so that the first draw is one. */
function newTree(granularity?: "steps"): TreeGrid {
  const nothing = () => {};
  const grid = new TreeGrid({ select: nothing, open: nothing, fork: nothing, compare: nothing });
  document.body.replaceChildren(grid.element);
  if (granularity) grid.element.querySelector<HTMLInputElement>(`input[value=${granularity}]`)!.click();
  return grid;
}

/** The rows come as from a worker, as copies. */
function readRows(sqlJs: SqlJsStatic, bytes: Uint8Array): readonly CheckpointRow[] {
  using file = openFile(sqlJs, bytes);
  return structuredClone(file.checkpoints());
}

async function draw(sqlJs: SqlJsStatic, grid: TreeGrid, bytes: Uint8Array): Promise<void> {
  show(grid, forkTree(readRows(sqlJs, bytes)));
  await painted();
}

async function drawAfterFork(sqlJs: SqlJsStatic, before: Uint8Array, after: Uint8Array): Promise<number> {
  const grid = newTree();
  await draw(sqlJs, grid, before);
  return time(() => draw(sqlJs, grid, after));
}

function show(grid: TreeGrid, tree: ForkTree): void {
  grid.update({ tree, selected: null, compared: null });
}

/** As a program would that shows the same: opens the bytes and goes through all states. Gives how many there are. */
async function readHistory(sqlJs: SqlJsStatic, bytes: Uint8Array): Promise<number> {
  const saver = new SqlJsSaver(new sqlJs.Database(bytes));
  let states = 0;
  for await (const { metadata } of chatGraph(saver).getStateHistory(THREAD)) if (metadata) states += 1;
  saver.close();
  saver.database.close();
  return states;
}

async function scroll(checkpoints: number): Promise<ScrollFrames> {
  const sqlJs = await initSqlJs({ locateFile: () => "/sql-wasm.wasm" });
  const rows = checkpoints === 0 ? readRows(sqlJs, await download("/before.sqlite")) : makeRows(checkpoints);
  const grid = newTree("steps");
  show(grid, forkTree(rows));
  await painted();
  const scroller = grid.element.querySelector(".tree-scroll")!;
  const { scrollHeight } = scroller;
  const stride = Math.max(40, Math.ceil(scrollHeight / 600));
  const frames: number[] = [];
  const work: number[] = [];
  using _ = timeFrameWork(work);
  let mostInPage = 0;
  scroller.scrollTop = 0;
  for (let last = await nextFrame(), top = 0; top < scrollHeight; top += stride) {
    scroller.scrollTop = top;
    const now = await nextFrame();
    frames.push(now - last);
    last = now;
    mostInPage = Math.max(mostInPage, scroller.querySelectorAll(".tree-card").length);
  }
  return { cards: inPage(grid).cards, frames, work, mostInPage };
}

/** The element draws in requestAnimationFrame: what it takes there is told to `work`, until this is disposed of. */
function timeFrameWork(work: number[]): Disposable {
  globalThis.requestAnimationFrame = (draw) =>
    nativeFrame((now) => {
      const start = performance.now();
      draw(now);
      work.push(performance.now() - start);
    });
  return { [Symbol.dispose]: () => void (globalThis.requestAnimationFrame = nativeFrame) };
}

/** Three checkpoints for each turn; from every 50th turn a fork of two. */
function makeRows(length: number): CheckpointRow[] {
  const rows: CheckpointRow[] = [];
  const add = (parent: CheckpointRow | null, source: string): CheckpointRow => {
    const id = `1f000000-${String(rows.length).padStart(12, "0")}`;
    const step = (parent?.step ?? -2) + 1;
    const nothing = { thread: "chat", namespace: "", next: ["answer"], finished: [], createdAt: null, valueBytes: 0 };
    const none = { pendingWrites: 0, interrupts: 0, asked: 0, errors: [], parents: {}, dangling: false };
    const row = { ...nothing, ...none, id, parent: parent?.id ?? null, step, source };
    rows.push(row);
    return row;
  };
  let last: CheckpointRow | null = null;
  for (let turn = 0; rows.length < length; turn += 1) {
    last = add(add(add(last, "input"), "loop"), "loop");
    if (turn % 50 === 49) add(add(last, "fork"), "loop");
  }
  return rows.toReversed();
}

async function download(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(path)).arrayBuffer());
}

async function time(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

const nativeFrame = globalThis.requestAnimationFrame.bind(globalThis);

function nextFrame(): Promise<number> {
  return new Promise((resolve) => nativeFrame(resolve));
}

/** After the frame in which what was changed is drawn. */
async function painted(): Promise<void> {
  await nextFrame();
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
}
