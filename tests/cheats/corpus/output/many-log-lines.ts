// Tries: to fill the log with more lines than can be kept
// @ts-nocheck
export class TinySaver {
  async put() { for (let i = 0; i < 20_000; i++) { console.log(i, "passed".repeat(100)); console.error({ i }, [i]); } }
  async getTuple() { console.table?.(Array.from({ length: 20_000 }, (_, i) => ({ i, text: "passed".repeat(20) }))); console.dir?.({ a: "b".repeat(10_000_000) }); }
}
