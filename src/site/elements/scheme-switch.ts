// Light, dark, or what the system says: one button, three states, remembered in this browser.

type Scheme = "system" | "light" | "dark";
const NEXT: Readonly<Record<Scheme, Scheme>> = { system: "light", light: "dark", dark: "system" };
const NAMES: Readonly<Record<Scheme, string>> = { system: "as the system", light: "light", dark: "dark" };
const KEY = "forkpoint.scheme";
const CIRCLE = '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="1.8"/>';
const PICTURES: Readonly<Record<Scheme, string>> = {
  system: `${CIRCLE}<path d="M12 3.500a8.500 8.500 0 0 1 0 17z" fill="currentColor"/>`,
  light: CIRCLE,
  dark: '<circle cx="12" cy="12" r="8.5" fill="currentColor"/>',
};

class SchemeSwitch extends HTMLElement {
  readonly #button = document.createElement("button");

  connectedCallback(): void {
    this.#button.type = "button";
    this.#button.addEventListener("click", () => this.#choose(NEXT[this.#scheme]));
    this.replaceChildren(this.#button);
    this.#draw();
  }

  get #scheme(): Scheme {
    const chosen = document.documentElement.dataset.scheme;
    return chosen === "light" || chosen === "dark" ? chosen : "system";
  }

  #choose(scheme: Scheme): void {
    if (scheme === "system") delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = scheme;
    try {
      localStorage.setItem(KEY, scheme);
    } catch {
      // The choice holds for this page only; the workspace says that nothing can be kept here.
    }
    this.#draw();
  }

  #draw(): void {
    const scheme = this.#scheme;
    this.#button.innerHTML = `<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">${PICTURES[scheme]}</svg>`;
    this.#button.setAttribute("aria-label", `Colours: ${NAMES[scheme]}. Change to ${NAMES[NEXT[scheme]]}`);
    this.#button.title = `Colours: ${NAMES[scheme]}`;
  }
}

customElements.define("scheme-switch", SchemeSwitch);
