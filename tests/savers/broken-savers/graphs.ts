// Savers over which whole graphs come out wrong.
import type { RunnableConfig } from "@langchain/core/runnables";
import { INTERRUPT, RESUME } from "@langchain/langgraph-checkpoint";
import { ReferenceSaver, type Typed } from "./reference-saver.ts";
import { type BrokenSavers, byVersion, dumping, renaming, saving, threadOf, writing } from "./breaking.ts";

export const brokenForGraphs: BrokenSavers = {
  "graph/remembers-across-runs": class extends ReferenceSaver {
    override async getTuple(config: RunnableConfig) {
      return config.configurable?.checkpoint_id ? super.getTuple(config) : undefined;
    }
  },
  "graph/fork-from-the-past": byVersion("first"),
  // Changing the past makes what came after it untrue.
  "graph/update-in-the-past": class extends ReferenceSaver {
    override async put(...call: Parameters<ReferenceSaver["put"]>) {
      const parent: string = call[0].configurable?.checkpoint_id;
      if (call[2].source === "update") this.remove(({ thread, id }) => thread === threadOf(call[0]) && id > parent);
      return super.put(...call);
    }
  },
  "graph/every-state-stays": byVersion("last"),
  "graph/interrupt-and-resume": writing((call) => {
    call.writes = call.writes.filter(([channel]) => channel !== INTERRUPT);
  }),
  "graph/two-interrupts-in-one-node": saving((write) => (write.channel === RESUME ? undefined : write)),
  "graph/good-task-is-not-run-again": saving((write) => (write.index < 0 ? write : undefined)),
  // Expects every step of a run.
  "graph/durability-modes-agree": class extends ReferenceSaver {
    override async put(...call: Parameters<ReferenceSaver["put"]>) {
      const isFirst = !call[0].configurable?.checkpoint_id;
      if (!isFirst || call[2].step === -1) return super.put(...call);
      return { configurable: { ...call[0].configurable, checkpoint_id: call[1].id } };
    }
  },
  "graph/subgraphs-have-their-namespace": renaming("checkpoint_ns", () => ""),
  "graph/sends-reach-each-worker": dumping((value) => (Array.isArray(value) ? value.slice(0, 2) : value)),
  "graph/messages-are-instances": class extends ReferenceSaver {
    protected override async load([, bytes]: Typed) {
      return JSON.parse(new TextDecoder().decode(bytes));
    }
  },
};
