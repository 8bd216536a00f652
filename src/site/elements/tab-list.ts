// Tabs by the book: arrow keys move, one tab stop, panels named by their tabs. Works on markup that is already in the page.

export interface TabList {
  select(name: string): void;
  readonly selected: string;
}

/** Tabs carry `data-tab`; `onSelect` is called for every change, by the learner or by `select`. */
export function tabList(list: HTMLElement, onSelect: (name: string) => void): TabList {
  const tabs = () => [...list.querySelectorAll<HTMLElement>("[role=tab]")];
  let selected = tabs().find((tab) => tab.getAttribute("aria-selected") === "true")?.dataset.tab ?? "";

  function select(name: string): void {
    selected = name;
    for (const tab of tabs()) {
      const on = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    }
    onSelect(name);
  }

  list.addEventListener("click", (event) => {
    const tab = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=tab]") : null;
    if (tab?.dataset.tab !== undefined) select(tab.dataset.tab);
  });
  list.addEventListener("keydown", (event) => {
    const all = tabs();
    const at = all.findIndex((tab) => tab.dataset.tab === selected);
    const last = all.length - 1;
    const targets: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const next = all[targets[event.key] ?? -1];
    if (next?.dataset.tab === undefined) return;
    event.preventDefault();
    select(next.dataset.tab);
    next.focus();
  });

  return {
    select,
    get selected() {
      return selected;
    },
  };
}
