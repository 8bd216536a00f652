// A subject of the saver contract over the reference saver, or one derived from it: declares every capability.
import type { SerializerProtocol } from "@langchain/langgraph-checkpoint";
import type { SaverCapability, SaverSubject } from "../../../src/conformance/contracts/saver.ts";
import { at, put } from "../../../src/conformance/contracts/saver/saver-calls.ts";
import type { SaverUnderTest } from "../contract-runs.ts";
import { saverGraphs } from "../saver-graphs.ts";
import { ReferenceSaver, Storage } from "./reference-saver.ts";

export type SaverClass = new (storage?: Storage, serde?: SerializerProtocol) => ReferenceSaver;

const EVERYTHING: readonly SaverCapability[] = [
  ...(["delta-history", "copy-thread", "prune", "delete-for-runs", "custom-serde"] as const),
  ...(["reopen", "two-instances", "schema-migration", "graphs"] as const),
];

export function subjectOf(Saver: SaverClass): SaverSubject {
  const storageOf = (saver: unknown): Storage => (saver as ReferenceSaver).storage;
  return {
    open: async ({ serde } = {}) => new Saver(new Storage(), serde),
    reopen: async (saver) => new Saver(storageOf(saver)),
    openBeside: async (saver) => new Saver(storageOf(saver)),
    async openOlder() {
      const old = new ReferenceSaver();
      const values = { list: ["old"], total: 1 };
      const config = await put(old, { config: at("old"), n: 1, values });
      old.storage.version = 1;
      for (const row of old.storage.rows.values()) delete (row as { isPruned?: boolean }).isPruned;
      return { saver: new Saver(old.storage), config, values };
    },
    async openNewer() {
      const storage = new Storage();
      storage.version += 1;
      return new Saver(storage);
    },
    graphs: saverGraphs,
  };
}

/** One that declares everything. */
export const referenceLike = (Saver: SaverClass): SaverUnderTest => ({
  capabilities: EVERYTHING,
  fresh: () => subjectOf(Saver),
});
