// The built site with a stand-in where WebContainers would be. One thing differs from what is published: the policy of
// /container.html names the stand-in's origin in the place of the real host's.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { serve, type Served } from "../../src/cli/serve.ts";
import { startStandIn, type StandIn, type StandInFaults } from "../webcontainer-stand-in/stand-in.ts";
import { DIST } from "./built-site.ts";

const REAL_HOST = "https://stackblitz.com";

export interface ContainerSite extends AsyncDisposable {
  readonly folder: string;
  readonly standIn: StandIn;
  /** To be run in every frame before its own scripts. */
  readonly initScript: string;
  serve(): Promise<Served>;
  /** Changes a file of the site; what was made of it for the wire goes. */
  change(file: string, from: string, to: string): Promise<void>;
}

export async function containerSite(faults: StandInFaults = {}, bootMs?: number): Promise<ContainerSite> {
  const standIn = await startStandIn({ faults });
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-container-site-"));
  await cp(DIST, folder, { recursive: true });
  const site: ContainerSite = {
    folder,
    standIn,
    initScript: [
      `globalThis.WEBCONTAINER_API_IFRAME_URL = ${JSON.stringify(standIn.origin)};`,
      bootMs === undefined ? "" : `globalThis.forkpointContainerTimes = { bootMs: ${bootMs} };`,
    ].join("\n"),
    serve: () => serve({ folder, port: 0 }),
    async change(file, from, to) {
      const name = path.join(folder, file);
      const text = await readFile(name, "utf8");
      if (!text.includes(from)) throw new Error(`${file} does not say ${from}`);
      await writeFile(name, text.replaceAll(from, to));
      for (const packed of [".br", ".gz"]) await rm(name + packed, { force: true });
    },
    async [Symbol.asyncDispose]() {
      await standIn[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await site.change("container.html", REAL_HOST, standIn.origin);
  return site;
}
