// What the lint of lesson prose finds, and what it lets pass: a table of planted sentences, and the lessons themselves.
import { expect, test } from "vitest";
import { lintProse } from "../../src/course/lint-prose.ts";
import { readProse } from "../../src/course/read-prose.node.ts";
import { REPOSITORY } from "../node-grading.ts";

const lint = (text: string) => lintProse("lesson.mdx", `---\ntitle: T\n---\n\n${text}\n`);

/** Each is planted in an otherwise clean page, and has to be found. */
const PLANTED: readonly [shape: string, text: string][] = [
  ["a plain statement about the library", "LangGraph saves after every node."],
  ["a statement with a lower-case beginning", "Fine. the thread is empty then."],
  ["inline code", "`getState` never fails."],
  ["a method's name without code marks", "Calling getStateHistory is cheap."],
  ["a parameter's name without code marks", "A missing thread_id is ignored."],
  ["a call without code marks", "Nothing happens after invoke() here."],
  ["a class name without code marks", "MemorySaver forgets all of it."],
  ["a count as a word", "There are always four of them."],
  ["a count as a digit", "It takes 3 of them."],
  ["how often", "Each mail is then sent twice."],
  ["a passive without the word library", "Every earlier version is overwritten."],
  ["a product", "SQLite keeps all of it."],
  ["the second sentence of a paragraph", "It was late. Every checkpoint is kept."],
  ["a sentence over two lines", "It was late and\nevery checkpoint is kept."],
  ["emphasis", "It is **every checkpoint** that stays."],
  ["a link", "It [keeps every checkpoint](/claims/)."],
  ["a list item", "- look at this\n- every fork is a new thread"],
  ["a numbered list item", "1. Use it.\n2. The reducer is skipped."],
  ["a quotation block", "> The state is merged."],
  ["a table cell", "| what | then |\n|---|---|\n| empty input | the graph restarts |"],
  ["a reason behind an instruction", "Use it, because every node is saved."],
  ["since behind an instruction", "Pass the config on since the thread is kept."],
  ["a result behind an instruction", "Pass `null` and the run goes on."],
  ["a result after then", "Pass `null`, then the graph continues."],
  ["a relative clause behind an instruction", "Pass `null`, which resumes the run."],
  ["a colon behind an instruction", "Use the returned config: the old one names the old checkpoint."],
  ["a semicolon behind an instruction", "Keep it; the thread has no other."],
  ["a dash behind an instruction", "Keep it – the thread has no other."],
  ["a parenthesis behind an instruction", "Pass `{}` (an empty object restarts the graph)."],
  ["remember that", "Remember that every node is saved."],
  ["note that", "Note that the reducer runs again."],
  ["keep in mind that", "Keep in mind that the store is shared."],
  ["a noun that looks like an imperative", "Replay executes every node."],
  ["another one", "State is merged by key."],
  ["and another one", "Writes are kept in order."],
  ["a condition without an instruction", "After a crash, the graph goes on."],
  ["you can", "You can pass `null` to resume."],
  ["did you know", "Did you know that every node is saved?"],
  ["a tag question", "Every node is saved, isn't it?"],
  ["a statement before a question", "Every node is saved: why?"],
  ["a presumption", "Since every node is saved, what is missing?"],
  ["words beside a Fact", 'The thread is gone, <Fact claim="a">and the saver is empty.</Fact>'],
  ["a sentence after a Fact", '<Fact claim="a">It is empty.</Fact> The thread is gone.'],
  ["this lesson shows that", "This lesson shows that every node is saved."],
  ["a rule that states", "<Rule>\n\nThe config names a checkpoint.\n\n</Rule>"],
  ["a story that explains", "<Story>\n\nLangGraph saves after every node.\n\n</Story>"],
  ["code in a story", "<Story>\n\nThey passed `null` and waited.\n\n</Story>"],
  ["a Fact without a claim", "<Fact>The thread is empty.</Fact>"],
  ["Sources without claims", "<Sources>\n\nAn article says so.\n\n</Sources>"],
  ["a component that nobody knows", "<Note>The thread is empty.</Note>"],
  ["text in an attribute", '<Lab caption="Every node is saved." />'],
  ["text in an expression", '{"Every node is saved."}'],
  ["text in an export", 'export const text = "Every node is saved.";'],
  ["a heading that is a sentence of fact", "## Every node of the graph writes a checkpoint of its own"],
  ["code in a heading", "## `null` resumes"],
  ["HTML", "<p>Every node is saved.</p>"],
  ["an ellipsis before it", "Well … Every node is saved."],
  ["a quotation mark before it", "“Fine.” Every node is saved."],
  ["an abbreviation before it", "It is kept, e.g. every node is saved."],
];

