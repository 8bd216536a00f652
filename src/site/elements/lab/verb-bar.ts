// What can be done at the chosen checkpoint and with its thread. Each verb says beforehand what will run; one that cannot be
// done stays where it is, with the reason.
import type { ForkTree, TreeNode } from "../../../inspect/fork-tree.ts";
import type { CheckpointState } from "../../../inspect/saver-file.ts";
import type { Verb, VerbPlan } from "../../../lab/model.ts";
import { short } from "../../../lab/plan-words.ts";
import { h, icon } from "../h.ts";
import { typicalVerb, VerbButton } from "./verb-button.ts";
import { makeForm, type VerbForm, type VerbTarget } from "./verb-form.ts";
import { VerbPanel } from "./verb-panel.ts";
import { confirmWords, runningWords, type Kind, titleWords, VERB_GROUPS, VERBS } from "./verb-words.ts";
import "./verb-bar.css";

export interface VerbEvents {
  plan(verb: Verb): VerbPlan;
  run(verb: Verb): void;
  stop(): void;
  /** Null where there is no editor. */
  readonly toEditor: ((lines: string) => void) | null;
}

export interface VerbView {
  /** The chosen checkpoint. */
  readonly node: TreeNode | null;
  readonly tree: ForkTree;
  /** Of the chosen checkpoint; null while it is being read. */
  readonly state: CheckpointState | null;
  /** The verb that is being run. */
  readonly doing: Verb | null;
  /** Why no verb can be run here; null when they can. */
  readonly blocked: string | null;
}

interface Opened {
  readonly kind: Kind;
  readonly target: VerbTarget;
  readonly form: VerbForm;
}

let bars = 0;

export class VerbBar {
  readonly element: HTMLElement;
  readonly #on: VerbEvents;
  readonly #buttons: Readonly<Record<Kind, VerbButton>>;
  readonly #labels = { checkpoint: h("span", { class: "label" }), thread: h("span", { class: "label" }) };
  readonly #panel: VerbPanel;
  readonly #blocked = h("p", { class: "verb-blocked" });
  readonly #busy: HTMLElement;
  readonly #busyText = h("span", {});
  readonly #stop: HTMLButtonElement;
  #view: VerbView | null = null;
  #opened: Opened | null = null;
  /** What the file was when the verb began; null when none is being run. */
  #before: string | null = null;

