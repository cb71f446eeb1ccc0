// The agenda at the desk: a coordinator closes a day on which people are booked, and the person takes another time under the
// code; changes looked at before they are made; by keyboard, and for screen readers.
import type { APIRequestContext, Page } from "@playwright/test";
import { tooWide, violations } from "./support/axe.ts";
import { enter, worker } from "./support/desk.ts";
import { expect, heading, test } from "./support/portal.ts";

test.use({ viewport: { width: 1280, height: 900 } });
test.beforeEach(({ complaints }) => complaints.allow(/Failed to load resource: the server responded with a status of 4\d\d/));

/** Somebody books the first free time after `from` at a Polo; code, secret and the instant. */
async function booked(request: APIRequestContext, polo: string, from = ""): Promise<{ code: string; secret: string; start: string }> {
  const asked = { motive: "famiglia", polo, way: "", from };
  for (let tries = 0; tries < 5; tries += 1) {
    const times = await (await request.post("/api/v1/times", { data: asked })).json();
    const start: string = times.times[0] ?? times.first;
    const answer = await request.post("/api/v1/requests", {
      data: { motive: "famiglia", polo, reply_by: "code", consent: true, way: times.way, time: start },
    });
    if (answer.status() === 201) return { ...(await answer.json()), start };
  }
  throw new Error("no time could be had");
}

/** The civil day of an instant in Italy, `2026-11-26`. */
function day(instant: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Rome", dateStyle: "short" }).format(new Date(instant));
}

/** A day so many from now. */
function later(days: number): string {
  return day(new Date(Date.now() + days * 86_400_000).toISOString());
}

async function lookAndConfirm(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Vedi che cosa cambia" }).click();
  await expect(page.getByRole("heading", { name: "Che cosa cambia" })).toBeFocused();
  await page.getByRole("button", { name: "Conferma" }).click();
}

test("a day is closed on which somebody is booked: they read it under the code and take another time", async ({ page, browser, request }) => {
  const carla = await worker(request, "Carla Riva", "coordinator");
  const sent = await booked(request, "montanara", later(9));
  await enter(page, carla, "/desk/agenda/orari");
  await page.getByRole("button", { name: "Chiudi un giorno" }).click();
  await page.getByLabel("Giorno", { exact: true }).fill(day(sent.start));
  await page.getByLabel("Polo", { exact: true }).selectOption({ label: "Montanara" });
  await page.getByRole("button", { name: "Vedi che cosa cambia" }).click();
  await expect(page.getByText(/person[ae] (ha|hanno) già l'appuntamento/)).toBeVisible();
  await expect(page.getByRole("link", { name: sent.code })).toBeVisible();
  await page.getByRole("button", { name: "Conferma" }).click();
  await expect(page.getByText(/annullat[oi]\./)).toBeVisible();

  const context = await browser.newContext({ locale: "it-IT", reducedMotion: "reduce" });
  const person = await context.newPage();
  await person.goto(`/richiesta/#${sent.code.replace("-", "")}.${sent.secret.replaceAll("-", "")}`);
  await expect(person.getByText("Annullato dal Polo")).toBeVisible();
  await person.getByRole("button", { name: "Scegli un altro orario" }).click();
  await person.locator("input[name=time]").first().check({ force: true });
  await person.getByRole("button", { name: "Conferma questo orario" }).click();
  await expect(person.getByText("Il tuo appuntamento è confermato")).toBeVisible();
  await context.close();
});

test("an absence comes in and goes again; a worker's appointment is moved and called off in place", async ({ page, request }) => {
  const carla = await worker(request, "Carla Riva", "coordinator");
  const sent = await booked(request, "lubiana", later(16));
  await enter(page, carla, `/desk/agenda?giorno=${day(sent.start)}&polo=lubiana`);
  await page.locator(".agenda-item").first().click();
  await expect(page.getByRole("heading", { name: /Appuntamento di/ })).toBeFocused();
  await expect(page.getByText("Com'è andata si segna da quando comincia.")).toBeVisible();
  const code = await page.locator(".desk-card a").first().innerText();
  await page.getByLabel("Nuovo orario").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Sposta qui" }).click();
  await expect(page.getByText("Appuntamento spostato.")).toBeVisible();
  await page.getByRole("button", { name: "Annulla l'appuntamento" }).click();
  await page.getByRole("button", { name: "Sì, annulla" }).click();
  await expect(page.getByText("Appuntamento annullato.")).toBeVisible();
  await expect(page.getByRole("link", { name: code })).toBeHidden();

  await page.goto("/desk/agenda/orari");
  await page.getByRole("button", { name: "Aggiungi un'assenza" }).click();
  await page.getByLabel("Chi riceve").selectOption({ index: 1 });
  await page.getByLabel("Da", { exact: true }).fill(`${later(20)}T09:00`);
  await page.getByLabel("Fino a").fill(`${later(20)}T08:00`);
  await page.getByRole("button", { name: "Vedi che cosa cambia" }).click();
  await expect(page.getByRole("alert")).toContainText("La fine viene dopo l'inizio");
  await page.getByLabel("Fino a").fill(`${later(21)}T18:00`);
  await lookAndConfirm(page);
  await expect(page.getByText("Fatto.")).toBeVisible();
  await page.getByRole("button", { name: /^Togli: / }).last().click();
  await lookAndConfirm(page);
  await expect(page.getByText("Fatto.")).toBeVisible();
});

test("the keyboard alone: through the days, to an appointment and back", async ({ page, request }) => {
  const carla = await worker(request, "Carla Riva", "social_worker");
  const sent = await booked(request, "pablo", later(23));
  await enter(page, carla, `/desk/agenda?giorno=${day(sent.start)}&polo=pablo`);
  const items = page.locator(".agenda-item");
  await items.first().waitFor();
  for (let at = 0; at < 60 && !(await items.first().evaluate((item) => item === document.activeElement)); at += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("PageDown");
  await expect(page).not.toHaveURL(new RegExp(`giorno=${day(sent.start)}`));
  await page.goBack();
  await items.first().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /Appuntamento di/ })).toBeFocused();
});

test("axe finds nothing in the agenda, its changes and the team, at any width, light and dark", async ({ page, request }) => {
  test.setTimeout(240_000);
  const carla = await worker(request, "Carla Riva", "coordinator");
  const sent = await booked(request, "pablo", later(30));
  await enter(page, carla, `/desk/agenda?giorno=${day(sent.start)}&polo=pablo`);
  const everyWay = async (what: string): Promise<void> => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 390, 820, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect.soft(await violations(page), `${what} at ${width} px, ${colorScheme}`).toEqual([]);
        expect.soft(await tooWide(page), `${what} at ${width} px scrolls sideways`).toEqual([]);
      }
    }
  };
  await page.locator(".agenda-item").first().click();
  await everyWay("a week with an appointment looked at");
  await page.goto("/desk/agenda/orari");
  await page.getByRole("button", { name: "Aggiungi un orario" }).click();
  await page.getByRole("button", { name: "Vedi che cosa cambia" }).click();
  await page.getByRole("alert").waitFor();
  await everyWay("openings, one being added with errors");
  await page.goto("/desk/squadra");
  await heading(page).waitFor();
  await page.locator(".desk-table").first().waitFor();
  await everyWay("the team");
});
