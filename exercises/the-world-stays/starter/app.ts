// The shop that main.ts opens, for the lab too, and a bank that prints. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import type { Bank } from "./charge.ts";
import { buildShop } from "./shop.ts";

const booked = new Map<string, { amount: number; receipt: string }>();

const bank: Bank = {
  async charge(key, amount) {
    const before = booked.get(key);
    if (before && before.amount !== amount) throw new Error("this key was used for another amount");
    if (before) return before.receipt;
    const receipt = `receipt ${booked.size + 1}`;
    booked.set(key, { amount, receipt });
    console.log(`  the bank books ${amount}: ${receipt}`);
    return receipt;
  },
  receiptFor: async (key) => booked.get(key)?.receipt ?? null,
};

export const app = buildShop(await SqlJsSaver.open(), bank);

/** All amounts that the bank has booked. */
export const statement = (): number[] => [...booked.values()].map(({ amount }) => amount);

/** The lab asks for the graph of a thread. Here all customers have the same. */
export const graphOf = () => app;