  constructor(events: VerbEvents) {
    this.#on = events;
    const { toEditor } = events;
    this.#panel = new VerbPanel({ confirm: () => this.#confirm(), close: () => this.#close(true), toEditor });
    const id = `verbs${++bars}`;
    const button = (kind: Kind) =>
      new VerbButton(kind, `${id}-${kind}`, this.#panel.element.id, () => this.#toggle(kind));
    this.#buttons = Object.fromEntries(VERBS.map((kind) => [kind, button(kind)])) as Record<Kind, VerbButton>;
    for (const { is } of VERB_GROUPS) this.#labels[is].id = `${id}-${is}`;
    this.#stop = h("button", { type: "button", class: "button small", click: () => events.stop() }, "Stop");
    this.#busy = h(
      "div",
      { class: "verb-busy", role: "status", hidden: true },
      icon("busy"),
      this.#busyText,
      this.#stop,
    );
    this.element = h(
      "section",
      { class: "verb-bar", "aria-label": "What can be done here" },
      h(
        "div",
        { class: "verb-groups" },
        ...VERB_GROUPS.map(({ is, verbs }) =>
          h(
            "div",
            { class: "verb-group", role: "group", "aria-labelledby": `${id}-${is}` },
            this.#labels[is],
            h("div", { class: "verb-buttons" }, ...verbs.map((kind) => this.#buttons[kind].element)),
          ),
        ),
      ),
      this.#blocked,
      this.#busy,
      this.#panel.element,
    );
  }

  update(view: VerbView): void {
    const before = this.#view;
    this.#view = view;
    this.#updateBusy(view);
    const same = before?.node === view.node && before.tree === view.tree && before.blocked === view.blocked;
    if (!same || before.doing !== view.doing) this.#updateButtons(view);
    this.#follow(view);
    this.#plan();
  }

  /** Opens that verb, as its button does. */
  ask(kind: Kind): void {
    if (this.#opened?.kind === kind && this.#opened.target.node === this.#view?.node) this.#focusForm();
    else this.#open(kind);
  }

  #toggle(kind: Kind): void {
    if (this.#opened?.kind === kind) this.#close(true);
    else this.#open(kind);
  }

  #open(kind: Kind): void {
    const { node, tree, state, doing } = this.#view ?? {};
    if (!node || !tree || doing) return;
    this.#show(kind, { node, tree, state: state ?? null });
    this.#panel.element.scrollIntoView({ block: "nearest" });
    this.#focusForm();
  }

  #show(kind: Kind, target: VerbTarget): void {
    const form = makeForm(kind, target, () => this.#plan());
    this.#opened = { kind, target, form };
    this.#panel.open({ kind, title: titleWords(kind, target.node), confirm: confirmWords(kind, target.node) }, form);
    for (const each of VERBS) this.#buttons[each].setOpen(each === kind);
    this.#plan();
  }

  #close(giveFocusBack: boolean): void {
    const kind = this.#opened?.kind;
    this.#opened = null;
    this.#panel.close();
    for (const each of VERBS) this.#buttons[each].setOpen(false);
    if (giveFocusBack && kind) this.#buttons[kind].element.focus();
  }

  #confirm(): void {
    const { form } = this.#opened ?? {};
    const verb = form?.verb();
    const doing = this.#view?.doing ?? null;
    if (!form || doing !== null) return;
    if (!verb || form.problem() !== null) return void form.focus();
    if (this.#whyNot() === null && this.#on.plan(verb).blocked === null) this.#on.run(verb);
  }

  /** An open form goes with the choice, unless somebody has typed in it. */
  #follow({ node, tree, state, doing }: VerbView): void {
    if (!this.#opened || doing !== null) return;
    if (!node) return this.#close(false);
    const { kind, target, form } = this.#opened;
    if (form.isDirty || (target.node === node && target.state === state)) return;
    const hadFocus = this.#panel.element.contains(document.activeElement);
    this.#show(kind, { node, tree, state });
    if (hadFocus) this.#focusForm();
  }

  #plan(): void {
    if (!this.#opened) return;
    const verb = this.#opened.form.verb();
    this.#panel.update(verb && this.#on.plan(verb), this.#whyNot() ?? this.#opened.form.problem());
  }

  #whyNot(): string | null {
    if (this.#view?.doing) return "A verb is running.";
    return this.#view?.blocked ?? null;
  }

  #focusForm(): void {
    const doesNothing = this.#opened === null || !this.#opened.form.focus();
    if (doesNothing) this.#panel.focus();
  }

  #updateButtons({ node, tree, doing, blocked }: VerbView): void {
    this.#labels.checkpoint.textContent = node ? `At ${node.name}` : "At a checkpoint";
    this.#labels.thread.textContent = node ? `Thread “${short(node.row.thread)}”` : "Thread";
    this.#blocked.textContent = blocked ?? "";
    this.#blocked.hidden = blocked === null;
    for (const kind of VERBS) {
      const verb = node && typicalVerb(kind, node, tree);
      const why = doing
        ? "A verb is running."
        : verb
          ? (blocked ?? this.#on.plan(verb).blocked)
          : "Choose a checkpoint.";
      this.#buttons[kind].setBlocked(why);
    }
  }

  #updateBusy({ doing, tree }: VerbView): void {
    const began = doing !== null && this.#before === null;
    const ended = doing === null && this.#before !== null;
    if (!began && !ended) return;
    const hadFocus = this.element.contains(document.activeElement);
    this.#busy.hidden = !began;
    this.#busyText.textContent = doing ? runningWords(doing.kind) : "";
    this.#panel.element.inert = began;
    if (began) {
      this.#before = latestOf(tree);
      if (hadFocus) this.#stop.focus();
      return;
    }
    // Where nothing was written, what was typed is still wanted.
    const isDone = latestOf(tree) !== this.#before || !this.#opened?.form.isDirty;
    this.#before = null;
    if (isDone) this.#close(hadFocus);
    else if (hadFocus) this.#focusForm();
  }
}

/** Another text after whatever was written. */
function latestOf({ threads }: ForkTree): string {
  return JSON.stringify(
    threads.map(({ thread, namespaces }) => [thread, namespaces.map(({ latest }) => latest.row.id)]),
  );
}
