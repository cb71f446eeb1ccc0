// The waiting list: who waits reads their place, is offered a time, takes it or keeps waiting; with scripts and without.
import type { APIRequestContext, Page } from "@playwright/test";
import { tooWide, violations } from "./support/axe.ts";
import { expect, live, test } from "./support/portal.ts";
import { openRequest } from "./support/request.ts";
import { ITALIAN } from "./support/words.ts";

interface Sent {
  code: string;
  secret: string;
}

/** Somebody waits for a time: of a motive that no other test books, since a seat that is waited for is given to nobody else. */
async function waits(request: APIRequestContext): Promise<Sent> {
  const data = { motive: "lavoro", for_whom: "myself", polo: "san-leonardo", reply_by: "code", consent: true };
  const sent: Sent = await (await request.post("/api/v1/requests", { data })).json();
  const headers = { Authorization: `Bearer ${sent.secret}` };
  const waiting = await request.post(`/api/v1/requests/${sent.code.replace("-", "")}/waiting`, { headers, data: {} });
  expect(waiting.status(), await waiting.text()).toBe(200);
  return sent;
}

/** Opens the request until the list has offered a time, which it does every few seconds. */
async function offered(page: Page, found: Sent, scripts: boolean): Promise<void> {
  await expect(async () => {
    await page.goto(ITALIAN.status);
    if (scripts) await live(page);
    await openRequest(page, ITALIAN, found);
    await expect(page.getByRole("heading", { name: "Si è liberato un orario per te" })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 40_000 });
}

for (const scripts of [true, false]) {
  test.describe(scripts ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled: scripts });

    test("who waits reads their place and what is held for them, and takes it", async ({ page, request }) => {
      await offered(page, await waits(request), scripts);
      await expect(page.getByText(/Nella lista d'attesa sei al posto numero \d+/)).toBeVisible();
      await expect(page.getByText(/Lo teniamo per te fino a/)).toBeVisible();
      // What looks at a page is a script itself.
      if (scripts) expect([...(await violations(page)), ...(await tooWide(page))]).toEqual([]);
      await page.getByRole("button", { name: /^Prendo / }).click();
      await expect(page.getByText("Il tuo appuntamento è confermato")).toBeVisible();
      await expect(page.getByText(/Nella lista d'attesa/)).toBeHidden();
      if (scripts) expect(await violations(page)).toEqual([]);
    });

    test("who cannot then stays on the list, or leaves it", async ({ page, request, complaints }) => {
      complaints.allow(/Failed to load resource.*\b409\b/);
      const found = await waits(request);
      await offered(page, found, scripts);
      await page.getByRole("button", { name: "Non posso: resto in lista" }).click();
      await expect(page.getByText("Fatto. Non teniamo più nessun orario per te.")).toBeVisible();
      await expect(page.getByText(/Nella lista d'attesa sei al posto numero \d+/)).toBeVisible();
      await page.locator("summary", { hasText: "Esci dalla lista" }).click();
      await page.getByRole("button", { name: "Esci dalla lista" }).click();
      await expect(page.getByText("Fatto. Non sei più in lista.")).toBeVisible();
      await expect(page.getByText(/Nella lista d'attesa/)).toBeHidden();
    });
  });
}
