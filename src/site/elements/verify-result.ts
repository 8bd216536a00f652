// The page /verify/: takes a result and keys from files, from a drop or from pasted text, and shows what checking found. What
// it needs is loaded with the page, so that it works without a network afterwards.
import type { PublicKey } from "../../results/keys.ts";
import { refusal } from "../../results/refusals.ts";
import { MAX_TOKEN_CHARS } from "../../results/schema.ts";
import { verifyResult } from "../../results/verify.ts";
import { openStore } from "../session/store.ts";
import { KeyRing } from "../session/trusted-keys.ts";
import { SITE_KEYS } from "../trusted-keys.ts";
import { h } from "./h.ts";
import { drawRefusal, drawResult } from "./verify-result-card.ts";

/** A token is text of one byte per character; whatever is larger is refused before it is read. */
const MAX_FILE_BYTES = MAX_TOKEN_CHARS + 1;

class VerifyResult extends HTMLElement {
  readonly #keys = new KeyRing(
    openStore(() => localStorage),
    SITE_KEYS,
  );
  #token = "";
  /** Counts checks: of two that overlap, the later one is shown. */
  #checks = 0;

  connectedCallback(): void {
    this.#takeFiles("result-file", (files) => void this.#take(files));
    this.#takeFiles("key-file", (files) => void this.#take(files));
    this.#part("check-text").addEventListener("click", () => {
      void this.#takeText(this.#part<HTMLTextAreaElement>("result-text").value);
    });
    this.#part("add-text").addEventListener("click", () => {
      const field = this.#part<HTMLTextAreaElement>("key-text");
      void this.#addKey(field.value).then((added) => {
        if (added) field.value = "";
      });
    });
    this.#part("challenge").addEventListener("change", () => void this.#check({ focus: false }));
    this.#takeDrops();
    void this.#showKeys().then(() => (this.dataset.ready = ""));
  }

  #part<Kind extends HTMLElement>(name: string): Kind {
    const part = this.querySelector<Kind>(`[data-part="${name}"]`);
    if (!part) throw new Error(`the page has no part "${name}"`);
    return part;
  }

  #takeFiles(part: string, take: (files: readonly File[]) => void): void {
    const input = this.#part<HTMLInputElement>(part);
    input.addEventListener("change", () => {
      take([...(input.files ?? [])]);
      // The same file can be chosen again, after it was changed.
      input.value = "";
    });
  }

  #takeDrops(): void {
    const zone = this.#part("drop");
    const over = (isOver: boolean) => zone.toggleAttribute("data-over", isOver);
    // A file that misses every place made for it would else open in place of this page.
    addEventListener("dragover", (event) => {
      event.preventDefault();
      over(true);
    });
    addEventListener("dragleave", (event) => over(event.relatedTarget !== null));
    addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (event.target instanceof Element && event.target.closest("[data-takes-files]")) return;
      const text = event.dataTransfer?.getData("text/plain") ?? "";
      const files = [...(event.dataTransfer?.files ?? [])];
      void (files.length > 0 ? this.#take(files) : this.#takeText(text));
    });
  }

  /** Keys and results are told apart by what is in them, not by where they are put. */
  async #take(files: readonly File[]): Promise<void> {
    for (const file of files) {
      if (file.size > MAX_FILE_BYTES)
        this.#show([drawRefusal(refusal("RESULT_TOO_LARGE", "The file is larger than any result."))], true);
      else await this.#takeText(await file.text());
    }
  }

  async #takeText(text: string): Promise<void> {
    if (text.trim() === "") return;
    if (text.trim().startsWith("{") || text.includes("-----BEGIN")) return void (await this.#addKey(text));
    // Mail and chats break long lines; a token has no spaces of its own.
    this.#token = text.replace(/\s+/g, "");
    await this.#check({ focus: true });
  }

  async #check({ focus }: { focus: boolean }): Promise<void> {
    if (this.#token.trim() === "") return;
    const check = ++this.#checks;
    const said = this.#part<HTMLInputElement>("challenge").value.trim();
    const outcome = await this.#outcome(said === "" ? null : said);
    if (check === this.#checks) this.#show(outcome, focus);
  }

  async #outcome(challenge: string | null): Promise<readonly HTMLElement[]> {
    // Browsers give cryptography to secure addresses alone.
    if (!globalThis.crypto?.subtle)
      return [drawRefusal(refusal("RESULT_UNCHECKABLE", "This browser offers no cryptography at this address."))];
    const checked = await verifyResult(this.#token, await this.#keys.trusted(), { challenge });
    if ("refusal" in checked) return [drawRefusal(checked.refusal)];
    return drawResult(checked.result, checked.key, challenge !== null);
  }

  #show(found: readonly HTMLElement[], focus: boolean): void {
    const outcome = this.#part("outcome");
    outcome.replaceChildren(...found);
    outcome.hidden = false;
    const heading = outcome.querySelector("h2");
    this.#part("status").textContent = heading?.textContent ?? "";
    this.dataset.outcome = outcome.querySelector("[data-refused]") ? "refused" : "verified";
    if (!focus || !heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }

  async #addKey(text: string): Promise<boolean> {
    if (!globalThis.crypto?.subtle) {
      const { what, todo } = refusal("RESULT_UNCHECKABLE", "This browser offers no cryptography at this address.");
      this.#sayOfKeys(`${what} ${todo}`);
      return false;
    }
    const key = await this.#keys.add(text);
    if ("refusal" in key) {
      this.#sayOfKeys(`${key.refusal.what} ${key.refusal.todo} (${key.refusal.code})`);
      return false;
    }
    await this.#changedKeys(`Added ${nameOf(key)}.`);
    return true;
  }

  async #removeKey(key: PublicKey): Promise<void> {
    this.#keys.remove(key);
    const undo = h("button", { type: "button", class: "button small" }, "Undo");
    undo.addEventListener("click", () => {
      this.#keys.put(key);
      void this.#changedKeys(`${nameOf(key)} is back.`);
    });
    await this.#changedKeys(`Removed ${nameOf(key)}. `, undo);
    // Where the pressed button was, there is none now.
    undo.focus();
  }

  async #changedKeys(...said: (string | Node)[]): Promise<void> {
    await this.#showKeys();
    this.#sayOfKeys(...said);
    await this.#check({ focus: false });
  }

  #sayOfKeys(...said: (string | Node)[]): void {
    this.#part("key-status").replaceChildren(...said);
  }

  async #showKeys(): Promise<void> {
    const known = globalThis.crypto?.subtle ? await this.#keys.list() : [];
    this.#part("no-keys").hidden = known.length > 0;
    this.#part("keys").replaceChildren(
      ...known.map(({ key, fixed }) =>
        h(
          "li",
          {},
          h("span", { class: "key-name" }, key.name || "a key without a name", fixed ? " (this site's own)" : null),
          h("code", {}, key.kid),
          fixed
            ? null
            : h(
                "button",
                {
                  type: "button",
                  class: "button small quiet",
                  "aria-label": `Remove ${nameOf(key)}`,
                  click: () => void this.#removeKey(key),
                },
                "Remove",
              ),
        ),
      ),
    );
  }
}

function nameOf({ name, kid }: PublicKey): string {
  return name ? `“${name}”` : `the key ${kid.slice(0, 8)}…`;
}

customElements.define("verify-result", VerifyResult);
