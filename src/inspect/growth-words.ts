// Sizes and growth in words, and round numbers for an axis.
import type { ThreadGrowth } from "./saver-file.ts";

const UNITS = ["bytes", "KB", "MB", "GB"] as const;

/** "512 bytes", "1.5 KB", "210 KB": thousands, as SI has them. */
export function sizeWords(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (unit < UNITS.length - 1 && Math.round(size) >= 1000) {
    size /= 1000;
    unit += 1;
  }
  const rounded = unit > 0 && size < 9.95 ? size.toFixed(1).replace(/\.0$/, "") : String(Math.round(size));
  // A space that does not break: number and unit belong together.
  return `${rounded}\u00a0${rounded === "1" && unit === 0 ? "byte" : UNITS[unit]!}`;
}

/** "12 KB instead of 210 KB: 1/17". */
export function growthWords({ points }: ThreadGrowth): string {
  const last = points.at(-1);
  if (last === undefined) return "Nothing is stored.";
  const { bytes, wholeBytes } = last;
  return `${sizeWords(bytes)} instead of ${sizeWords(wholeBytes)}: ${ratioWords(bytes, wholeBytes)}`;
}

function ratioWords(bytes: number, wholeBytes: number): string {
  if (bytes === 0) return "nothing is stored";
  const ratio = wholeBytes / bytes;
  if (ratio >= 1.95) return `1/${Math.round(ratio)}`;
  const percent = Math.round((bytes / Math.max(1, wholeBytes)) * 100);
  if (percent === 100) return "as much";
  return percent < 100
    ? `${100 - percent}\u00a0% less`
    : `${percent - 100}\u00a0% more, as so short a thread has little to share`;
}

/** What pruning would free, of how much. */
export function pruneWords({ points, pruneFrees }: ThreadGrowth): string {
  const { bytes = 0 } = points.at(-1) ?? {};
  if (pruneFrees <= 0) return "Pruning would free nothing: there is no older checkpoint whose rows are its own.";
  const percent = Math.round((pruneFrees / Math.max(1, bytes)) * 100);
  return `Pruning all but the newest checkpoint would free ${sizeWords(pruneFrees)} of ${sizeWords(bytes)} (${percent}\u00a0%), and with it the way back.`;
}

/** Round numbers from 0 up to the first that is not below `most`; at most `count` + 1 of them. */
export function roundTicks(most: number, count = 4): number[] {
  const atLeast = Math.max(most, 1) / count;
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((times) => times * power).find((size) => size >= atLeast * (1 - 1e-9))!,
  );
  const ticks = [0];
  while (ticks.at(-1)! < most) ticks.push(ticks.at(-1)! + step);
  return ticks.length === 1 ? [0, step] : ticks;
}

/** At most so many of a long list, evenly, the first and the last among them. */
export function thinned<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, at) => items[Math.round((at * (items.length - 1)) / (most - 1))]!);
}
