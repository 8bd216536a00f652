// Starts the two browsers that our tests run in, behind one small interface, so that a test is written once for both.
// Chromium is driven by Playwright, Firefox by Puppeteer: neither of them can drive both of Debian's packages.
import { accessSync, constants } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import {
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions as ChromiumOptions,
} from "playwright-core";
import puppeteer, { type BrowserContext as FirefoxContext, type KeyInput } from "puppeteer-core";

export type BrowserName = "chromium" | "firefox";
export const browserNames: readonly BrowserName[] = ["chromium", "firefox"];

export interface LaunchOptions {
  readonly colorScheme?: "light" | "dark";
  /** false = pages are shown with JavaScript off. Chromium only: in Firefox our driver itself looks at a page by script. */
  readonly javaScript?: boolean;
  /** "disk" = what sites store goes to the disk, as it does for users. Chromium otherwise keeps it in memory; Firefox never does. */
  readonly storage?: "memory" | "disk";
  /** Runs in every page and every frame before its own scripts. Chromium only. */
  readonly initScript?: string;
}

/** One browser with a new, empty profile. Tabs of one browser share its storage. */
export interface Browser extends AsyncDisposable {
  readonly name: BrowserName;
  readonly version: string;
  newTab(): Promise<Tab>;
  close(): Promise<void>;
}

