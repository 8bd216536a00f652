// The search over the list of claims: hides what does not answer. What is asked stands in the address; without this the page is
// the whole list.
import {
  type ClaimSearch,
  countText,
  EVERYTHING,
  type ListedClaim,
  matches,
  queryOf,
  searchFrom,
} from "../session/claim-search.ts";

interface Card extends ListedClaim {
  readonly element: HTMLElement;
}

class ClaimsFilter extends HTMLElement {
  #cards: readonly Card[] = [];

  connectedCallback(): void {
    const form = this.#form;
    form.hidden = false;
    this.#cards = [...document.querySelectorAll<HTMLElement>("claim-card")].map(cardOf);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.#ask(this.#asked()));
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      this.#ask(EVERYTHING, "add");
      this.#field("text").focus();
    });
    form.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && this.#field("text").value !== "") this.#ask({ ...this.#asked(), text: "" });
    });
    // Links with a question in them ask it here.
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-ask]") : null;
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#ask(searchFrom(link.search), "add");
      this.scrollIntoView({ block: "start" });
    });
    addEventListener("popstate", () => this.#show(searchFrom(location.search)));
    addEventListener("hashchange", () => this.#reveal());
    this.#show(searchFrom(location.search));
    this.#reveal();
  }

  get #form(): HTMLFormElement {
    return this.querySelector("form")!;
  }

  #field(name: keyof ClaimSearch): HTMLInputElement | HTMLSelectElement {
    return this.#form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  }

  #asked(): ClaimSearch {
    const value = (name: keyof ClaimSearch) => this.#field(name).value;
    return {
      text: value("text").trim(),
      module: value("module"),
      source: value("source"),
      verdict: value("verdict"),
      drift: value("drift"),
    };
  }

  /** Typing changes the address in place: one step back leaves the page, not the word. */
  #ask(search: ClaimSearch, how: "replace" | "add" = "replace"): void {
    const address = `${location.pathname}${queryOf(search)}`;
    if (how === "add") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    this.#show(search);
  }

  #show(search: ClaimSearch): void {
    for (const [name, value] of Object.entries(search) as [keyof ClaimSearch, string][]) {
      const field = this.#field(name);
      // Not while somebody types a space.
      if (field.value.trim() !== value) field.value = value;
    }
    let shown = 0;
    for (const card of this.#cards) {
      card.element.hidden = !matches(card, search);
      if (!card.element.hidden) shown++;
    }
    for (const section of document.querySelectorAll<HTMLElement>("[data-claims-of]"))
      section.hidden = !section.querySelector("claim-card:not([hidden])");
    this.querySelector("[data-count]")!.textContent = countText(shown, this.#cards.length);
    this.querySelector<HTMLElement>("[data-reset]")!.hidden = shown === this.#cards.length && queryOf(search) === "";
    document.querySelector<HTMLElement>("[data-none]")!.hidden = shown > 0;
  }

  /** A claim that an address names is there, whatever was asked before. */
  #reveal(): void {
    const target = location.hash === "" ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden) this.#show(EVERYTHING);
    target.scrollIntoView({ block: "start" });
  }
}

function cardOf(element: HTMLElement): Card {
  const { find = "", sources = "", drift = "" } = element.dataset;
  const section = element.closest<HTMLElement>("[data-claims-of]");
  return {
    element,
    words: `${find} ${section?.dataset.words ?? ""}`,
    module: section?.dataset.claimsOf ?? "",
    sources: sources.split(" "),
    drift,
  };
}

customElements.define("claims-filter", ClaimsFilter);
