// The graph over what Run has left, for the lab. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildShop } from "./shop.ts";

const shop = buildShop(await SqlJsSaver.open());

/** All threads have the same graph. */
export const graphOf = () => shop;
