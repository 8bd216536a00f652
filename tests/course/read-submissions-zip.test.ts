// Archives of strangers: read in memory, by allowed names, within limits; each refusal has its reason, and the others are taken.
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { NOTHING_ASKED, type Exercise } from "../../src/course/model.ts";
import { openZip } from "../../src/course/open-zip.node.ts";
import { readSubmissions } from "../../src/course/read-submissions.node.ts";

const exercise: Exercise = {
  id: "tiny",
  title: "Tiny",
  lesson: "a/b",
  entry: "saver.ts",
  run: "main.ts",
  exports: ["Saver"],
  given: ["main.ts"],
  needs: [],
  imports: {},
  limits: { testMs: 1000, totalMs: 5000, outputBytes: 1024 },
  starter: { "saver.ts": "", "main.ts": "" },
  hints: [],
  ...NOTHING_ASKED,
};

type Contents = Record<string, string | Buffer | { readonly mode: number; readonly text: string }>;

/** `renamed`: names of the same length that the library which packs would not write. */
async function zip(contents: Contents, renamed: Record<string, string> = {}): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(contents))
    if (name.endsWith("/")) archive.addEmptyDirectory(name);
    else if (typeof content === "string" || Buffer.isBuffer(content)) archive.addBuffer(Buffer.from(content), name);
    else archive.addBuffer(Buffer.from(content.text), name, { mode: content.mode });
  archive.end();
  const bytes = await buffer(archive.outputStream);
  for (const [from, to] of Object.entries(renamed)) replaceBytes(bytes, Buffer.from(from), Buffer.from(to, "latin1"));
  return bytes;
}

function replaceBytes(bytes: Buffer, from: Buffer, to: Buffer): void {
  expect(to).toHaveLength(from.length);
  let count = 0;
  for (let at = bytes.indexOf(from); at !== -1; at = bytes.indexOf(from, at + 1), count++) to.copy(bytes, at);
  // Once in the file's own header, once in the directory.
  expect(count).toBe(2);
}

