// The kill matrix of every exercise, in the order of the course. Read once per build.
import { type KillMatrix, killMatrix } from "../../course/kill-matrix.ts";
import { loadTests } from "../session/course-code.ts";
import { exerciseFolder } from "./course.node.ts";

export interface Grader {
  readonly id: string;
  readonly title: string;
  /** Correct answers that are built differently and pass every test. */
  readonly solutions: number;
  readonly matrix: KillMatrix;
}

export async function graderOf(id: string): Promise<Grader> {
  const [{ title, solutions, mutants }, { tests, fingerprints }] = await Promise.all([
    exerciseFolder(id),
    loadTests(id),
  ]);
  const all = [
    ...tests.visible.map((test) => ({ id: test.id, visible: true })),
    ...tests.hidden.map((test) => ({ id: test.id, visible: false })),
  ];
  const names = mutants.map(({ name }) => name);
  return { id, title, solutions: solutions.length, matrix: killMatrix(all, names, fingerprints) };
}