test.for(PLANTED)("found: %s", ([, text]) => {
  const clean = lint("A quiet day. Use it well.");
  expect(clean.findings).toEqual([]);
  const { findings } = lint(`A quiet day. Use it well.\n\n${text}\n\nWhat now?`);
  expect(findings.map(({ line }) => line).every((line) => line >= 7)).toBe(true);
  expect(findings.length).toBeGreaterThan(0);
  for (const { what, todo } of findings) expect([what, todo]).not.toContain("");
});

const FREE: readonly [shape: string, text: string][] = [
  ["a question", "How many checkpoints does `t1` hold now?"],
  ["two questions with a condition before them", "And without the config, with a saver: which nodes run?"],
  ["an instruction with code", "Pass `null` with the returned config."],
  ["an instruction with a list", "Settle three things: the thread, the node, the time."],
  ["an instruction with a relative clause", "Keep the config that `updateState` returns."],
  ["two instructions", "Keep what `updateState` returns, and run on from that, with `null`."],
  ["a condition", "If a node sends mail, check the id before you call."],
  ["a purpose", "To go on after a crash, pass `null`."],
  ["do not", "Do not count the rows by hand."],
  ["never", "Never pass the old config."],
  ["an instruction after a lead", "So the rule: **compile with a checkpointer, and pass the thread's id.**"],
  ["a verb that is a noun as well", "Run the program above, then count its rows."],
  ["a replay that is asked for", "Replay from the second one."],
  ["a list before an instruction", "Four states, three calls: say what each of them does."],
  ["a purpose behind an instruction", "Write the node so that no replay charges twice."],
  ["supposing", "Let `past` be the snapshot behind `plan`."],
  ["nothing of the subject", "Nobody had looked. It cost them a week."],
  ["a Fact", '<Fact claim="a">An unknown `thread_id` reads as an empty thread.</Fact>'],
  ["a Fact within a free sentence", 'And so <Fact claim="a">the thread is empty</Fact>.'],
  ["a Fact over several lines", '<Fact claim="a">\nThe thread is empty.\n</Fact>'],
  ["a Fact in a list", '- <Fact claim="a">The thread is empty.</Fact>'],
  ["a claim", '<Claim id="a" />'],
  ["the course", "The last test builds the real graphs and counts their rows."],
  ["a story", "<Story>\n\nAt 14:03 a run charged 200 customers twice. The database was full.\n\n</Story>"],
  ["a rule", "<Rule>\n\nPass the thread's own id with every call. Never make one up.\n\n</Rule>"],
  ["sources", '<Sources claims="a b">\n\nAn article says that every node writes a row.\n\n</Sources>'],
  ["Python", "<Python>\n\n`None` is `null`; the history is a plain iterator there.\n\n</Python>"],
  ["code", "```ts\nconst state = await app.getState(config);\n```"],
  ["a comment", "{/* every node is saved */}"],
  ["a point inside code", "Use `app.invoke. Then` here."],
];

test.for(FREE)("free: %s", ([, text]) => {
  expect(lint(text).findings).toEqual([]);
});

test("a finding says where the sentence begins", () => {
  const { findings } = lint("It was late.\nStill, all went on. **Every** node\nis saved.");
  expect(findings).toEqual([
    expect.objectContaining({ file: "lesson.mdx", line: 6, column: 23, sentence: "Every node is saved." }),
  ]);
});

test("words are those of prose: not of code, headings and claims", () => {
  const text = '## A heading here\n\nOne – two, `three four`.\n\n```ts\nconst x = 1;\n```\n\n<Claim id="a" />';
  expect(lint(text).words).toBe(4);
});

test("more than 500 words are too many", () => {
  expect(lint("word ".repeat(500)).findings).toEqual([]);
  expect(lint("word ".repeat(501)).findings).toMatchObject([{ what: "501 words of prose" }]);
});

test("what stands behind sentences of fact is counted", () => {
  const { findings, ...counts } = lint(
    [
      '<Claim id="a" />',
      '<Fact claim="b">The thread is empty.</Fact> What now?',
      '<Sources claims="a">\n\nAn article says that each node is saved. It is wrong.\n\n</Sources>',
      "<Python>\n\n`None` is `null`.\n\n</Python>",
      "Every node is saved.",
    ].join("\n\n"),
  );
  expect(findings).toHaveLength(1);
  expect(counts).toMatchObject({ claims: 1, facts: 1, sources: 1, python: 1, unbacked: 1 });
  expect(counts.names.map(({ id, by }) => `${by} ${id}`)).toEqual(["Claim a", "Fact b", "Sources a"]);
});

const lessons = await readProse(REPOSITORY);

test.for(lessons)("the prose of $lesson states nothing without a claim", ({ file, text }) => {
  const { findings, claims } = lintProse(file, text);
  expect(findings.map(({ line, sentence, what }) => `${line}: ${sentence} (${what})`)).toEqual([]);
  expect(claims).toBeGreaterThan(0);
});
