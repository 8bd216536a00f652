// Tries: to call what a test handed in after that test is over
// @ts-nocheck
// The realm outlives a test, so what is kept here is still there in the next one.
const listeners = (globalThis.listeners ??= []);
const answers = (globalThis.answers ??= []);
export class TinySaver {
  async put(config) {
    for (const listener of listeners) for (let i = 0; i < 3; i++) try { answers.push(listener(config.configurable.thread_id)); } catch (error) { answers.push(error); }
    return answers[0];
  }
  async getTuple() { return { checkpoint: answers.at(-1), metadata: await answers.at(-1) }; }
  onPut(listener) { listeners.push(listener); setTimeout(() => listener("late"), 300); }
}
