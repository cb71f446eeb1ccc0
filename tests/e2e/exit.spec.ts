// «Esci subito»: away at once, nothing left on the device, no page of the portal one step back.
import type { Page } from "@playwright/test";
import { expect, openLive, test } from "./support/portal.ts";
import { choose } from "./support/request.ts";
import { ITALIAN } from "./support/words.ts";

const AWAY = "https://www.wikipedia.org/";
const CALM = "A page that anyone could be reading";

test.beforeEach(async ({ context }) => {
  await context.route(`${AWAY}**`, (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Calm</title><h1>${CALM}</h1>` }),
  );
});

/** Reads a page or two, then begins a request and lets its answers be kept. */
async function visit(page: Page): Promise<void> {
  await page.goto("/");
  await page.locator('[href="/polo/"]').first().click();
  await expect(page).toHaveURL(/\/polo\/$/);
  await openLive(page, ITALIAN.steps.reason);
  await choose(page, "motive", "violenza");
  await page.locator(".request-keep label").click();
  await page.evaluate(() => sessionStorage.setItem("anything", "1"));
  expect(await page.evaluate(() => localStorage.length)).toBe(1);
  await page.locator("#request .btn-primary[type=submit]").click();
  await expect(page.locator("h1")).toHaveText(ITALIAN.titles.whom);
}

/** That the page is away, and that no step back or forward shows the portal. */
async function gone(page: Page, baseURL: string | undefined): Promise<void> {
  await expect(page).toHaveURL(AWAY);
  await expect(page.locator("h1")).toHaveText(CALM);
  for (const step of ["back", "forward", "forward", "back", "back"]) {
    await page.evaluate((step) => (step === "back" ? history.back() : history.forward()), step).catch(() => {});
    await page.waitForTimeout(700);
    // Either the page that came before the portal, or the innocuous one; never a word of ours. A busy machine takes its time.
    await expect.poll(() => page.url(), { message: `one step ${step}`, timeout: 5_000 }).not.toContain(String(baseURL));
    expect(await page.locator("#app, .safety").count()).toBe(0);
  }
}

/** What the portal still keeps on the device. */
async function left(page: Page): Promise<unknown> {
  const other = await page.context().newPage();
  await other.goto("/polo/");
  return other.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    bases: (await indexedDB.databases()).length,
  }));
}

const NOTHING = { local: 0, session: 0, caches: 0, workers: 0, bases: 0 };

test("the button leads away and leaves nothing", async ({ page, baseURL }) => {
  await visit(page);
  await page.locator("a.js-exit").first().click();
  await gone(page, baseURL);
  expect(await left(page)).toEqual(NOTHING);
});

test("three times Shift leads away and leaves nothing", async ({ page, baseURL }) => {
  await visit(page);
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("Shift");
  await gone(page, baseURL);
  expect(await left(page)).toEqual(NOTHING);
});

test("three times Shift leads away from a page that is only read, and from a field", async ({ page }) => {
  await page.goto("/polo/");
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("Shift");
  await expect(page).toHaveURL(AWAY);
  await openLive(page, ITALIAN.steps.note);
  await page.locator("[name=note]").fill("Non so se");
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("Shift");
  await expect(page).toHaveURL(AWAY);
});

test("writing capital letters does not lead away", async ({ page }) => {
  await openLive(page, ITALIAN.steps.note);
  await page.locator("[name=note]").focus();
  for (const letter of "ABCDE") await page.keyboard.press(`Shift+${letter}`);
  await page.waitForTimeout(600);
  await expect(page.locator("[name=note]")).toHaveValue("ABCDE");
});

test("the page hides at once, however slow the way out is", async ({ page, context }) => {
  await context.unroute(`${AWAY}**`);
  await context.route(`${AWAY}**`, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.fulfill({ contentType: "text/html", body: `<h1>${CALM}</h1>` });
  });
  await openLive(page, ITALIAN.steps.reason);
  // Looked at in the same moment: afterwards the browser is on its way.
  const seen = await page.evaluate(() => {
    document.querySelector<HTMLElement>("a.js-exit")?.click();
    return { words: document.body.innerText, title: document.title };
  });
  expect(seen).toEqual({ words: "", title: "…" });
  await expect(page.locator("h1")).toHaveText(CALM);
});

test("whoever opens the portal anew in the same tab may", async ({ page }) => {
  await page.goto("/polo/");
  await page.locator("a.js-exit").first().click();
  await expect(page).toHaveURL(AWAY);
  await page.goto("/");
  await expect(page.locator("#app h1")).toBeVisible();
  await page.waitForTimeout(500);
  await expect(page.locator("#app h1")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the link leads away", async ({ page }) => {
    await page.goto("/poli/pablo/");
    await page.locator("a.js-exit").first().click();
    await expect(page).toHaveURL(AWAY);
  });
});
