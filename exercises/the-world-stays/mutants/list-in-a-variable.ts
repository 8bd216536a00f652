// Wrong: keeps what was charged in a variable of the program.
import type { LangGraphRunnableConfig } from "@langchain/langgraph";

export interface Bank {
  charge(key: string, amount: number): Promise<string>;
  receiptFor(key: string): Promise<string | null>;
}

export interface OrderState {
  readonly order: number;
  readonly pieces: number;
  readonly address: string;
  readonly amount: number;
  readonly receipt: string;
}

export type ChargeNode = (state: OrderState, config: LangGraphRunnableConfig) => Promise<Partial<OrderState>>;

const receipts = new Map<string, string>();

export function chargeNode(bank: Bank): ChargeNode {
  return async (state, config) => {
    const order = `${config.configurable?.thread_id}/${state.order}/${state.amount}`;
    const known = receipts.get(order);
    if (known) return { receipt: known };
    const receipt = await bank.charge(crypto.randomUUID(), state.amount);
    receipts.set(order, receipt);
    return { receipt };
  };
}
