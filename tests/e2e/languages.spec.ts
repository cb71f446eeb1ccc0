// Languages: what is translated is offered in both, what is not is read in Italian inside the reader's frame, and says so.
import AxeBuilder from "@axe-core/playwright";
import { expect, heading, test } from "./support/portal.ts";

test("a page that English lacks is read in Italian, says so, and leads on in English", async ({ page }) => {
  const response = await page.goto("/en/servizi/assistenza-domiciliare/");
  expect(response?.status()).toBe(200);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("#app")).toHaveAttribute("lang", "it");
  await expect(page.locator("main .callout-note").first()).toContainText("not in your language yet");
  await expect(heading(page)).toHaveText("Assistenza domiciliare");
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex");
  await expect(page.locator("#app [data-element=appointment-booking]").first()).toHaveAttribute("href", "/en/appointment/");
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(found.violations.map((violation) => violation.id)).toEqual([]);
  await page.locator(".languages a", { hasText: "Italiano" }).click();
  await expect(page).toHaveURL(/\/servizi\/assistenza-domiciliare\/$/);
  await expect(page.locator(".languages a", { hasText: "English" })).toHaveAttribute("href", "/en/servizi/assistenza-domiciliare/");
});

test("a translated page is offered in both languages", async ({ page }) => {
  await page.goto("/poli/pablo/");
  await page.locator(".languages a", { hasText: "English" }).click();
  await expect(page).toHaveURL(/\/en\/poli\/pablo\/$/);
  await expect(page.locator("#app")).not.toHaveAttribute("lang", /./);
});
