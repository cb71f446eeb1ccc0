// A throttled phone: a processor six times slower, slow 4G. The page is used before the app is there, and nothing is lost.
import type { Page } from "@playwright/test";
import { expect, live, test } from "./support/portal.ts";
import { at, choose, control, LEAST, onward, send, toSummary } from "./support/request.ts";
import { ITALIAN } from "./support/words.ts";

const LATENCY_MS = 563;
const BYTES_PER_SECOND = (1.44 * 1_000_000) / 8;

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND,
  });
}

test.describe.configure({ timeout: 120_000 });

test("what is chosen before the app is there stays chosen, and the way goes on to the end", async ({ page }) => {
  let chosen = () => {};
  const choice = new Promise<void>((resolve) => (chosen = resolve));
  await page.route(/\.wasm$/, (route) => choice.then(() => route.continue()));
  await slowDown(page);
  await page.goto(ITALIAN.steps.reason, { waitUntil: "commit" });
  await choose(page, "motive", "casa");
  chosen();
  await live(page);
  await expect(control(page, "motive", "casa")).toBeChecked();
  await toSummary(page, ITALIAN, LEAST);
  await send(page, ITALIAN);
});

test("what is typed while the app starts is not lost", async ({ page }) => {
  await slowDown(page);
  await page.goto(ITALIAN.steps.note, { waitUntil: "commit" });
  const words = "Scrivo senza fermarmi mentre il telefono carica ancora, e vorrei che restasse tutto quello che ho scritto fin qui.";
  await control(page, "note").pressSequentially(words, { delay: 40 });
  await live(page);
  await expect(control(page, "note")).toHaveValue(words);
  await onward(page).click();
  await at(page, ITALIAN, "summary");
  await expect(page.locator(".summary-list")).toContainText(words);
});

test("who presses on before the app is there goes on all the same", async ({ page }) => {
  await slowDown(page);
  await page.goto(ITALIAN.steps.reason, { waitUntil: "commit" });
  await choose(page, "motive", "lavoro");
  await onward(page).click();
  await at(page, ITALIAN, "whom");
  await live(page);
  await toSummary(page, ITALIAN, { where: LEAST.where, reply: LEAST.reply }, { from: "whom" });
  await expect(page.locator(".summary-list")).toContainText("Lavoro e formazione");
  await send(page, ITALIAN);
});
