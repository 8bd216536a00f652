// Stands in for `langsmith`, which uploads traces: a guest has no network. LangGraph keeps its configuration on run trees,
// so those are real as far as they are read.

export class Client {}

export const getDefaultProjectName = () => "default";

export class RunTree {
  constructor(config) {
    if (isRunTree(config)) Object.assign(this, config);
    else {
      const { metadata, ...fields } = config;
      Object.assign(this, {
        id: crypto.randomUUID(),
        run_type: "chain",
        child_runs: [],
        start_time: Date.now(),
        inputs: {},
        execution_order: 1,
        child_execution_order: 1,
        ...fields,
        extra: { ...fields.extra, metadata: { ...metadata, ...fields.extra?.metadata } },
      });
      this.trace_id ??= this.parent_run?.trace_id ?? this.id;
    }
  }

  createChild(config) {
    const order = this.child_execution_order + 1;
    const child = new RunTree({ ...config, parent_run: this, execution_order: order, child_execution_order: order });
    this.child_execution_order = order;
    this.child_runs.push(child);
    return child;
  }

  async end() {}
  async postRun() {}
  async patchRun() {}
}

export function isRunTree(value) {
  return typeof value?.createChild === "function" && typeof value.postRun === "function";
}

/** When a run started, as text that sorts: digits of the time, then the run's id. */
export function convertToDottedOrderFormat(epoch, runId, executionOrder = 1) {
  const order = executionOrder.toFixed(0).slice(0, 3).padStart(3, "0");
  const microsecondPrecisionDatestring = `${new Date(epoch).toISOString().slice(0, -1)}${order}Z`;
  return { dottedOrder: microsecondPrecisionDatestring.replace(/[-:.]/g, "") + runId, microsecondPrecisionDatestring };
}

export const getCurrentRunTree = () => globalThis[Symbol.for("ls:tracing_async_local_storage")]?.getStore();

export const isTraceableFunction = (value) => typeof value === "function" && "langsmith:traceable" in value;
