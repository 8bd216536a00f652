// A solution as a file of its own: asked for by nobody but the learner who wants to see it.
import type { APIRoute } from "astro";
import { exerciseFolder, outline } from "../../../build/course.node.ts";

export async function getStaticPaths() {
  const { exercises } = await outline();
  return exercises.map((id) => ({ params: { id } }));
}

export const GET: APIRoute = async ({ params }) => {
  const { solutions, given } = await exerciseFolder(params.id ?? "");
  const own = Object.entries(solutions[0]?.files ?? {}).filter(([path]) => !given.includes(path));
  return new Response(JSON.stringify({ files: Object.fromEntries(own) }), {
    headers: { "Content-Type": "application/json" },
  });
};
