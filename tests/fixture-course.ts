// The small course in tests/fixtures, and throw-away copies of it that a test may break.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

export const FIXTURES = path.join(import.meta.dirname, "fixtures");

export interface CourseCopy extends AsyncDisposable {
  readonly root: string;
  write(file: string, text: string): Promise<void>;
  /** Replaces a text that must be there. */
  replace(file: string, from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
}

export async function copyCourse(): Promise<CourseCopy> {
  const root = await mkdtemp(path.join(tmpdir(), "forkpoint-course-"));
  await cp(FIXTURES, root, { recursive: true });
  const at = (file: string) => path.join(root, file);
  return {
    root,
    write: (file, text) => writeFile(at(file), text),
    async replace(file, from, to) {
      const text = await readFile(at(file), "utf8");
      if (!text.includes(from)) throw new Error(`${file} does not contain ${JSON.stringify(from)}`);
      await writeFile(at(file), text.replaceAll(from, to));
    },
    remove: (file) => rm(at(file), { recursive: true }),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}
