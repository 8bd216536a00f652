// How far a batch is, and how long it will still take at the pace so far.

export interface TimeLeft {
  /** Call it when one more is done. */
  done(): { readonly count: string; readonly left: string };
}

/** `before`: how many of them were done before this began; they say nothing about its pace. */
export function timeLeft(total: number, before = 0, now: () => number = () => performance.now()): TimeLeft {
  const started = now();
  let finished = 0;
  return {
    done() {
      finished += 1;
      const inAll = before + finished;
      const count = `[${String(inAll).padStart(String(total).length)}/${total}]`;
      const seconds = Math.round(((now() - started) / finished / 1000) * (total - inAll));
      return { count, left: inAll === total ? "done" : `about ${inWords(seconds)} left` };
    },
  };
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
