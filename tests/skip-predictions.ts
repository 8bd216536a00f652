// For tests and benches that are about something else: as if the learner had skipped every prediction of the exercise that is open.
import type { Exercise } from "../src/course/model.ts";
import type { Tab } from "./browsers.ts";

export function skipPredictions(tab: Tab): Promise<void> {
  return tab.evaluate(() => {
    const data = document.querySelector('exercise-workspace [data-part="data"]')?.textContent ?? "{}";
    const { exercise } = JSON.parse(data) as { exercise?: Exercise };
    const key = `forkpoint.predictions.${exercise?.id}`;
    if (!exercise || exercise.predict.length === 0 || localStorage.getItem(key) !== null) return;
    const skipped = exercise.predict.map(({ id }) => ({ prediction: id, said: null, was: null, at: 0 }));
    const text = JSON.stringify(skipped);
    localStorage.setItem(key, text);
    // What another tab's page would be told by the browser.
    dispatchEvent(new StorageEvent("storage", { key, newValue: text }));
  });
}
