// `forkpoint interview new`: chooses the items of a session and writes the candidate's page.
import { randomBytes } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { markdownToHtml } from "satteri";
import type { Deck, Session } from "../interview/model.ts";
import { pageItem, type PageData } from "../interview/page-data.ts";
import { hashDeck, readDeck } from "../interview/read-deck.node.ts";
import { makeSession } from "../interview/session.ts";
import { writeInterviewPage } from "./interview-page.ts";
import { openDeck } from "./open-deck.ts";
import { openExercise, readKernel, UsageError } from "./open-course.ts";
import { type Output, printable } from "./terminal.ts";

export interface NewInterviewOptions {
  /** The id of a deck of this program, or a folder. */
  readonly deck: string;
  readonly minutes: number;
  /** Null = made up, and told. */
  readonly seed: string | null;
  /** Null = chosen by the seed. */
  readonly items: readonly number[] | null;
  /** Null = interview-ID.html in the folder that the command is given in. */
  readonly file: string | null;
}

/** 0: the page was written. Throws `UsageError` and `CourseError`. */
export async function newInterview(options: NewInterviewOptions, out: Output): Promise<number> {
  const root = await openDeck(options.deck);
  const { pins } = await readKernel();
  const deck = await readDeck(root);
  const session = sessionOf(deck, { deckHash: await hashDeck(root), pins }, options);
  const file = path.resolve(options.file ?? `interview-${session.id}.html`);
  await refuseNoPlace(file);
  const html = await writeInterviewPage(root, await pageOf(root, deck, session));
  await write(file, html);
  tell(deck, session, file, html, out);
  return 0;
}

function sessionOf(deck: Deck, edition: Parameters<typeof makeSession>[1], options: NewInterviewOptions): Session {
  const seed = options.seed ?? randomBytes(6).toString("hex");
  if (seed === "" || seed.length > 200) throw new UsageError("--seed must be 1 to 200 characters");
  try {
    return makeSession(deck, edition, {
      seed,
      minutes: options.minutes,
      ...(options.items && { items: options.items }),
    });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

async function pageOf(root: string, deck: Deck, session: Session): Promise<PageData> {
  const items = session.items.map(async (id) => {
    const item = deck.items.find(({ exercise }) => exercise === id)!;
    const exercise = await openExercise(root, id);
    const prompt = await readFile(path.join(exercise.folder, "prompt.mdx"), "utf8");
    return pageItem(item, exercise, markdownToHtml(prompt).html);
  });
  return { session, title: deck.title, items: await Promise.all(items) };
}

/** Before the page is built, which takes longer than to see this. */
async function refuseNoPlace(file: string): Promise<void> {
  const folder = await stat(path.dirname(file)).catch(() => null);
  if (!folder?.isDirectory())
    throw new UsageError(`there is no folder ${path.dirname(file)}: make it, or name another with --out`);
  const there = await stat(file).catch(() => null);
  if (there && !there.isFile()) throw new UsageError(`${file} is there and is no file: name another with --out`);
}

async function write(file: string, html: string): Promise<void> {
  try {
    await writeFile(file, html);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EACCES" && code !== "EROFS") throw error;
    throw new UsageError(`${file} may not be written: name another file with --out`);
  }
}

function tell(deck: Deck, session: Session, file: string, html: string, out: Output): void {
  const chosen = session.items.map((id) => deck.items.find(({ exercise }) => exercise === id)!);
  const planned = chosen.reduce((sum, { minutes }) => sum + minutes, 0);
  const megabytes = (Buffer.byteLength(html) / 1e6).toFixed(1);
  out.line(
    `${out.paint.bold(session.id)}: ${chosen.length} items, ${planned} of ${session.minutes} minutes, seed ${printable(session.seed, 200)}`,
  );
  for (const { number, exercise, minutes, kinds } of chosen)
    out.line(
      `  ${String(number).padStart(2, "0")}  ${exercise}  ${out.paint.dim(`${minutes} min, ${kinds.join(" and ")}`)}`,
    );
  out.line("");
  out.line(`The candidate's page: ${printable(file, 600)} (${megabytes} MB). It needs no network; send it as it is.`);
  out.line(`What they hand in: forkpoint interview review interview-${session.id}.json`);
}
