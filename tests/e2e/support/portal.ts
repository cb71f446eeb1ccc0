// The `test` of every file here: it knows the server's address, and it fails when a page complains, whatever it checks besides.
import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import { setting } from "./setting.ts";

export { expect };

/** What pages complained of: errors on the console, uncaught errors, breaches of the content security policy. */
export class Complaints {
  private readonly found: string[] = [];
  // A browser that is too busy to draw a passage between two pages says so, and shows the next page at once.
  private readonly allowed: RegExp[] = [/Transition was (aborted|skipped)/];

  /** Says that complaints like this are what the test wants to see. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns);
  }

  /** Listens to every page of a context. */
  async watch(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`);
      });
    });
    context.on("page", (page) => this.listen(page));
    context.pages().forEach((page) => this.listen(page));
  }

  /** Those that nobody allowed. */
  all(): string[] {
    return this.found.filter((text) => !this.allowed.some((pattern) => pattern.test(text)));
  }

  private listen(page: Page): void {
    page.on("pageerror", (error) => this.found.push(`uncaught on ${page.url()}: ${error.name} ${error.message} ${error.stack ?? ""}`));
    page.on("console", (message) => {
      if (message.type() === "error") {
        this.found.push(`console on ${page.url()}: ${message.text()} (${message.location().url})`);
      }
    });
  }
}

export const test = base.extend<{ complaints: Complaints }>({
  baseURL: async ({}, use) => use(setting("POLO_ADDRESS")),
  complaints: async ({}, use) => {
    const complaints = new Complaints();
    await use(complaints);
    expect(complaints.all(), "nothing was complained of").toEqual([]);
  },
  context: async ({ context, complaints }, use) => {
    await complaints.watch(context);
    await use(context);
  },
});

/** Waits until the app has taken the page over. */
export async function live(page: Page): Promise<void> {
  await page.locator("#app[data-live]").waitFor({ state: "attached", timeout: 30_000 });
}

/** Opens a live page and waits until it is. */
export async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await live(page);
}

/** The page's only heading of the first level. */
export function heading(page: Page) {
  return page.locator("h1");
}
