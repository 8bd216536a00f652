// A note beside a link that carries one (`data-note`): on hover, on focus, and on a tap, where a second tap follows the link.
// One note for the whole page. Without this the links are links.
const LINKS = "a[data-note]";
const WAIT_MS = 120;

const note = document.createElement("div");
note.id = "note";
note.className = "note";
note.popover = "manual";

let shownFor: HTMLAnchorElement | null = null;
let waiting: ReturnType<typeof setTimeout> | undefined;

function show(link: HTMLAnchorElement): void {
  clearTimeout(waiting);
  if (shownFor === link) return;
  hide();
  shownFor = link;
  note.replaceChildren(...contentOf(link));
  // Beside what it explains, so that it is read and reached in that order.
  link.after(note);
  note.showPopover();
  place(link);
  link.setAttribute("aria-describedby", note.id);
}

function hide(): void {
  clearTimeout(waiting);
  if (!shownFor) return;
  shownFor.removeAttribute("aria-describedby");
  shownFor = null;
  if (note.matches(":popover-open")) note.hidePopover();
}

function contentOf({ dataset, href }: HTMLAnchorElement): Node[] {
  const title = document.createElement("strong");
  title.textContent = dataset.noteTitle ?? "";
  const text = document.createElement("span");
  text.append(...withCode(dataset.note ?? ""));
  const more = document.createElement("a");
  more.href = href;
  more.textContent = dataset.noteMore ?? "In the glossary";
  // The link that the note belongs to leads there already.
  more.tabIndex = -1;
  return [title, text, more];
}

function withCode(text: string): Node[] {
  return text.split("`").map((part, index) => {
    if (index % 2 === 0) return document.createTextNode(part);
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}

/** Below its link, above where there is no room; never beyond the window. */
function place(link: HTMLAnchorElement): void {
  // A link may be broken over two lines: the note belongs to the first.
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { width, height } = note.getBoundingClientRect();
  const margin = 12;
  const left = Math.max(margin, Math.min(at.left - 8, innerWidth - width - margin));
  const below = at.bottom + 6;
  const top = below + height > innerHeight - margin && at.top - height - 6 > 0 ? at.top - height - 6 : below;
  note.style.left = `${left}px`;
  note.style.top = `${top}px`;
}

const linkOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLAnchorElement>(LINKS) : null;
const isInNote = (target: EventTarget | null) => target instanceof Node && note.contains(target);

document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType === "touch") return;
  const link = linkOf(target);
  clearTimeout(waiting);
  if (link) waiting = setTimeout(() => show(link), WAIT_MS);
  // Time to move the pointer onto the note: it can be read there, and its link pressed.
  else if (shownFor && !isInNote(target) && document.activeElement !== shownFor)
    waiting = setTimeout(hide, WAIT_MS * 2);
});
document.addEventListener("focusin", ({ target }) => {
  const link = linkOf(target);
  if (link?.matches(":focus-visible")) show(link);
  else if (!isInNote(target)) hide();
});
document.addEventListener("click", (event) => {
  const link = linkOf(event.target);
  if (!link) {
    if (!isInNote(event.target)) hide();
    return;
  }
  const tapped = (event as PointerEvent).pointerType === "touch";
  if (!tapped || shownFor === link) return;
  event.preventDefault();
  show(link);
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") hide();
});
addEventListener("scroll", hide, { passive: true });
addEventListener("resize", hide);
