// The container: booted once for all that is asked of it, through the same door as for exercises.
import { RuntimeError } from "../../../runtimes/errors.ts";
import { openGuest, type Launcher } from "../../../runtimes/open-guest.ts";
import { chooseRuntime } from "../../../runtimes/choose-runtime.ts";
import { ContainerHost, STAND_IN_ISOLATION } from "../../../runtimes/webcontainer/container-host.ts";
import { programOf } from "../../../runtimes/worker/worker-runtime.ts";
import { readPageFacts } from "../container/page-facts.ts";
import { kernel } from "../kernel.ts";
import type { NameIn } from "./catalogue.ts";
import { folderChecks, guestChecks } from "./guest-checks.ts";
import { booted, choice, notBooted } from "./judge-container.ts";
import type { OpenGroup, Run } from "./model.ts";
import { nodeChecks } from "./node-checks.ts";
import { NotRun } from "./run-checks.ts";
import { StepTimes } from "./step-times.ts";

/** `onHost` is told as soon as it is known whether the host is a stand-in. */
export function openContainerChecks(onHost: (standIn: boolean) => void): OpenGroup {
  const host = new ContainerHost({ frameUrl: "/container.html", ...globalThis.forkpointContainerTimes });
  let hasStarted = false;
  const isStandIn = () => host.isolation === STAND_IN_ISOLATION;
  const started = (): ContainerHost => {
    if (!hasStarted) throw new NotRun("The container did not start.");
    return host;
  };
  const launcher: Launcher = {
    launch: async (signal, folder) => programOf(await started().open(signal, folder)),
    folders: host.folders,
  };
  const home = () => {
    started();
    return { runtime: { open: (...given: OpenGiven) => openGuest(launcher, ...given) }, kernel };
  };
  const runs: Record<NameIn<"container">, Run> = {
    choice: async () =>
      choice(chooseRuntime({ needs: ["filesystem", "process"], askedForNode: true }, readPageFacts())),
    boot: async (signal, tell) => {
      const times = new StepTimes(() => performance.now());
      try {
        await host.start(signal, (step) => {
          times.begin(step);
          tell(step);
        });
      } catch (error) {
        if (!(error instanceof RuntimeError)) throw error;
        const steps = times.end();
        // Without a step nothing was asked of any host.
        if (steps.length > 0) onHost(isStandIn());
        return notBooted(error, steps);
      }
      hasStarted = true;
      onHost(isStandIn());

      return booted(times.end(), host.isolation);
    },
    ...nodeChecks(
      () =>
        (...given) =>
          started().node(...given),
    ),
    ...guestChecks(home),
    ...folderChecks(home),
  };
  return { runs, [Symbol.asyncDispose]: () => host[Symbol.asyncDispose]() };
}

type OpenGiven = Parameters<typeof openGuest> extends [unknown, ...infer Rest] ? Rest : never;
