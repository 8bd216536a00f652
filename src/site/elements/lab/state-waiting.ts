// Says that something is being read, but only when that takes long enough to be noticed: no flicker.
const NOTICED_AFTER_MS = 150;

export class Waiting {
  readonly #element: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** `element` gets `data-waiting` once it is late. */
  constructor(element: HTMLElement) {
    this.#element = element;
  }

  begin(): void {
    this.#timer ??= setTimeout(() => {
      this.#element.dataset.waiting = "true";
      this.#element.setAttribute("aria-busy", "true");
    }, NOTICED_AFTER_MS);
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    delete this.#element.dataset.waiting;
    this.#element.removeAttribute("aria-busy");
  }
}
