// The candidate's page: one file, opened from anywhere, that asks the network for nothing. Begins here.
import "../styles/tokens.css";
import "../styles/code-palette.css";
import "../styles/base.css";
import "../styles/frame.css";
import "../styles/verdicts.css";
import "../styles/results.css";
import "../styles/questions.css";
import "../styles/dialog.css";
import "../styles/tabs.css";
import "./items.css";
// Last: it says what is otherwise on small screens and on paper.
import "./interview.css";
import { z } from "zod";
import { sessionSchema } from "../../interview/export-schema.ts";
import type { PageData, PageParts } from "../../interview/page-data.ts";
import "../elements/scheme-switch.ts";
import { h } from "../elements/h.ts";
import { openInterview } from "./interview.ts";

const DAMAGED =
  "This file is damaged: a part of it is missing or was changed on its way. Your answers, if you had any, are still in this browser. Ask for the file again, as it was made, and open that.";

async function begin(): Promise<void> {
  const place = (id: string) => document.getElementById(id) ?? fail(`the page has no part "${id}"`);
  const main = place("content");
  let page: PageData;
  let parts: PageParts;
  try {
    page = JSON.parse(place("session").textContent) as PageData;
    parts = JSON.parse(place("parts").textContent) as PageParts;
    const session = sessionSchema.parse(page.session);
    if (session.items.some((id, index) => page.items[index]?.exercise.id !== id))
      fail("the items do not fit the session");
  } catch (error) {
    return main.replaceChildren(
      h(
        "article",
        { class: "sheet" },
        h("h1", {}, "This interview cannot be opened"),
        h("p", {}, DAMAGED),
        h("p", { class: "note" }, error instanceof z.ZodError ? z.prettifyError(error) : String(error)),
      ),
    );
  }
  const places = { header: place("clock"), notes: place("notes"), main, status: place("status") };
  await openInterview(page, parts, places);
}

function fail(message: string): never {
  throw new Error(message);
}

void begin();
