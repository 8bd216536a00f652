// Stores that do nothing, or nothing but refuse. A rule that they keep could be kept by accident.
import { BaseStore, type Operation, type OperationResults } from "@langchain/langgraph-checkpoint";

export class KeepsNothing extends BaseStore {
  override async batch<Op extends Operation[]>(operations: Op): Promise<OperationResults<Op>> {
    const resultOf = (operation: Operation) => ("value" in operation ? undefined : "key" in operation ? null : []);
    return operations.map(resultOf) as OperationResults<Op>;
  }
}

export class RefusesAll extends BaseStore {
  override async batch(): Promise<never> {
    throw new Error("not today");
  }
}
