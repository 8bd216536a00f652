// Starts the judge worker and stands by to open guests for it. The page itself never runs learner code and never judges.
import type { GuestSource } from "../../runtimes/worker/serve-relay.ts";
import { createJudgeClient, type JudgeClient, type JudgePort } from "./judge-client.ts";
import { serveGuests } from "./serve-guests.ts";

/** What an isolated page adds: a container for guests, and a say in what is done there. */
export interface PageContainer {
  readonly guests: GuestSource;
  place(judge: JudgeClient): JudgeClient;
}

let client: JudgeClient | null = null;

/** One per page: the claims of a lesson share it. A page with a container names it when it first asks. */
export function openJudge(container: PageContainer | null = null): JudgeClient {
  return (client ??= openClient(container));
}

function openClient(container: PageContainer | null): JudgeClient {
  const judge = createJudgeClient(() => {
    const worker = new Worker(new URL("./judge.worker.ts", import.meta.url), { type: "module", name: "judge" });
    const guests = serveGuests(container?.guests ?? null);
    worker.postMessage(guests, [guests.port, ...(guests.container ? [guests.container] : [])]);
    return worker as unknown as JudgePort;
  });
  return container ? container.place(judge) : judge;
}
