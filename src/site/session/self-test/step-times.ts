// How long each step of something took.

export interface StepTime {
  readonly step: string;
  readonly ms: number;
}

export class StepTimes {
  readonly #now: () => number;
  readonly #began: { readonly step: string; readonly at: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  begin(step: string): void {
    this.#began.push({ step, at: this.#now() });
  }

  /** The last step ends now. */
  end(): StepTime[] {
    const now = this.#now();
    return this.#began.map(({ step, at }, index) => ({ step, ms: (this.#began[index + 1]?.at ?? now) - at }));
  }
}
