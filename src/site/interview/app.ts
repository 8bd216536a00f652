// The interview as the parts of the page see it: its state, and how to change it.
import type { PageData } from "../../interview/page-data.ts";
import type { JudgeClient } from "../session/judge-client.ts";
import type { Act, InterviewState } from "./state.ts";

export interface App {
  readonly page: PageData;
  readonly judge: JudgeClient;
  readonly state: InterviewState;
  act(act: Act): void;
  now(): number;
  /** Told to those who do not see what changed. */
  say(text: string): void;
  /** Everything is taken out of the browser's storage; what was there comes back with `undo`. */
  erase(): void;
}
