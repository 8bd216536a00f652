// Starts the replica of this process. Given: it is put back before grading.
import { createReplica } from "./replica.ts";
import { buildShop } from "./shop.ts";
import { pause } from "./work.ts";

export const { answer, serve } = createReplica({ buildShop, pause });
