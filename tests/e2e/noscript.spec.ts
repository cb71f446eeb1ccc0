// Without the app: scripts switched off, the WASM refused, every script lost on its way. All is read, and the request is sent.
import type { Page } from "@playwright/test";
import { expect, heading, test } from "./support/portal.ts";
import { allPlaces } from "./support/pages.ts";
import { answer, at, choose, control, FULL, LEAST, onward, openRequest, send, toSummary } from "./support/request.ts";
import { ENGLISH, ITALIAN, LANGUAGES } from "./support/words.ts";

const LOST = [/Failed to load resource/, /net::ERR_FAILED/];

const WAYS = [
  { name: "with JavaScript off", off: true, prepare: async () => {} },
  { name: "with the WASM refused", off: false, prepare: (page: Page) => page.route(/\.wasm$/, (route) => route.abort()) },
  {
    name: "with every script lost",
    off: false,
    prepare: (page: Page) => page.route(/\.m?js$/, (route) => route.fulfill({ status: 404, body: "" })),
  },
];

for (const way of WAYS) {
  test.describe(way.name, () => {
    test.use({ javaScriptEnabled: !way.off });

    test.beforeEach(async ({ page, complaints }) => {
      // The browser says that it did not get a file; a form with a mistake is answered with 422.
      complaints.allow(...LOST);
      await way.prepare(page);
    });

    for (const language of LANGUAGES.map((words) => words.id)) {
      test(`every page reads whole (${language})`, async ({ page, request }) => {
        // More than a hundred pages, one after the other.
        test.setTimeout(180_000);
        for (const place of allPlaces().filter((place) => place.language === language)) {
          await test.step(place.path, async () => {
            await page.goto(place.path);
            await expect(heading(page)).toBeVisible();
            await expect(heading(page)).toHaveText(place.title ?? /\S/);
            const read = squeezed(await page.locator("#app").innerText());
            const written = squeezed(text(await (await request.get(place.path)).text()));
            expect(read.length, "no part of the page waits for a script").toBeGreaterThan(0.85 * written.length);
            await expect(page.locator("footer#footer")).toBeVisible();
            await expect(page.locator("nav.safety")).toBeVisible();
            await expect(page.locator("#app[data-live]")).toHaveCount(0);
          });
        }
      });
    }

    test("the menu opens and closes", async ({ page }) => {
      await page.goto("/");
      await expect(page.locator("#menu")).toBeHidden();
      await page.locator("[popovertarget=menu]").first().click();
      await expect(page.locator("#menu")).toBeVisible();
      await page.locator('#menu [data-element="all-services"]').click();
      await expect(page).toHaveURL(/\/servizi\/$/);
    });

    test("the request is sent step by step, and read, added to and withdrawn", async ({ page }) => {
      await page.goto("/servizi/segretariato-sociale/");
      await page.locator('[data-element="appointment-booking"]').first().click();
      await toSummary(page, ITALIAN, FULL);
      for (const words of ["Un figlio o la famiglia", "Zia", "Golese", "Lunedì, Giovedì", "arabo", "333 123 4567", "Amina", "Vorrei parlare con calma."]) {
        await expect(page.locator(".summary-list")).toContainText(words);
      }
      const receipt = await send(page, ITALIAN);
      await page.goto(ITALIAN.status);
      await openRequest(page, ITALIAN, receipt);
      await expect(page.locator("dl.facts")).toContainText("Ricevuta");
      await page.locator("#field-line").fill("Ho cambiato idea sull'orario.");
      await page.locator("form:has(#field-line) .btn-primary").click();
      await expect(page.locator(".talk-text")).toHaveText("Ho cambiato idea sull'orario.");
      await page.locator("details summary").click();
      await page.locator(".btn-danger").click();
      await expect(page.locator("[role=status]")).toContainText("ritirata");
      await expect(page.locator("dl.facts")).toContainText("Ritirata");
      await expect(page.locator("#field-line")).toHaveCount(0);
      await page.goto(ITALIAN.status);
      await openRequest(page, ITALIAN, receipt);
      await expect(page.locator("dl.facts")).toContainText("Ritirata");
    });

    test("three answers are enough, in English too", async ({ page }) => {
      await page.goto(ENGLISH.steps.reason);
      await toSummary(page, ENGLISH, LEAST);
      await send(page, ENGLISH);
    });

    test("a mistake is told in its place, and nothing is lost", async ({ page }) => {
      await page.goto(ITALIAN.steps.reason);
      const refused = page.waitForResponse((response) => response.request().method() === "POST");
      await onward(page).click();
      expect((await refused).status()).toBe(422);
      await at(page, ITALIAN, "reason");
      await expect(page.locator(".error-summary")).toContainText("Scegli di che cosa vuoi parlare.");
      await expect(page.locator("#error-motive")).toContainText("Scegli di che cosa vuoi parlare.");
      await page.locator(".error-summary a").click();
      await toSummary(page, ITALIAN, LEAST, { until: "reply" });
      await answer(page, { reply_by: "phone", phone: "12", email: "io@posta.it", name: "Amina" });
      await onward(page).click();
      await expect(page.locator("#error-phone")).toBeVisible();
      await expect(control(page, "phone")).toHaveValue("12");
      await expect(control(page, "email")).toHaveValue("io@posta.it");
      await expect(control(page, "name")).toHaveValue("Amina");
      await expect(control(page, "reply_by", "phone")).toBeChecked();
      await control(page, "phone").fill("333 123 4567");
      await toSummary(page, ITALIAN, {}, { from: "reply" });
      await onward(page).click();
      await expect(page.locator("#error-consent")).toBeVisible();
      await expect(page.locator(".summary-list")).toContainText("333 123 4567");
      await send(page, ITALIAN);
    });

    test("one goes back, and one answer is changed alone from the summary", async ({ page }) => {
      await page.goto(ITALIAN.steps.reason);
      await toSummary(page, ITALIAN, FULL);
      await page.locator("#request button[name=go]", { hasText: "Indietro" }).click();
      await at(page, ITALIAN, "note");
      await expect(control(page, "note")).toHaveValue("Vorrei parlare con calma.");
      await page.locator(".steppers-index button").nth(1).click();
      await at(page, ITALIAN, "whom");
      await expect(control(page, "role")).toHaveValue("Zia");
      await toSummary(page, ITALIAN, {}, { from: "whom" });
      await page.locator(".summary-change button").first().click();
      await at(page, ITALIAN, "reason");
      await choose(page, "motive", "lavoro");
      await onward(page).click();
      await at(page, ITALIAN, "summary");
      await expect(page.locator(".summary-list")).toContainText("Lavoro e formazione");
      await expect(page.locator(".summary-list")).toContainText("Zia");
    });

    test("a wrong code is refused, and what was typed stays", async ({ page }) => {
      await page.goto(ITALIAN.status);
      await page.locator("#field-code").fill("AAAAA");
      await page.locator("#field-secret").fill("no");
      await page.locator(".status form .btn-primary").click();
      await expect(page.locator(".error-summary")).toContainText("codice");
      await expect(page.locator("#field-code")).toHaveValue("AAAAA");
    });

    test("a feedback is sent", async ({ page }) => {
      await page.goto("/polo/");
      await page.locator('[data-element="feedback-rate-2"]').click();
      await page.locator('[data-element="feedback-rating-negative"] [data-element="feedback-rating-answer"]').last().click();
      await page.locator('[data-element="feedback"] button[type=submit]').click();
      await expect(heading(page)).toHaveText("Grazie, il tuo parere è arrivato");
    });
  });
}

/** The words inside `#app` of a document, roughly as they would be read. */
function text(html: string): string {
  const from = html.indexOf('<div id="app"');
  const app = html.slice(from, html.indexOf("</main>", from));
  return app
    .replace(/<!--.*?-->/gs, "")
    .replace(/<option.*?<\/option>|<svg.*?<\/svg>|<details.*?<\/details>/gs, "")
    .replace(/<[^>]+>/g, "")
    .replace(/&[a-z0-9#]+;/g, "x");
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, "");
}
