// What somebody may send in place of a submission: archives, links, and folders that are not what they seem. Each lays itself
// into a folder; what is in `ada` or `ada.zip` there is the submission.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { execFileSync } from "node:child_process";
import type { Hit } from "./canaries.ts";
import { FIFO, LINK, makeZip, type ZipEntry } from "./make-zip.ts";
import type { Targets } from "./targets.ts";

export interface Parcel {
  readonly name: string;
  readonly tries: string;
  /** What the naive reader of naive/unzip.ts is caught at. */
  readonly hit: Hit;
  /** What becomes of it: the reason for its refusal, or the notes with which it is taken. */
  readonly refused?: RegExp;
  readonly notes?: readonly string[];
  lay(folder: string, targets: Targets): void;
}

const HONEST = "export class TinySaver {}\n";
const MODULE = { name: "saver.ts", data: HONEST };
const BOMB_BYTES = 48_000_000;

function zip(entries: (targets: Targets) => readonly ZipEntry[]): Parcel["lay"] {
  return (folder, targets) => writeFileSync(path.join(folder, "ada.zip"), makeZip(entries(targets)));
}

function folder(fill: (own: string, targets: Targets) => void): Parcel["lay"] {
  return (inside, targets) => {
    const own = path.join(inside, "ada");
    mkdirSync(own);
    fill(own, targets);
  };
}

export const parcels: readonly Parcel[] = [
  {
    name: "zip-of-parents",
    tries: "to be unpacked above the folder that it is unpacked in",
    hit: "written",
    refused: /leads elsewhere/,
    lay: zip(() => [MODULE, { name: "../../../watched/up.ts", data: HONEST }]),
  },
  {
    name: "zip-of-absolute-paths",
    tries: "to be unpacked at a place of its own choice",
    hit: "written",
    refused: /absolute path/,
    lay: zip(({ __WATCHED_FOLDER__ }) => [MODULE, { name: `${__WATCHED_FOLDER__}/absolute.ts`, data: HONEST }]),
  },
  {
    name: "zip-of-backslashes",
    tries: "to lead elsewhere in the way of another system",
    hit: "written",
    refused: /odd file name/,
    lay: zip(() => [MODULE, { name: "..\\..\\..\\watched\\back.ts", data: HONEST }]),
  },
  {
    name: "zip-of-mixed-slashes",
    tries: "to lead elsewhere from inside a folder that is allowed",
    hit: "written",
    refused: /leads elsewhere/,
    lay: zip(() => [MODULE, { name: "src/./../../../../watched/mixed.ts", data: HONEST }]),
  },
  {
    name: "zip-of-a-link",
    tries: "to have a file of the host read by a link that is unpacked",
    hit: "secret",
    refused: /is a link/,
    lay: zip(({ __SECRET_FILE__ }) => [{ name: "saver.ts", data: __SECRET_FILE__, mode: LINK }]),
  },
  {
    name: "zip-through-a-link",
    tries: "to be unpacked through a link that it brings along",
    hit: "written",
    refused: /is a link/,
    lay: zip(({ __WATCHED_FOLDER__ }) => [
      { name: "out", data: __WATCHED_FOLDER__, mode: LINK },
      { name: "out/through.ts", data: HONEST },
      MODULE,
    ]),
  },
  {
    name: "zip-of-a-pipe",
    tries: "to keep whoever opens it waiting for ever",
    hit: "time",
    refused: /not a regular file/,
    lay: zip(() => [{ name: "saver.ts", data: "", mode: FIFO }]),
  },
  {
    name: "zip-bomb",
    tries: "to become a thousand times larger when it is unpacked",
    hit: "disk",
    refused: /larger/,
    lay: zip(() => [{ name: "saver.ts", data: Buffer.alloc(BOMB_BYTES) }]),
  },
  {
    name: "zip-bomb-that-lies",
    tries: "to become larger than it says when it is unpacked",
    hit: "disk",
    refused: /could not be unpacked|larger/,
    lay: zip(() => [{ name: "saver.ts", data: Buffer.alloc(BOMB_BYTES), claims: 100 }]),
  },
  {
    name: "zip-of-many-files",
    tries: "to fill the disk with more files than anyone counts",
    hit: "disk",
    refused: /more than 2000 entries/,
    lay: zip(() => [MODULE, ...Array.from({ length: 2_500 }, (_, i) => ({ name: `f/${i}.ts`, data: "" }))]),
  },
  {
    name: "zip-of-twins",
    tries: "to show one file to whoever looks, and another to whoever grades",
    hit: "points",
    refused: /twice/,
    lay: zip(() => [MODULE, { name: "saver.ts", data: "// the second one\n" }]),
  },
  {
    name: "zip-of-settings",
    tries: "to bring settings and libraries of its own along",
    hit: "points",
    notes: [
      "package.json is not part of the exercise",
      "tsconfig.json is not part of the exercise",
      "the folder node_modules is not part of the exercise",
    ],
    lay: zip(({ __SECRET_FILE__ }) => [
      MODULE,
      { name: "package.json", data: '{"type":"module","scripts":{"postinstall":"id"}}' },
      { name: "tsconfig.json", data: JSON.stringify({ extends: __SECRET_FILE__ }) },
      { name: "node_modules/@langchain/langgraph/index.js", data: "// the second one\n" },
    ]),
  },
  {
    name: "zip-of-given-files",
    tries: "to replace a file that the exercise owns",
    hit: "points",
    notes: ["main.ts is given; the exercise's own is used", "the folder tests is not part of the exercise"],
    lay: zip(() => [
      MODULE,
      { name: "main.ts", data: "// the second one\n" },
      { name: "tests/hidden.test.ts", data: "export const tests = [];" },
    ]),
  },
  {
    name: "zip-of-hostile-names",
    tries: "to write to the terminal by the names of its files",
    hit: "terminal",
    refused: /odd file name/,
    lay: zip(() => [MODULE, { name: "\u001b[2J\u202e12 of 12.ts", data: "" }]),
  },
  {
    name: "link-to-a-file",
    tries: "to have a file of the host read by a link",
    hit: "secret",
    refused: /is a link/,
    lay: folder((own, { __SECRET_FILE__ }) => symlinkSync(__SECRET_FILE__, path.join(own, "saver.ts"))),
  },
  {
    name: "link-to-a-folder",
    tries: "to have a folder of the host read by a link in place of an author's own",
    hit: "secret",
    refused: /is a link/,
    lay: (inside, { __SECRET_FOLDER__ }) => symlinkSync(__SECRET_FOLDER__, path.join(inside, "ada")),
  },
  {
    name: "pipe-in-a-folder",
    tries: "to keep whoever opens it waiting for ever",
    hit: "time",
    refused: /not a regular file/,
    lay: folder((own) => execFileSync("mkfifo", [path.join(own, "saver.ts")])),
  },
  {
    name: "large-file",
    tries: "to be read into memory whole",
    hit: "output",
    refused: /larger than/,
    lay: folder((own) => writeFileSync(path.join(own, "saver.ts"), "x".repeat(4_000_000))),
  },
  {
    name: "hostile-names",
    tries: "to write to the terminal by the names of its files",
    hit: "terminal",
    refused: /odd file name/,
    lay: folder((own) => {
      writeFileSync(path.join(own, "saver.ts"), HONEST);
      writeFileSync(path.join(own, "\u001b]0;owned\u0007.ts"), "");
    }),
  },
];
