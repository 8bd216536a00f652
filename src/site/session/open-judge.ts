// Starts the judge worker and stands by to open guests for it. The page itself never runs learner code and never judges.
import { createJudgeClient, type JudgeClient, type JudgePort } from "./judge-client.ts";
import { serveGuests } from "./serve-guests.ts";

let client: JudgeClient | null = null;

/** One per page: the claims of a lesson share it. */
export function openJudge(): JudgeClient {
  return (client ??= createJudgeClient(() => {
    const worker = new Worker(new URL("./judge.worker.ts", import.meta.url), { type: "module", name: "judge" });
    const guests = serveGuests();
    worker.postMessage(guests, [guests.port]);
    return worker as unknown as JudgePort;
  }));
}
