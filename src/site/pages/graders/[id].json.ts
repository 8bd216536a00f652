// Names of an exercise's tests and mutants, for those who ask to see them. They say what is looked for, so no page holds them.
import type { APIRoute } from "astro";
import { outline } from "../../build/course.node.ts";
import { graderOf } from "../../build/graders.node.ts";

export async function getStaticPaths() {
  const { exercises } = await outline();
  return exercises.map((id) => ({ params: { id } }));
}

export const GET: APIRoute = async ({ params }) => {
  const { matrix } = await graderOf(params.id ?? "");
  return Response.json({ tests: matrix.tests.map(({ id }) => id), mutants: matrix.rows.map(({ mutant }) => mutant) });
};
