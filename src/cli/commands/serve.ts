import path from "node:path";
import { type AddCommand, wholeNumber } from "../command.ts";
import { HOME } from "../open-course.ts";

export const addServe: AddCommand = (program, { out, signal }) => {
  program
    .command("serve")
    .description("serve the built site on this machine only")
    .option("--port <number>", "0 for any free one", wholeNumber(0, 65_535), 4321)
    .action(async ({ port }: { port: number }) => {
      const { serve } = await import("../serve.ts");
      const served = await serve({ folder: path.join(HOME, "dist"), port });
      if (port !== 0 && served.port !== port) out.note(`Port ${port} is in use, so this is the next free one.`);
      out.line(`Forkpoint is at ${served.address}   (stop: Ctrl+C)`);
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      await served[Symbol.asyncDispose]();
    });
};
