// Writes the names of mutants and tests into a matrix, for those who ask for them. They are fetched then and not before.

interface Names {
  readonly tests: readonly string[];
  readonly mutants: readonly string[];
}

class KillMatrix extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector<HTMLButtonElement>("[data-names]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => void this.#show());
  }

  async #show(): Promise<void> {
    const said = this.querySelector(".names span");
    try {
      const response = await fetch(`/graders/${this.getAttribute("exercise")}.json`);
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const { tests, mutants } = (await response.json()) as Names;
      this.#name("[data-test]", tests);
      this.#name("[data-mutant]", mutants);
      this.dataset.named = "";
      this.querySelector("[data-names]")?.remove();
      if (said) said.textContent = "";
      this.querySelector<HTMLElement>(".scroll")?.focus();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (said) said.textContent = `The names could not be loaded: ${why}. Press the button again.`;
    }
  }

  #name(selector: string, names: readonly string[]): void {
    for (const [index, heading] of this.querySelectorAll(selector).entries()) heading.textContent = names[index] ?? "";
  }
}

customElements.define("kill-matrix", KillMatrix);
