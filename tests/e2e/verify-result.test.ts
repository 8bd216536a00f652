// The page that checks a signed result, as a person uses it: with a file, a key, a challenge, and without a network.
import { expect, test } from "vitest";
import { publicPart } from "../../src/results/keys.ts";
import { signResult } from "../../src/results/sign.ts";
import { browserNames, type Tab } from "../browsers.ts";
import { facts, sampleResult, stranger, team } from "../results/sample.ts";
import { faults } from "./axe.ts";
import { visit } from "./visit.ts";

const token = await signResult(await sampleResult(), team);
const KEY = JSON.stringify(publicPart(team), null, 2);

/** As if these files were let go over the page, or over a part of it. */
async function drop(tab: Tab, files: Readonly<Record<string, string>>, over = "body"): Promise<void> {
  await tab.evaluate(
    ([given, selector]) => {
      const dataTransfer = new DataTransfer();
      for (const [name, text] of Object.entries(given)) dataTransfer.items.add(new File([text], name));
      const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer });
      document.querySelector(selector)!.dispatchEvent(event);
    },
    [files, over] as const,
  );
}

const refused = (tab: Tab, code: string): Promise<void> => tab.waitFor(`[data-refused="${code}"]`);

test("dropped, pasted or without a network: a result is verified by a key that was added, or refused in words", async () => {
  await using at = await visit("chromium");
  const { tab } = at;
  await at.open("/verify/");
  await tab.waitFor("verify-result[data-ready]");
  const loaded = tab.requests.length;
  await tab.goOffline();
  expect(await tab.text('[data-part="no-keys"]')).toContain("trusts nobody by itself");

  await drop(tab, { "ada.jws": `${token}\n` });
  await refused(tab, "RESULT_KEY_UNKNOWN");
  expect(await tab.text('[data-part="outcome"]')).toContain("no key is trusted here yet");
  expect(await tab.evaluate(() => document.activeElement?.textContent)).toContain("Not verified");
  await drop(tab, { "other.pub.json": JSON.stringify(publicPart(stranger)) });
  await tab.waitFor(".keys li");
  await refused(tab, "RESULT_KEY_UNKNOWN");
  await drop(tab, { "team.key": JSON.stringify(team) });
  await tab.waitFor(() => document.querySelector(".key-status")?.textContent?.includes("KEY_PRIVATE"));

  await drop(tab, { "team.pub.json": KEY });
  await tab.waitFor(".verified");
  const card = await tab.text('[data-part="outcome"]');
  for (const said of [
    "Signed by “Team A”",
    team.kid,
    "2 of 5 points",
    "Re-run by a reviewer",
    "blue-42",
    "a thread is its own",
  ])
    expect(card.toLowerCase()).toContain(said.toLowerCase());
  expect(await faults(tab)).toEqual([]);

  await drop(tab, facts.files, ".signed-files");
  await tab.waitFor(".same");
  await drop(tab, { "saver.ts": "export class TinySaver { }\n" }, ".signed-files");
  await tab.waitFor(".differs");
  expect(await tab.text(".signed-files")).toMatch(/it had 26 bytes, here it has 27/);

  await tab.type("#challenge", "green-7");
  await tab.press("Tab");
  await refused(tab, "RESULT_CHALLENGE");
  await tab.evaluate(() => (document.querySelector<HTMLInputElement>("#challenge")!.value = ""));

  const [header, payload, signature] = token.split(".");
  await drop(tab, { "ada.jws": `${header}.${payload!.slice(0, -4)}AAAA.${signature}` });
  await refused(tab, "RESULT_SIGNATURE");
  await drop(tab, { "report.pdf": "%PDF-1.7 something else" });
  await refused(tab, "RESULT_NO_TOKEN");
  expect(await faults(tab)).toEqual([]);
  expect(tab.requests.slice(loaded)).toEqual([]);
  expect(at.complaints).toEqual([]);
});

test.for(browserNames)(
  "%s, by keyboard: a key and a result are pasted, the key is removed, put back and kept",
  async (name) => {
    await using at = await visit(name);
    const { tab } = at;
    await at.open("/verify/");
    await tab.waitFor("verify-result[data-ready]");
    const pressOn = async (selector: string) => {
      await tab.evaluate((it) => document.querySelector<HTMLElement>(it)!.focus(), selector);
      await tab.press("Enter");
    };
    const paste = async (field: string, text: string, button: string) => {
      await tab.evaluate(
        ([it, pasted]) => {
          const area = document.querySelector<HTMLTextAreaElement>(it)!;
          area.closest("details")!.open = true;
          area.value = pasted;
        },
        [field, text] as const,
      );
      await pressOn(button);
    };
    await paste("#pasted-key", KEY, '[data-part="add-text"]');
    await tab.waitFor(".keys li");
    // As mail would break it.
    await paste("#pasted-result", token.replaceAll(/.{60}/g, "$&\r\n"), '[data-part="check-text"]');
    await tab.waitFor(".verified");
    await pressOn(".keys button");
    await refused(tab, "RESULT_KEY_UNKNOWN");
    expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe("Undo");
    await tab.press("Enter");
    await tab.waitFor(".verified");
    await tab.reload();
    await tab.waitFor("verify-result[data-ready]");
    expect(await tab.text(".keys")).toContain(team.kid);
  },
);
