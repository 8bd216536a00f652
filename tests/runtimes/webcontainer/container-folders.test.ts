import { expect, test } from "vitest";
import { ContainerFolders } from "../../../src/runtimes/webcontainer/container-folders.ts";

function recorded(names: () => Promise<string[]> = async () => ["a", "b"]) {
  const calls: unknown[][] = [];
  const call =
    (name: string) =>
    async (...args: unknown[]) =>
      void calls.push([name, ...args]);
  const files = { mkdir: call("mkdir"), rm: call("rm"), readdir: names };
  return { calls, folders: new ContainerFolders(files as never) };
}

test("a job's folder is made, emptied and removed by its name", async () => {
  const { calls, folders } = recorded();
  expect(await folders.make("job-1")).toBe("jobs/job-1");
  await folders.empty("job-1");
  await folders.remove("job-1");
  const rest = { recursive: true, force: true };
  expect(calls).toEqual([
    ["mkdir", "jobs/job-1", { recursive: true }],
    ["rm", "jobs/job-1/a", rest],
    ["rm", "jobs/job-1/b", rest],
    ["rm", "jobs/job-1", rest],
  ]);
});

test("a folder that was never made is empty; another failure is one", async () => {
  const gone = recorded(() => Promise.reject(new Error("ENOENT: no such file or directory, scandir 'jobs/job-1'")));
  await gone.folders.empty("job-1");
  const lost = recorded(() => Promise.reject(new Error("the connection was lost")));
  await expect(lost.folders.empty("job-1")).rejects.toThrow("the connection was lost");
});

test.each(["", "..", "a/b", "../x", "a b", "\\"])("%j is not the name of a job's folder", async (name) => {
  const { calls, folders } = recorded();
  await expect(folders.make(name)).rejects.toThrow(RangeError);
  await expect(folders.remove(name)).rejects.toThrow(RangeError);
  expect(calls).toEqual([]);
});
