// WCAG 2.2 A and AA by axe: every page, every state of the app, the gallery; nothing may be wider than a narrow phone.
import type { Page } from "@playwright/test";
import { tooWide, violations } from "./support/axe.ts";
import { expect, heading, live, openLive, test } from "./support/portal.ts";
import { allPlaces, KINDS, livePlaces, together } from "./support/pages.ts";
import { bring, choose, FULL, LEAST, lines, onward, openRequest, send, toSummary } from "./support/request.ts";
import { ENGLISH, ITALIAN } from "./support/words.ts";

const WIDTHS = [320, 390, 1280];
const SCHEMES = ["light", "dark"] as const;

/** Looks at the page in every width and scheme. */
async function everyWay(page: Page): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 844 });
      await test.step(`${width} px, ${colorScheme}`, async () => {
        expect.soft(await violations(page), `${page.url()} at ${width} px, ${colorScheme}`).toEqual([]);
        expect.soft(await tooWide(page), `${page.url()} at ${width} px scrolls sideways`).toEqual([]);
      });
    }
  }
}

for (const [name, places] of together(allPlaces())) {
  test(`axe finds nothing at any width, light and dark, and nothing is too wide: ${name}`, async ({ page }) => {
    test.setTimeout(places.length * 30_000);
    for (const place of places) {
      await test.step(place.path, async () => {
        await page.goto(place.path);
        if (place.live) await live(page);
        await everyWay(page);
      });
    }
  });
}

test("axe finds nothing on live pages before the app is there", async ({ page, complaints }) => {
  test.setTimeout(240_000);
  complaints.allow(/Failed to load resource/, /net::ERR_FAILED/);
  await page.route(/\.wasm$/, (route) => route.abort());
  for (const place of livePlaces(ITALIAN)) {
    await test.step(place.path, async () => {
      await page.goto(place.path);
      await everyWay(page);
    });
  }
});

test("axe finds nothing where an address names nothing", async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource.*404/);
  await page.goto(ITALIAN.missing);
  await everyWay(page);
});

for (const dir of ["ltr", "rtl"]) {
  test(`axe finds nothing in the gallery of components, ${dir}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.goto(ITALIAN.gallery);
    await page.evaluate((dir) => document.documentElement.setAttribute("dir", dir), dir);
    await everyWay(page);
  });
}

for (const path of KINDS) {
  test(`written from right to left, nothing is out of place: ${path}`, async ({ page }) => {
    await page.goto(path);
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 844 });
      expect.soft(await violations(page), `${path} at ${width} px`).toEqual([]);
      expect.soft(await outside(page), `${path} at ${width} px sticks out`).toEqual([]);
    }
  });
}

/** What sticks out of the page to the left, where a page that is written from the right would overflow. */
async function outside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement;
    if (root.scrollWidth <= document.documentElement.clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().left < -1);
    return wide.map((each) => `${each.localName}.${each.className} from ${Math.round(each.getBoundingClientRect().left)}`).slice(0, 5).concat("…");
  });
}

test("axe finds nothing in what the guide answers", async ({ page }) => {
  test.setTimeout(240_000);
  const field = page.locator("#field-words");
  await openLive(page, ITALIAN.search);
  await field.fill("mi picchia");
  await expect(page.locator(".hit").first()).toBeVisible();
  await everyWay(page);
  await field.fill("xyzzyqwk");
  await expect(page.locator("#answer a").first()).toBeVisible();
  await everyWay(page);
  await openLive(page, ITALIAN.finder);
  for (const street of ["via Verona 36", "via nessuna 1"]) {
    await field.fill(street);
    await expect(page.locator("#answer .callout")).toBeVisible();
    await everyWay(page);
  }
});

test("axe finds nothing where something is wrong or urgent", async ({ page }) => {
  test.setTimeout(120_000);
  await openLive(page, ITALIAN.steps.reason);
  await onward(page).click();
  await expect(page.locator(".error-summary .alert")).toBeFocused();
  await everyWay(page);
  await choose(page, "motive", "violenza");
  await everyWay(page);
});

test("axe finds nothing where answers are brought, some of them very long", async ({ page }) => {
  test.setTimeout(180_000);
  await bring(page, { answers: ["Quante persone vivono in casa? 3", `Come si chiama? ${"Wolfeschlegelstein".repeat(15)}`, "parola ".repeat(50)] });
  await openLive(page, ITALIAN.steps.reason);
  await everyWay(page);
  await toSummary(page, ITALIAN, LEAST);
  await expect(page.locator("#error-answers")).toBeVisible();
  await lines(page).first().uncheck();
  await everyWay(page);
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await page.setViewportSize({ width: 320, height: 844 });
  expect.soft(await violations(page)).toEqual([]);
  expect.soft(await outside(page)).toEqual([]);
});

test("axe finds nothing in the open menu and with stars given", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto("/polo/");
  await page.locator('[data-element="feedback-rate-2"]').click();
  await page.locator("[popovertarget=menu]").first().click();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await everyWay(page);
});

test("axe finds nothing on the way from the summary to the withdrawn request", async ({ page }) => {
  test.setTimeout(180_000);
  await openLive(page, ENGLISH.steps.reason);
  await toSummary(page, ENGLISH, FULL);
  await onward(page).click();
  await expect(page.locator(".error-summary .alert")).toBeFocused();
  await everyWay(page);
  const receipt = await send(page, ENGLISH);
  await everyWay(page);
  await openLive(page, ENGLISH.status);
  await openRequest(page, ENGLISH, receipt);
  await page.locator("#field-line").fill("A line.");
  await page.locator("form:has(#field-line) .btn-primary").click();
  await expect(page.locator(".talk-text")).toHaveCount(1);
  await page.locator("details summary").click();
  await everyWay(page);
  await page.locator(".btn-danger").click();
  await expect(page.locator("[role=status]")).toContainText("withdrawn");
  await everyWay(page);
  await expect(heading(page)).toHaveCount(1);
});