async function folderOf(files: Record<string, string | Buffer>) {
  const root = await mkdtemp(path.join(tmpdir(), "forkpoint-zips-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) };
}

async function readOne(archive: Buffer) {
  await using folder = await folderOf({ "ada.zip": archive });
  const { submissions } = await readSubmissions(folder.root, exercise);
  expect(await readdir(folder.root)).toEqual(["ada.zip"]);
  expect(submissions).toHaveLength(1);
  return submissions[0]!;
}

const taken = (text: string, notes: string[] = []) => ({ author: "ada", files: { "saver.ts": text }, notes });

test("an author's archive is taken as a folder would be, wrapped in a folder or not", async () => {
  expect(await readOne(await zip({ "saver.ts": "a" }))).toEqual(taken("a"));
  const wrapped = { "my-repo-main/": "", "my-repo-main/saver.ts": "a", "__MACOSX/my-repo-main/._saver.ts": "x" };
  expect(await readOne(await zip(wrapped))).toEqual(taken("a"));
  const extras = { "saver.ts": "a", "main.ts": "b", "node_modules/x/i.js": "", "readme.md": "", ".git/HEAD": "" };
  expect(await readOne(await zip(extras))).toEqual(
    taken("a", [
      "main.ts is given; the exercise's own is used",
      "the folder node_modules is not part of the exercise",
      "readme.md is not part of the exercise",
    ]),
  );
});

const LINK = { mode: 0o120777, text: "/etc/passwd" };
const PIPE = { mode: 0o010644, text: "" };
const x = (count: number) => "x".repeat(count);

test.for<[string, Contents, Record<string, string>, RegExp]>([
  [
    "a path upwards",
    { "saver.ts": "", "aa/evil.ts": "" },
    { "aa/evil.ts": "../evil.ts" },
    /leads elsewhere: "\.\.\/evil/,
  ],
  ["a path upwards inside", { "a/bb/saver.ts": "" }, { "a/bb/saver.ts": "a/../saver.ts" }, /leads elsewhere/],
  ["an absolute path", { "aetc/passwd": "" }, { "aetc/passwd": "/etc/passwd" }, /absolute path: "\/etc\/passwd"/],
  ["a drive", { "Cx/saver.ts": "" }, { "Cx/saver.ts": "C:/saver.ts" }, /absolute path/],
  ["a backslash", { "aa-saver.ts": "" }, { "aa-saver.ts": "a\\\\saver.ts" }, /odd file name/],
  ["a null character", { "aaver.ts": "" }, { "aaver.ts": "a\0ver.ts" }, /odd file name/],
  ["an escape sequence", { "aaver.ts": "" }, { "aaver.ts": "a\u001bver.ts" }, /odd file name/],
  ["text that runs backwards", { "sa\u202est.rev": "" }, {}, /odd file name/],
  ["no text as a name", { "aaéver.ts": "" }, { "aaéver.ts": "aa\u00ff\u00fever.ts" }, /odd file name/],
  ["a link", { "saver.ts": LINK }, {}, /^saver\.ts is a link$/],
  ["a link beside", { "saver.ts": "", "other.ts": LINK }, {}, /^other\.ts is a link$/],
  ["a pipe", { "saver.ts": PIPE }, {}, /^saver\.ts is not a regular file$/],
  ["one name twice", { "saver.ts": "a", "saver.tt": "b" }, { "saver.tt": "saver.ts" }, /has "saver\.ts" twice/],
  ["one name in two cases", { "saver.ts": "a", "SAVER.ts": "b" }, {}, /has "SAVER\.ts" twice/],
  ["one name in two forms", { "saver.ts": "a", "é.md": "", "e\u0301.md": "" }, {}, /twice/],
  ["a large file", { "saver.ts": x(256 * 1024 + 1) }, {}, /^saver\.ts is larger than 256 KiB$/],
  [
    "a small file that unpacks to a large one",
    { "saver.ts": x(200 * 1024) },
    {},
    /100 times larger than it is compressed/,
  ],
  ["no text", { "saver.ts": Buffer.from([0xff, 0xfe, 0x00]) }, {}, /^saver\.ts is not UTF-8 text$/],
])("refused: %s", async ([, contents, renamed, reason]) => {
  const archive = await zip(contents, renamed);
  expect(await readOne(archive)).toEqual({ author: "ada", refused: expect.stringMatching(reason) });
});

/** Offsets of the fields in a file's entry of the directory. */
const [FLAGS, METHOD, CHECKSUM, SIZE] = [8, 10, 16, 24];

function inDirectory(archive: Buffer, change: (entry: Buffer) => void): Buffer {
  const at = archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  expect(at).toBeGreaterThan(0);
  change(archive.subarray(at));
  return archive;
}

test("refused: what is encrypted, compressed oddly, damaged, not what it says, or no archive at all", async () => {
  const plain = () => zip({ "saver.ts": "some text, some text, some text" });
  const refusals = {
    encrypted: inDirectory(await plain(), (entry) => entry.writeUInt16LE(entry.readUInt16LE(FLAGS) | 1, FLAGS)),
    odd: inDirectory(await plain(), (entry) => entry.writeUInt16LE(12, METHOD)),
    damaged: inDirectory(await plain(), (entry) => entry.writeUInt32LE(1, CHECKSUM)),
    lies: inDirectory(await plain(), (entry) => entry.writeUInt32LE(3, SIZE)),
    huge: inDirectory(await plain(), (entry) => entry.writeUInt32LE(0xffffffff, SIZE)),
    cut: (await plain()).subarray(0, 60),
    text: Buffer.from("no archive"),
    empty: Buffer.alloc(0),
  };
  const reasons: Record<string, string> = {};
  for (const [name, archive] of Object.entries(refusals)) {
    const one = await readOne(archive);
    reasons[name] = "refused" in one ? one.refused : "taken";
  }
  expect(reasons).toEqual({
    encrypted: "saver.ts is encrypted",
    odd: "saver.ts is compressed in a way that is not read here (method 12)",
    damaged: "saver.ts is damaged: its checksum is another",
    lies: expect.stringMatching(/^saver\.ts could not be unpacked \(too many bytes/),
    huge: expect.stringMatching(/^(it is no zip archive that can be read|the archive holds more than 64 MiB)/),
    cut: expect.stringMatching(/^it is no zip archive that can be read \(/),
    text: expect.stringMatching(/^it is no zip archive that can be read \(/),
    empty: expect.stringMatching(/^it is no zip archive that can be read \(/),
  });
});

test("refused: too many entries, and more to unpack than an archive may hold", async () => {
  const limits = { entries: 3, saysBytes: 100, unpackedBytes: 30 };
  await expect(openZip(await zip({ a: "", b: "", c: "", d: "" }), limits)).rejects.toThrow("more than 3 entries");
  await expect(openZip(await zip({ a: x(101) }), limits)).rejects.toThrow("holds more than");
  const [a, b] = await openZip(await zip({ a: x(20), b: x(20) }), limits);
  expect(await a!.read(50)).toHaveLength(20);
  await expect(b!.read(50)).rejects.toThrow("too much of the archive");
});

test("an archive as a platform exports it has a folder, an archive or a file for each author", async () => {
  const inner = await zip({ "work/saver.ts": "from an archive" });
  const archive = await zip(
    {
      "ada_1_file_/saver.ts": "a",
      "bob_2_file_/": "",
      "bob_2_file_/bob.zip": inner,
      "cyd.ts": "c",
      "dan_3.zip": inner,
      "eve/saver.ts": LINK,
      "xx/xx/evil.ts": "e",
      "grades.csv": "",
    },
    { "xx/xx/evil.ts": "../../evil.ts" },
  );
  await using folder = await folderOf({ "all.zip": archive });
  const read = await readSubmissions(path.join(folder.root, "all.zip"), exercise);
  expect(read.submissions).toEqual([
    { author: "..", refused: expect.stringContaining("leads elsewhere") },
    { author: "ada_1_file_", files: { "saver.ts": "a" }, notes: [] },
    { author: "bob_2_file_", files: { "saver.ts": "from an archive" }, notes: [] },
    { author: "cyd", files: { "saver.ts": "c" }, notes: [] },
    { author: "dan_3", files: { "saver.ts": "from an archive" }, notes: [] },
    { author: "eve", refused: "eve/saver.ts is a link" },
  ]);
  expect(read.skipped).toEqual(["grades.csv"]);
});

test("an archive of the folder of submissions is read like that folder", async () => {
  const archive = await zip({ "submissions/ada/saver.ts": "a", "submissions/bob.ts": "b" });
  await using folder = await folderOf({ "all.zip": archive });
  const { submissions } = await readSubmissions(path.join(folder.root, "all.zip"), exercise);
  expect(submissions.map(({ author }) => author)).toEqual(["ada", "bob"]);
});

test("an archive in an author's own archive is not opened", async () => {
  const read = await readOne(await zip({ "more.zip": await zip({ "saver.ts": "deep" }) }));
  expect(read).toEqual({ author: "ada", files: {}, notes: ["more.zip is not part of the exercise"] });
});

test("no program of a repository that was handed in is run, and nothing in .git is read", async () => {
  await using folder = await folderOf({ "ada/saver.ts": "a" });
  const inside = ["-C", path.join(folder.root, "ada")];
  const git = (...args: string[]) => execFileSync("git", [...inside, ...args], { stdio: "ignore" });
  git("init", "--quiet");
  const trap = path.join(folder.root, "trapped");
  for (const key of ["core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "filter.x.clean"])
    git("config", key, `touch ${trap}`);
  await writeFile(path.join(folder.root, "ada/.gitattributes"), "*.ts filter=x\n");
  const { submissions } = await readSubmissions(folder.root, exercise);
  expect(submissions).toEqual([taken("a")]);
  expect(await readdir(folder.root)).toEqual(["ada"]);
  // Such a trap does work: git itself falls into it.
  git("status", "--short");
  expect(await readdir(folder.root)).toContain("trapped");
});
