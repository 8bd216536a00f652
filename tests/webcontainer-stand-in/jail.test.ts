// No path of a page, no link that it mounts and none that its programs make leads out of the container's folder.
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { ContainerFiles } from "./container-files.ts";
import { exportTree, mountTree } from "./file-tree.ts";
import { Jail, PathRefused } from "./jail.ts";

interface Place extends AsyncDisposable {
  readonly outside: string;
  readonly jail: Jail;
  readonly files: ContainerFiles;
}

/** A jail with a folder `inside/`, and a secret beside it. */
async function makePlace(): Promise<Place> {
  const outside = await realpath(await mkdtemp(path.join(tmpdir(), "forkpoint-jail-")));
  const folder = path.join(outside, "jail");
  await mkdir(path.join(folder, "inside"), { recursive: true });
  await mkdir(path.join(outside, "jail-beside"));
  await writeFile(path.join(outside, "secret"), "secret");
  const jail = new Jail(folder);
  return {
    outside,
    jail,
    files: new ContainerFiles(jail, () => {}),
    [Symbol.asyncDispose]: () => rm(outside, { recursive: true }),
  };
}

const mount = (jail: Jail, tree: object, at = "/") =>
  mountTree(jail, at, new TextEncoder().encode(JSON.stringify(tree)));

test("relative and absolute paths are those of the folder", async () => {
  await using place = await makePlace();
  for (const name of ["inside/new.txt", "/inside/new.txt", "./inside/../inside//new.txt"])
    expect(await place.jail.resolve(name)).toBe(path.join(place.jail.folder, "inside/new.txt"));
  expect(await place.jail.resolve(path.join(place.outside, "secret"))).toBe(
    path.join(place.jail.folder, place.outside, "secret"),
  );
});

test.each(["..", "../secret", "inside/../../secret", "../jail-beside", "../jail/inside", "a\0b"])(
  "%j is refused",
  async (name) => {
    await using place = await makePlace();
    await expect(place.jail.resolve(name)).rejects.toThrow(PathRefused);
  },
);

test("every file call refuses a path that leaves the folder", async () => {
  await using place = await makePlace();
  const { files } = place;
  const attempts = [
    () => files.readFile("../secret", null),
    () => files.writeFile("../new", "", null),
    () => files.mkdir("../new", null),
    () => files.rm("../secret", null),
    () => files.rename("../secret", "mine"),
    () => files.rename("inside", "../new"),
    () => files.readdir("..", null),
    () => files.watch("..", null, 1),
    () => mount(place.jail, { d: {} }, ".."),
    () => exportTree(place.jail, "..", { format: "json" }),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toThrow("the path leaves the container");
});

test("a link that a program made leads nowhere outside", async () => {
  await using place = await makePlace();
  const { files, jail, outside } = place;
  await symlink(outside, path.join(jail.folder, "up"));
  await symlink(path.join(outside, "secret"), path.join(jail.folder, "inside/file"));
  await symlink(path.join(outside, "not-there"), path.join(jail.folder, "dangling"));
  await expect(files.readFile("up/secret", null)).rejects.toThrow(PathRefused);
  await expect(files.readFile("inside/file", null)).rejects.toThrow(PathRefused);
  await expect(files.writeFile("dangling", "x", null)).rejects.toThrow(PathRefused);
  await expect(files.writeFile("up/new", "x", null)).rejects.toThrow(PathRefused);
  await expect(mount(jail, { d: { inside: { d: { file: { f: { c: "x" } } } } } })).rejects.toThrow(PathRefused);
  await expect(mount(jail, { d: { up: { d: { file: { f: { c: "x" } } } } } })).rejects.toThrow(PathRefused);
  expect(await readFile(path.join(outside, "secret"), "utf8")).toBe("secret");
});

test("a mounted link may name what is in the folder", async () => {
  await using place = await makePlace();
  await mount(place.jail, { d: { inside: { d: { "a.txt": { f: { c: "a" } }, link: { f: { l: "a.txt" } } } } } });
  expect(await place.files.readFile("inside/link", "utf8")).toBe("a");
});

test.each(["/etc/passwd", "../secret", "inside/../../secret", "../jail-beside", "inside/back/../secret"])(
  "a mounted link to %j is refused",
  async (target) => {
    await using place = await makePlace();
    // Where `back` leads decides what `back/..` is.
    await symlink("..", path.join(place.jail.folder, "inside/back"));
    await expect(mount(place.jail, { d: { link: { f: { l: target } } } })).rejects.toThrow(PathRefused);
  },
);

test.each(["..", ".", "", "a/b", "a\\b"])("a mounted file may not be called %j", async (name) => {
  await using place = await makePlace();
  await expect(mount(place.jail, { d: { [name]: { f: { c: "" } } } })).rejects.toThrow("not the name of a file");
});
