// Everything that a workspace has more when it runs in Node. Fetched by pages that are isolated for it, and by no others.
import type { Exercise, Problem } from "../../../course/model.ts";
import { ContainerHost } from "../../../runtimes/webcontainer/container-host.ts";
import type { PageContainer } from "../../session/open-judge.ts";
import { openPageGuests } from "../../session/container/page-guests.ts";
import { readPageFacts } from "../../session/container/page-facts.ts";
import { NO_CONTAINER, type PlacedJudge, placeJudge } from "../../session/container/placed-judge.ts";
import { drawMadeIn } from "./made-in.ts";
import { drawNodePanel } from "./node-panel.ts";
import { PlaceNotice } from "./place-notice.ts";
import { TimedSteps } from "./timed-steps.ts";
import "./container.css";

declare global {
  /** Set by tests only, which cannot wait as long as a learner does. */
  var forkpointContainerTimes: { readonly bootMs: number } | undefined;
}

/** What panes show differently on such a page. */
export interface NodeParts {
  steps(): TimedSteps;
  /** Null for a failure that has nothing to do with the container. */
  failure(problem: Problem, retry: () => void): Node | null;
  madeIn(isolation: string): Node;
}

export interface ContainerSide {
  readonly container: PageContainer;
  readonly parts: NodeParts;
  /** Goes above the editor; `run` repeats what was tried last. */
  notice(run: () => void): HTMLElement;
}

export function openContainerSide(exercise: Exercise): ContainerSide {
  const guests = openPageGuests(
    () => new ContainerHost({ frameUrl: "/container.html", ...globalThis.forkpointContainerTimes }),
    window,
  );
  let placed: PlacedJudge | null = null;
  const handlers = (retry: () => void) => ({
    again: () => tryAgain(false, retry),
    insist: () => tryAgain(true, retry),
  });
  function tryAgain(insist: boolean, retry: () => void): void {
    // What was pressed goes away with what it was for, and would take the focus along.
    document.querySelector<HTMLElement>(".actions .primary")?.focus();
    placed?.tryAgain(insist);
    retry();
  }
  return {
    container: {
      guests,
      place: (judge) => (placed = placeJudge({ judge, needs: exercise.needs, facts: readPageFacts })),
    },
    parts: {
      steps: () => new TimedSteps(),
      failure(problem, retry) {
        if (problem.code !== NO_CONTAINER || placed?.place.at !== "nowhere") return null;
        return drawNodePanel(exercise.id, placed.place.because, problem, handlers(retry));
      },
      madeIn: (isolation) => drawMadeIn(isolation, placed?.place ?? { at: "container" }),
    },
    notice(run) {
      const notice = new PlaceNotice(exercise.id, handlers(run));
      placed?.subscribe((place) => notice.update(place));
      if (placed) notice.update(placed.place);
      return notice.element;
    },
  };
}
