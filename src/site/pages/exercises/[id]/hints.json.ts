// The hints of an exercise, for those who have earned one.
import type { APIRoute } from "astro";
import { exercise, outline } from "../../../build/course.node.ts";

export async function getStaticPaths() {
  const { exercises } = await outline();
  return exercises.map((id) => ({ params: { id } }));
}

export const GET: APIRoute = async ({ params }) => Response.json((await exercise(params.id ?? "")).hints);
