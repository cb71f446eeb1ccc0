// Other ways to look at a page: on paper, in forced colours, with and without motion.
import { expect, heading, openLive, test } from "./support/portal.ts";
import { LEAST, send, toSummary } from "./support/request.ts";
import { ITALIAN } from "./support/words.ts";

const PAGES = ["/", "/servizi/segretariato-sociale/", ITALIAN.steps.reason, ITALIAN.status, ITALIAN.gallery];

test("the receipt on paper holds what is needed, and no bar to leave by", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await toSummary(page, ITALIAN, LEAST);
  const receipt = await send(page, ITALIAN);
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".safety", ".it-header-navbar-wrapper", ".cmp-rating", ".no-print", ".it-footer"]) {
    await expect(page.locator(hidden).first()).toBeHidden();
  }
  await expect(page.locator(".code-value").first()).toBeVisible();
  await expect(page.locator("#app")).toContainText(receipt.code);
  await expect(page.locator("#app")).toContainText(receipt.secret);
});

test("every kind of page can be printed", async ({ page }) => {
  for (const path of PAGES) {
    await page.goto(path);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".safety")).toBeHidden();
    await expect(heading(page)).toBeVisible();
    expect((await page.pdf()).length).toBeGreaterThan(1000);
    await page.emulateMedia({ media: "screen" });
  }
});

test("forced colours leave choices and buttons with an edge", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  for (const path of PAGES) {
    await page.goto(path);
    await expect(heading(page)).toBeVisible();
  }
  await openLive(page, ITALIAN.steps.reason);
  const width = (selector: string) => page.locator(selector).first().evaluate((each) => parseFloat(getComputedStyle(each).borderTopWidth));
  expect(await width("#request .choice")).toBeGreaterThan(0);
  expect(await width("#request .btn-primary")).toBeGreaterThan(0);
});

for (const reducedMotion of ["reduce", "no-preference"] as const) {
  test(`pages follow each other with motion: ${reducedMotion}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion });
    await page.goto("/");
    for (const href of ["/servizi/", "/servizi/segretariato-sociale/", ITALIAN.steps.reason]) {
      await page.locator(`#app a[href="${href}"], #menu a[href="${href}"]`).first().evaluate((link: HTMLElement) => link.click());
      await expect(page).toHaveURL((url) => url.pathname === href);
      await expect(heading(page)).toBeVisible();
    }
  });
}
