// Pages written by authors. The rest of the course (YAML, starters, hints) is read by src/course.
import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
import { z } from "astro/zod";
import { courseRoot } from "./build/course.node.ts";

const lessons = defineCollection({
  loader: glob({
    base: `${courseRoot}/lessons`,
    pattern: "*/*.mdx",
    // `01-threads/01-who-remembers.mdx` → `threads/who-remembers`: order may change, ids may not.
    generateId: ({ entry }) => entry.replace(/\.mdx$/, "").replace(/(^|\/)\d+-/g, "$1"),
  }),
  schema: z.strictObject({
    title: z.string(),
    summary: z.string(),
    exercise: z.string(),
    minutes: z.number().int().positive(),
  }),
});

const prompts = defineCollection({
  loader: glob({
    base: `${courseRoot}/exercises`,
    pattern: "*/prompt.mdx",
    generateId: ({ entry }) => entry.replace(/\/prompt\.mdx$/, ""),
  }),
  schema: z.strictObject({}).optional(),
});

export const collections = { lessons, prompts };
