// Reads a database for the lab, in a worker of its own: a query of the learner's may never end, and then it is killed.
import type { SqlJsStatic } from "sql.js";
import { InspectError } from "../../../inspect/inspect-error.ts";
import { openFile } from "../../../inspect/open-file.ts";
import type { SaverFile } from "../../../inspect/saver-file.ts";
import { tamper } from "../../../inspect/tamper.ts";
import { loadSqlJs } from "../sqlite.ts";
import type { Answers, Ask, FromReader, ToReader } from "./protocol.ts";

const scope = self as unknown as {
  postMessage(message: FromReader): void;
  onmessage: ((event: { data: ToReader }) => void) | null;
};

interface Open {
  readonly bytes: Uint8Array;
  readonly file: SaverFile;
}

let sqlJs: Promise<SqlJsStatic> | null = null;
let open: Open | null = null;
/** One after the other, so that what is asked after `open` is asked of that file. */
let last: Promise<unknown> = Promise.resolve();

scope.onmessage = ({ data }) => {
  if (data.kind === "sqlite") {
    sqlJs = loadSqlJs(data.sqlite);
    return;
  }
  last = last.then(() => answer(data)).then((message) => scope.postMessage(message));
};

async function answer(asked: Extract<ToReader, { kind: "ask" }>): Promise<FromReader> {
  const { id } = asked;
  try {
    if (!sqlJs) throw new Error("the reader was not told where SQLite is");
    return { id, ok: true, answer: await answerWith(await sqlJs, asked) };
  } catch (error) {
    const code = error instanceof InspectError ? error.code : "READER_FAILED";
    return { id, ok: false, code, message: error instanceof Error ? error.message : String(error) };
  }
}

function answerWith(sql: SqlJsStatic, asked: Extract<ToReader, { kind: "ask" }>): Answers[Ask]["answer"] {
  if (asked.ask === "open") {
    const file = openFile(sql, asked.bytes);
    open?.file[Symbol.dispose]();
    open = { bytes: asked.bytes, file };
    return file.checkpoints();
  }
  if (!open) throw new Error("no file is open");
  switch (asked.ask) {
    case "state":
      return open.file.state(asked.key);
    case "compare":
      return open.file.compare(asked.left, asked.right);
    case "query":
      return open.file.query(asked.sql);
    case "growth":
      return open.file.growth();
    case "tamper":
      return tamper(sql, open.bytes, asked.change);
  }
}
