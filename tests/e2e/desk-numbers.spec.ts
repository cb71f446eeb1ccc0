// Numbers at the desk: what a coordinator sees of their Poli, as tables, as a plot and as a file, small ones hidden.
import { readFile } from "node:fs/promises";
import { tooWide, violations } from "./support/axe.ts";
import { enter, sent, worker } from "./support/desk.ts";
import { expect, heading, test } from "./support/portal.ts";

test.use({ viewport: { width: 1280, height: 900 } });

test.beforeEach(({ complaints }) => complaints.allow(/Failed to load resource: the server responded with a status of 4\d\d/));

test("a coordinator sees how many, by Polo and by month, and takes the file away", async ({ page, request }) => {
  const ada = await worker(request, "Ada Bassi", "coordinator");
  await sent(request);
  await enter(page, ada);
  await page.getByRole("link", { name: "Numeri" }).click();
  await expect(heading(page)).toHaveText("Numeri");
  const requests = page.getByRole("region", { name: "Richieste", exact: true });
  await expect(requests.getByRole("row").filter({ hasText: "Pablo" })).toBeVisible();
  await expect(requests.getByRole("row").filter({ hasText: "Tutto insieme" })).toBeVisible();
  // The plot says the same as the table, to those who do not see it too.
  await expect(page.getByRole("img", { name: "Richieste ricevute" })).toBeVisible();
  await expect(page.locator("#plot-desc")).toContainText("Pablo:");

  await page.getByLabel("Per", { exact: true }).selectOption({ label: "Mese" });
  await expect(page).toHaveURL(/per=month/);
  await expect(page.locator(".plot-words")).toHaveCount(12);
  await page.getByLabel("Dal mese").focus();
  await page.keyboard.press("ArrowUp");
  await expect(page).toHaveURL(/dal=/);

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: /foglio di calcolo/ }).click();
  const file = await (await downloading).path();
  const text = await readFile(file, "utf8");
  expect(text.startsWith("\ufeffmese,polo_id,polo,")).toBe(true);
  for (const line of text.split("\r\n")) {
    expect(line).not.toMatch(/(^|,)"?[=+@-]/);
  }
});

test("the numbers can be read at any width, in the dark and in forced colours", async ({ page, request }) => {
  const ada = await worker(request, "Ada Bassi", "coordinator");
  await sent(request);
  await enter(page, ada);
  for (const by of ["polo", "month", "polo,motive"]) {
    await page.goto(`/desk/numeri?per=${by}`);
    await expect(page.getByRole("region", { name: "Appuntamenti", exact: true })).toBeVisible();
    for (const width of [320, 768, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await tooWide(page), `${by} at ${width}`).toEqual([]);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await violations(page), `${by} at ${width}, ${colorScheme}`).toEqual([]);
      }
    }
    await page.emulateMedia({ colorScheme: "light" });
  }
  await page.goto("/desk/numeri");
  await page.emulateMedia({ forcedColors: "active" });
  const late = page.locator(".plot-late").first();
  await expect(late).toHaveCSS("fill", await page.evaluate(() => getComputedStyle(document.body).color));
});