/** Selectors are CSS and look into open shadow roots. */
export interface Tab extends AsyncDisposable {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  url(): string;
  /** Runs in the page, so `act` may use nothing but its argument, which must be plain data. */
  evaluate<Result, Arg = undefined>(act: (arg: Arg) => Result | Promise<Result>, arg?: Arg): Promise<Result>;
  click(selector: string): Promise<void>;
  /** Focuses the element and types at its cursor. */
  type(selector: string, text: string): Promise<void>;
  /** One key, with modifiers if any: "Enter", "Control+Enter", "Shift+Tab". */
  press(key: string): Promise<void>;
  /** Waits until the selector matches something visible, or until the function, run in the page, gives something true. */
  waitFor(what: string | (() => unknown), timeoutMs?: number): Promise<void>;
  /** The text of the first match. */
  text(selector: string): Promise<string>;
  screenshot(path: string): Promise<void>;
  setViewport(width: number, height: number): Promise<void>;
  onConsole(listener: (text: string, level: string) => void): void;
  /** The page's process died; only Chromium tells. */
  onCrash(listener: () => void): void;
  /** How many bytes the page's site may store from now on, what it has stored included. Chromium only. */
  limitStorage(bytes: number): Promise<void>;
  /** From now on its browser has no network. Chromium only. */
  goOffline(): Promise<void>;
  /** Clicks, and gives the file that the page then saves. Chromium only. */
  save(selector: string): Promise<{ readonly name: string; readonly text: string }>;
  /** Addresses asked for since the tab was opened, blob: and data: included. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export async function launch(name: BrowserName, options: LaunchOptions = {}): Promise<Browser> {
  return name === "chromium" ? launchChromium(options) : launchFirefox(options);
}

/** Programs that were started for `freshProfile`, by name and what cannot be chosen for each profile. */
const shared = new Map<string, Promise<BrowserProcess>>();

interface BrowserProcess {
  fresh(options: LaunchOptions): Promise<Browser>;
  close(): Promise<void>;
}

/** As `launch`, but many of them share one program, which is started once: `endSharedBrowsers` ends it. */
export async function freshProfile(name: BrowserName, options: LaunchOptions = {}): Promise<Browser> {
  const kind = name === "chromium" ? name : `${name} ${options.colorScheme ?? "light"}`;
  const program = shared.get(kind) ?? (name === "chromium" ? startChromium() : startFirefox(options));
  shared.set(kind, program);
  return (await program).fresh(options);
}

export async function endSharedBrowsers(): Promise<void> {
  const started = [...shared.values()];
  shared.clear();
  await Promise.all(started.map(async (program) => (await program).close()));
}

const PROGRAMS = {
  chromium: { names: ["chromium", "chromium-browser", "google-chrome"], variable: "CHROMIUM", package: "chromium" },
  firefox: { names: ["firefox-esr", "firefox"], variable: "FIREFOX", package: "firefox-esr" },
} as const;

function findProgram(name: BrowserName): string {
  const { names, variable, package: debianPackage } = PROGRAMS[name];
  const given = process.env[variable];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = given ? [given] : names.flatMap((program) => folders.map((folder) => join(folder, program)));
  const found = candidates.find(isExecutable);
  if (found) return found;
  throw new Error(
    given
      ? `${variable} is set to ${given}, but there is no program there`
      : `${names[0]} is not installed, and these tests need it: run "apt-get install ${debianPackage}", or set ${variable} to the path of the program`,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Features of Chromium. It takes the last list that it is given, so Playwright's own (chromiumSwitches) is in here, too, but for
 * what other systems and Edge have.
 */
const NOT_WANTED = [
  // The popup of the address bar: a page of its own, which each window makes ready. Most pages of ours are less work.
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxPopup",
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

/** Nothing that a browser does by itself may reach the network or take processor time from a test. */
const QUIET_CHROMIUM = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  `--disable-features=${NOT_WANTED.join(",")}`,
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
  "--no-pings",
];

const chromiumPages = (options: LaunchOptions): BrowserContextOptions => ({
  colorScheme: options.colorScheme ?? "light",
  javaScriptEnabled: options.javaScript ?? true,
});

async function launchChromium(options: LaunchOptions): Promise<Browser> {
  if (options.storage === "disk") {
    const profile = await mkdtemp(join(tmpdir(), "forkpoint-profile-"));
    const context = await chromium.launchPersistentContext(profile, { ...howToStart(), ...chromiumPages(options) });
    await begin(context, options);
    return chromiumIn(context, context.browser()?.version() ?? "unknown", async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    });
  }
  const { fresh, close } = await startChromium();
  return { ...(await fresh(options)), close, [Symbol.asyncDispose]: close };
}

async function startChromium(): Promise<BrowserProcess> {
  const browser = await chromium.launch(howToStart());
  return {
    async fresh(options) {
      const context = await browser.newContext(chromiumPages(options));
      await begin(context, options);
      return chromiumIn(context, browser.version(), () => context.close());
    },
    close: () => browser.close(),
  };
}

async function begin(context: BrowserContext, { initScript }: LaunchOptions): Promise<void> {
  if (initScript !== undefined) await context.addInitScript({ content: initScript });
}

function howToStart(): ChromiumOptions {
  // Chromium refuses to sandbox itself for root, which is who CI containers run as.
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return { executablePath: findProgram("chromium"), headless: true, args: [...QUIET_CHROMIUM, ...asRoot] };
}

function chromiumIn(context: BrowserContext, version: string, close: () => Promise<void>): Browser {
  return {
    name: "chromium",
    version,
    async newTab() {
      const page = await context.newPage();
      const requests: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      const evaluate: Tab["evaluate"] = (act, arg) => page.evaluate(act as any, arg) as Promise<any>;
      const closePage = () => page.close();
      return {
        requests,
        evaluate,
        goto: async (url) => void (await page.goto(url)),
        reload: async () => void (await page.reload()),
        url: () => page.url(),
        click: (selector) => page.locator(selector).first().click(),
        async type(selector, text) {
          await page.locator(selector).first().focus();
          await page.keyboard.type(text);
        },
        press: (key) => page.keyboard.press(key),
        waitFor: (what, timeoutMs = 15_000) =>
          typeof what === "string"
            ? page.locator(what).first().waitFor({ timeout: timeoutMs })
            : waitUntil(() => evaluate(what), timeoutMs, what),
        text: async (selector) => (await page.locator(selector).first().textContent()) ?? "",
        screenshot: async (path) => void (await page.screenshot({ path })),
        setViewport: (width, height) => page.setViewportSize({ width, height }),
        onConsole: (listener) => void page.on("console", (message) => listener(message.text(), message.type())),
        onCrash: (listener) => void page.on("crash", listener),
        async limitStorage(bytes) {
          const session = await context.newCDPSession(page);
          const { origin } = new URL(page.url());
          await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: bytes });
        },
        goOffline: () => context.setOffline(true),
        async save(selector) {
          const [download] = await Promise.all([page.waitForEvent("download"), page.locator(selector).first().click()]);
          return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
        },
        close: closePage,
        [Symbol.asyncDispose]: closePage,
      };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function launchFirefox(options: LaunchOptions): Promise<Browser> {
  requireJavaScript(options);
  const browser = await firefoxProcess(options);
  return firefoxIn(browser.defaultBrowserContext(), await browser.version(), () => browser.close());
}

async function startFirefox(options: LaunchOptions): Promise<BrowserProcess> {
  const browser = await firefoxProcess(options);
  const version = await browser.version();
  return {
    async fresh(wanted) {
      requireJavaScript(wanted);
      const context = await browser.createBrowserContext();
      return firefoxIn(context, version, () => context.close());
    },
    close: () => browser.close(),
  };
}

function requireJavaScript({ javaScript, initScript }: LaunchOptions): void {
  if (javaScript === false) throw new RangeError("JavaScript can be switched off in Chromium only");
  if (initScript !== undefined) throw new RangeError("a script can be run before those of the page in Chromium only");
}

function firefoxProcess({ colorScheme }: LaunchOptions) {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: findProgram("firefox"),
    headless: true,
    protocolTimeout: 600_000,
    extraPrefsFirefox: {
      "ui.systemUsesDarkTheme": colorScheme === "dark" ? 1 : 0,
      "layout.css.prefers-color-scheme.content-override": colorScheme === "dark" ? 0 : 1,
    },
  });
}

function firefoxIn(context: FirefoxContext, version: string, close: () => Promise<void>): Browser {
  return {
    name: "firefox",
    version,
    async newTab() {
      const page = await context.newPage();
      const requests: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      const evaluate: Tab["evaluate"] = (act, arg) => page.evaluate(act as any, arg) as Promise<any>;
      const closePage = () => page.close();
      // ">>>" looks into shadow roots, as Playwright does of itself.
      const locator = (selector: string) => page.locator(`>>> ${selector}`);
      return {
        requests,
        evaluate,
        goto: async (url) => void (await page.goto(url)),
        reload: async () => void (await page.reload()),
        url: () => page.url(),
        click: (selector) => locator(selector).click(),
        async type(selector, text) {
          const element = await locator(selector).waitHandle();
          await element.focus();
          await page.keyboard.type(text);
        },
        async press(key) {
          const keys = key.split("+") as KeyInput[];
          for (const modifier of keys.slice(0, -1)) await page.keyboard.down(modifier);
          await page.keyboard.press(keys.at(-1)!);
          for (const modifier of keys.slice(0, -1).reverse()) await page.keyboard.up(modifier);
        },
        async waitFor(what, timeoutMs = 15_000) {
          if (typeof what === "string") await page.locator(`>>> ${what}`).setTimeout(timeoutMs).wait();
          else await waitUntil(() => evaluate(what), timeoutMs, what);
        },
        text: async (selector) =>
          (await locator(selector)
            .map((element) => element.textContent)
            .wait()) ?? "",
        screenshot: async (path) => void (await page.screenshot({ path: path as `${string}.png` })),
        setViewport: (width, height) => page.setViewport({ width, height }),
        onConsole: (listener) => void page.on("console", (message) => listener(message.text(), message.type())),
        onCrash: () => {},
        limitStorage: () => Promise.reject(new RangeError("storage can be limited in Chromium only")),
        goOffline: () => Promise.reject(new RangeError("the network can be taken away in Chromium only")),
        save: () => Promise.reject(new RangeError("what a page saves can be had in Chromium only")),
        close: closePage,
        [Symbol.asyncDispose]: closePage,
      };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Asks again and again from here: waiting inside the page needs `eval`, which our pages' policy forbids. */
async function waitUntil(ask: () => Promise<unknown>, timeoutMs: number, what: () => unknown): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await ask())) {
    if (performance.now() > deadline) throw new Error(`still false after ${timeoutMs} ms: ${String(what)}`);
    await new Promise((resume) => setTimeout(resume, 30));
  }
}
