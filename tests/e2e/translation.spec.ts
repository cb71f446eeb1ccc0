// Browsers that translate, and extensions, change the page under the app. It must not stop, and must not show old words.
import type { Page } from "@playwright/test";
import { expect, heading, live, openLive, test } from "./support/portal.ts";
import { livePlaces } from "./support/pages.ts";
import { answer, at, choose, control, FULL, onward, openRequest, send, toSummary } from "./support/request.ts";
import { extend, keepMeddling, meddle, meddleBefore, translate, type Meddling } from "./support/strangers.ts";
import { ENGLISH, ITALIAN, LANGUAGES, STEPS } from "./support/words.ts";

const STRANGERS: [string, Meddling][] = [
  ["a browser that translates", translate],
  ["an extension", extend],
];

/** The words that the app shows, blanks apart. */
async function shown(page: Page): Promise<string> {
  const text = await page.locator("#app").evaluate((app: HTMLElement) => app.innerText);
  return text.replace(/\s+/g, "");
}

/** Walks through the request and beyond, with a mistake here and there, and tells what was shown where. */
async function walk(page: Page, words = ITALIAN): Promise<[string, string][]> {
  const states: [string, string][] = [];
  const note = async (name: string) => {
    // Words that change change at once; counters may follow.
    await page.waitForTimeout(60);
    states.push([name, await shown(page)]);
  };
  await at(page, words, "reason");
  await onward(page).click();
  await expect(page.locator(".error-summary .alert")).toBeFocused();
  await note("nothing chosen");
  await choose(page, "motive", "violenza");
  await note("urgent numbers");
  await choose(page, "motive", "famiglia");
  await note("urgent numbers gone");
  // Free times are others a minute later: booking.spec.ts looks at them.
  await toSummary(page, words, FULL, { seen: async (step) => (step === "when" ? undefined : note(step)) });
  await page.locator(".summary-change button").nth(5).click();
  await at(page, words, "reply");
  await note("changing the reply");
  await control(page, "phone").fill("12");
  await onward(page).click();
  await expect(page.locator(".error-summary .alert")).toBeFocused();
  await note("a wrong number");
  await control(page, "phone").fill("0521 218300");
  await onward(page).click();
  await at(page, words, "summary");
  await note("summary again");
  await page.locator(".summary-change button").nth(6).click();
  await at(page, words, "note");
  await answer(page, { note: "Un'altra nota." });
  await note("counted letters");
  await onward(page).click();
  await at(page, words, "summary");
  await onward(page).click();
  await expect(page.locator(".error-summary .alert")).toBeFocused();
  await note("no consent");
  return states;
}

for (const [who, meddling] of STRANGERS) {
  for (const words of LANGUAGES) {
    test(`${who} was on every live page before the app started (${words.id})`, async ({ page }) => {
      await meddleBefore(page, meddling);
      for (const place of livePlaces(words)) {
        await test.step(place.path, async () => {
          await openLive(page, place.path);
          await expect(heading(page)).toHaveCount(1);
          await expect(heading(page)).toHaveText(place.title ?? "");
        });
      }
    });

    test(`${who} comes to every live page after the app has started (${words.id})`, async ({ page, complaints }) => {
      // The browser says that no request was opened without a code.
      complaints.allow(/Failed to load resource.*\b40[014]\b/);
      for (const place of livePlaces(words)) {
        await test.step(place.path, async () => {
          await openLive(page, place.path);
          await meddle(page, meddling);
          const next = page.locator("#request .btn-primary[type=submit], .status form .btn-primary");
          if ((await next.count()) > 0) {
            await next.first().click();
            await expect(page.locator(`#app .alert, h1:focus`).first()).toBeVisible();
          }
          await expect(heading(page)).toHaveCount(1);
        });
      }
    });
  }

  test(`the request can be made and sent although ${who} was there first`, async ({ page }) => {
    await openLive(page, ITALIAN.steps.reason);
    const plain = await walk(page);
    await meddleBefore(page, meddling);
    await openLive(page, ITALIAN.steps.reason);
    await keepMeddling(page, meddling);
    expect(await walk(page)).toEqual(plain);
    await send(page, ITALIAN);
  });

  test(`the request can be made, sent, read and changed while ${who} is at work`, async ({ page }) => {
    await openLive(page, ENGLISH.steps.reason);
    const plain = await walk(page, ENGLISH);
    await openLive(page, ENGLISH.steps.reason);
    await keepMeddling(page, meddling);
    expect(await walk(page, ENGLISH)).toEqual(plain);
    const receipt = await send(page, ENGLISH);
    await openLive(page, ENGLISH.status);
    await keepMeddling(page, meddling);
    await openRequest(page, ENGLISH, receipt);
    await page.locator("#field-line").fill("Ho cambiato numero.");
    await page.locator("form:has(#field-line) .btn-primary").click();
    await expect(page.locator(".talk-text")).toHaveText("Ho cambiato numero.");
    await expect(page.locator("[role=status]")).toContainText("Your message was added.");
    await page.locator("details summary").click();
    await page.locator(".btn-danger").click();
    await expect(page.locator("[role=status]")).toContainText("The request was withdrawn");
    await expect(page.locator("[role=status]")).not.toContainText("Your message was added.");
    await expect(page.locator("#field-line")).toHaveCount(0);
  });

  test(`going back and forth shows no old words while ${who} is at work`, async ({ page }) => {
    await openLive(page, ITALIAN.steps.reason);
    await keepMeddling(page, meddling);
    await choose(page, "motive", "casa");
    for (const step of STEPS.slice(0, 3)) {
      await at(page, ITALIAN, step);
      await onward(page).click();
    }
    await expect(page.locator(".error-summary")).toBeVisible();
    await page.goBack();
    await at(page, ITALIAN, "whom");
    await expect(page.locator(".error-summary .alert")).toHaveCount(0);
    await page.goBack();
    await at(page, ITALIAN, "reason");
    await expect(control(page, "motive", "casa")).toBeChecked();
    await page.reload();
    await live(page);
    await at(page, ITALIAN, "reason");
  });
}
