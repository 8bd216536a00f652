// Runs a claim again, in this page, and shows what was seen. The judge and its libraries are loaded only when somebody asks.
import { noteClaimRun } from "../session/claims-run.ts";
import { openStore } from "../session/store.ts";
import type { ClaimResult } from "../session/protocol.ts";

class ClaimCard extends HTMLElement {
  #running: AbortController | null = null;

  connectedCallback(): void {
    const button = this.#button;
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => void this.#run());
  }

  get #button(): HTMLButtonElement | null {
    return this.querySelector<HTMLButtonElement>("[data-run]");
  }

  async #run(): Promise<void> {
    this.#running?.abort();
    const own = (this.#running = new AbortController());
    this.#show(paragraph("Getting ready …"));
    try {
      const { openJudge } = await import("../session/open-judge.ts");
      const result = await openJudge().start(
        { kind: "claim", id: this.getAttribute("claim") ?? "", file: this.dataset.file ?? "" },
        own.signal,
        (event) => event.kind === "step" && this.#show(paragraph(`${event.step} …`)),
      );
      if (result.evidence)
        noteClaimRun(
          openStore(() => localStorage),
          this.getAttribute("claim") ?? "",
          result.evidence.holds,
          new Date(),
        );
      if (this.#running === own) this.#show(...describe(result));
    } catch (error) {
      if (this.#running === own)
        this.#show(paragraph(`It could not be run here: ${error instanceof Error ? error.message : error}`, "false"));
    }
    const button = this.#button;
    if (button) button.textContent = "Run it again";
  }

  #show(...content: Node[]): void {
    this.querySelector(".here")?.replaceChildren(...content);
  }
}

function describe({ evidence, problem, ms }: ClaimResult): Node[] {
  if (!evidence) return [paragraph(`It could not be run here: ${problem?.message ?? "no reason was given"}`, "false")];
  const verdict = evidence.holds ? "It holds" : "It does not hold";
  const seen = document.createElement("pre");
  seen.tabIndex = 0;
  seen.textContent = JSON.stringify(evidence.seen, null, 2);
  return [
    paragraph(`${verdict} in this browser, seen just now in ${Math.round(ms)} ms:`, String(evidence.holds)),
    seen,
  ];
}

function paragraph(text: string, holds?: string): HTMLElement {
  const element = document.createElement("p");
  element.textContent = text;
  if (holds !== undefined) element.dataset.holds = holds;
  return element;
}

customElements.define("claim-card", ClaimCard);
