// Runs the shop up to a crash, or up to a question, and sees which stations run at the next call.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildShop, type Station } from "./shop.ts";

const config = { configurable: { thread_id: "observed" } };

/** A thread on which `charge` has failed, or asks; `ran` lists what has run since then. */
async function stopped(charge: Station) {
  const ran: string[] = [];
  let fails = charge.asks === undefined;
  const stations = [{ name: "reserve" }, charge, { name: "ship" }];
  const app = buildShop(await SqlJsSaver.open(), stations, async (station, message) => {
    ran.push(station);
    if (station === "charge" && fails) throw new Error("charge has failed");
    return `${station}: ${message}`;
  });
  await app.invoke({ order: "three mugs" }, config).catch(() => {});
  fails = false;
  ran.length = 0;
  return { app, ran };
}

const list = (ran: readonly string[]) => ran.join(", ") || "none";

export async function observe(): Promise<Record<string, string>> {
  const withInput = await stopped({ name: "charge" });
  await withInput.app.invoke({ order: "one teapot" }, config);

  const withNull = await stopped({ name: "charge" });
  await withNull.app.invoke(null, config);

  const asked = await stopped({ name: "charge", asks: "By card?" });
  const end = await asked.app.invoke({ order: "yes" }, config);
  const asksAgain = "__interrupt__" in end;

  return {
    "new-order-after-a-crash": list(withInput.ran),
    "null-after-a-crash": list(withNull.ran),
    "plain-answer": asksAgain ? "It is taken for a new order, and the question is asked again" : "It is the answer",
  };
}
