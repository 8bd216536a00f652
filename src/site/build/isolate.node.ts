// Gives the isolated addresses their headers: in dev and preview, and as dist/_headers for the server and for static hosts.
import { writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { listExercises, readExercise } from "../../course/read-exercise.node.ts";
import { asHeadersFile, headerRules, headersOf, type HeaderRule } from "../isolation.ts";

export const HEADERS_FILE = "_headers";

export function isolate(root: string): AstroIntegration {
  return {
    name: "forkpoint:isolate",
    hooks: {
      async "astro:config:setup"({ command, updateConfig }) {
        if (command === "build") return;
        const rules = await rulesOf(root);
        const setHeaders = ({ url = "/" }: IncomingMessage, response: ServerResponse): void => {
          const { pathname } = new URL(url, "http://localhost");
          // In dev, what pages load lies under addresses of all kinds; none of them is a page.
          const asked = command === "dev" && !/\/$|\.html$/.test(pathname) ? "/_astro/" : pathname;
          for (const [name, value] of Object.entries(headersOf(rules, asked))) response.setHeader(name, value);
        };
        updateConfig({ vite: command === "dev" ? inDev(setHeaders) : inPreview(setHeaders) });
      },
      async "astro:build:done"({ dir }) {
        await writeFile(path.join(fileURLToPath(dir), HEADERS_FILE), asHeadersFile(await rulesOf(root)));
      },
    },
  };
}

export async function rulesOf(root: string): Promise<HeaderRule[]> {
  const exercises = await Promise.all((await listExercises(root)).map((id) => readExercise(root, id)));
  return headerRules(exercises.filter(({ needs }) => needs.length > 0).map(({ id }) => id));
}

type SetHeaders = (request: IncomingMessage, response: ServerResponse) => void;

function inDev(setHeaders: SetHeaders) {
  return {
    plugins: [
      {
        name: "forkpoint:isolate",
        // Returns nothing: what it returned would be called.
        configureServer({ middlewares }: { middlewares: { use(handle: SetHeadersThen): void } }): void {
          middlewares.use((request, response, next) => {
            setHeaders(request, response);
            next();
          });
        },
      },
    ],
  };
}

type SetHeadersThen = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Astro leaves every plugin out of its preview, but not the proxy, which is asked about each request and may pass it on. */
function inPreview(setHeaders: SetHeaders) {
  const bypass = (request: IncomingMessage, response: ServerResponse | undefined): string => {
    if (response) setHeaders(request, response);
    return request.url ?? "/";
  };
  return { preview: { proxy: { "^/": { bypass } } } };
}
