// The help project: a worker writes it and shares it; the person reads it with JavaScript on and off, and has the last word.
import type { APIRequestContext, Page } from "@playwright/test";
import { tooWide, violations } from "./support/axe.ts";
import { code as phone, enter, PASSWORD, worker } from "./support/desk.ts";
import { expect, live, test } from "./support/portal.ts";
import { openRequest } from "./support/request.ts";
import { ITALIAN } from "./support/words.ts";

/** The desk asks who is there, and at first nobody is. */
const NOBODY = /Failed to load resource.*\b401\b/;

interface Sent {
  code: string;
  secret: string;
}

/** Somebody sends a request. */
async function sent(request: APIRequestContext): Promise<Sent> {
  const data = { motive: "casa", for_whom: "myself", polo: "pablo", reply_by: "code", consent: true };
  const answer = await request.post("/api/v1/requests", { data });
  expect(answer.status(), await answer.text()).toBe(201);
  return answer.json();
}

const goal = (page: Page, n: number) => page.locator(`[id="field-goals.${n}.what"]`);
const action = (page: Page, n: number, field: string) => page.locator(`[id="field-actions.${n}.${field}"]`);
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).click();

/** Opens the project of a request at the desk. */
async function open(page: Page): Promise<void> {
  await press(page, "Apri il progetto");
}

/** Writes a goal and two actions, by keyboard where that is what is tried. */
async function write(page: Page): Promise<void> {
  await press(page, "Scrivi il progetto");
  await goal(page, 0).fill("Dormire la notte");
  await page.locator(`[id="field-goals.0.sign"]`).fill("Dormi sei ore di fila.");
  await action(page, 0, "what").fill("Chiedere l'ISEE");
  await action(page, 0, "who").selectOption("person");
  await action(page, 0, "by").fill("2027-01-15");
  await press(page, "Aggiungi un passo");
  await expect(action(page, 1, "what")).toBeFocused();
  await page.keyboard.type("Parlare con la scuola");
  await action(page, 1, "who").selectOption("school");
  await page.locator("#field-review_on").fill("2027-03-01");
  await page.locator("#field-note").fill("Nota dei colleghi: piano piano.");
}

/** The person opens their request. */
async function person(page: Page, found: Sent, scripts: boolean): Promise<void> {
  await page.goto(ITALIAN.status);
  if (scripts) await live(page);
  await openRequest(page, ITALIAN, found);
}

test("a worker writes it, moves a step by keyboard, mends a slip, and shares it with who agrees", async ({ page, request, complaints }) => {
  complaints.allow(NOBODY, /Failed to load resource.*\b422\b/);
  await page.setViewportSize({ width: 1280, height: 900 });
  const found = await sent(request);
  const rita = await worker(request, "Rita Prova", "social_worker");
  await enter(page, rita, `/desk/richieste/${found.code}/progetto`);
  await open(page);
  await write(page);
  expect(await violations(page)).toEqual([]);
  // The second step becomes the first, and the keyboard goes with it.
  await page.getByRole("button", { name: "Sposta su: Parlare con la scuola" }).press("Enter");
  await expect(action(page, 0, "what")).toHaveValue("Parlare con la scuola");
  await expect(page.getByRole("button", { name: "Sposta giù: Parlare con la scuola" })).toBeFocused();
  await goal(page, 0).fill("");
  await press(page, "Salva");
  await page.locator(".error-summary a").first().click();
  await expect(goal(page, 0)).toBeFocused();
  await goal(page, 0).fill("Dormire la notte");
  await press(page, "Salva");
  await expect(page.getByText("Progetto salvato.")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await press(page, "Condividi con la persona");
  await page.locator("#field-given").selectOption("in_person");
  expect(await violations(page)).toEqual([]);
  await press(page, "È d'accordo: condividi");
  await expect(page.getByText("Ora la persona lo vede con il suo codice.")).toBeVisible();
  await press(page, "Scrivi una verifica");
  await page.locator("#field-seen").fill("Dorme un po' meglio.");
  expect(await violations(page)).toEqual([]);
  await press(page, "Salva la verifica");
  await expect(page.getByText("Dorme un po' meglio.")).toBeVisible();
  await press(page, "Leggi la versione 1");
  await expect(page.locator("#old-title")).toContainText("Versione 1, di Rita Prova");
  expect(await violations(page)).toEqual([]);
  expect(await tooWide(page)).toEqual([]);
});

test("of two who write at once the second keeps their words and sees the other's", async ({ browser, page, request, complaints }) => {
  complaints.allow(NOBODY, /Failed to load resource.*\b409\b/);
  await page.setViewportSize({ width: 1280, height: 900 });
  const found = await sent(request);
  const [rita, gino] = [await worker(request, "Rita Prova", "social_worker"), await worker(request, "Gino Prova", "social_worker")];
  const place = `/desk/richieste/${found.code}/progetto`;
  await enter(page, rita, place);
  await open(page);
  await write(page);
  await press(page, "Salva");
  await expect(page.getByText("Progetto salvato.")).toBeVisible();
  const elsewhere = await browser.newContext({ baseURL: new URL(page.url()).origin });
  const other = await elsewhere.newPage();
  await enter(other, gino, place);
  await open(other);
  await press(other, "Cambia il progetto");
  await goal(other, 0).fill("Dormire, e una casa");
  await press(page, "Cambia il progetto");
  await goal(page, 0).fill("Dormire, e un lavoro");
  await press(page, "Salva");
  await expect(page.getByText("Progetto salvato.")).toBeVisible();
  await press(other, "Salva");
  await expect(other.locator(".error-summary")).toContainText("Qualcun altro ha cambiato il progetto");
  await expect(goal(other, 0)).toHaveValue("Dormire, e una casa");
  await expect(other.locator("[aria-labelledby=project-beside]")).toContainText("Dormire, e un lavoro");
  await press(other, "Salva");
  await expect(other.getByText("Progetto salvato.")).toBeVisible();
  await expect(other.getByText("Dormire, e una casa")).toBeVisible();
  await elsewhere.close();
});

for (const scripts of [true, false]) {
  test.describe(scripts ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled: scripts });

    test("the person reads it, says what does not suit, and takes it off the page", async ({ page, request, playwright, complaints, baseURL }) => {
      complaints.allow(/Failed to load resource.*\b422\b/);
      const found = await sent(request);
      await shared(await playwright.request.newContext({ baseURL }), found);
      await person(page, found, scripts);
      const project = page.locator("section.project");
      await expect(project).toContainText("Dormire la notte");
      await expect(project).toContainText("Chiedere l'ISEE");
      await expect(project).toContainText("Entro venerdì 15 gennaio 2027");
      await expect(project).toContainText("Ne riparlate lunedì 1 marzo 2027.");
      await expect(page.locator("body")).not.toContainText("Nota dei colleghi");
      if (scripts) {
        expect(await violations(page)).toEqual([]);
        expect(await tooWide(page)).toEqual([]);
      }
      const doubt = project.locator("details", { has: page.locator("#field-objection") });
      await doubt.locator("summary").click();
      await doubt.locator(".btn-primary").click();
      await expect(page.locator("#error-objection")).toContainText("Scrivi");
      await page.locator("#field-objection").fill("La scuola la chiamo io.");
      await doubt.locator(".btn-primary").click();
      await expect(page.locator("[role=status]").first()).toContainText("Lo abbiamo scritto al Polo.");
      await expect(page.locator(".talk-text", { hasText: "La scuola la chiamo io." })).toBeVisible();
      const off = project.locator("details").last();
      await off.locator("summary").click();
      await off.locator("button").click();
      await expect(page.locator("[role=status]").first()).toContainText("Il progetto non si vede più qui.");
      await expect(project).toHaveCount(0);
    });
  });
}

/** A project under the person's code, written at the desk as a program asks it. */
async function shared(desk: APIRequestContext, found: Sent): Promise<void> {
  const rita = await worker(desk, "Rita Prova", "social_worker");
  const headers = { "Sec-Fetch-Site": "same-origin" };
  const post = async (path: string, data: object) => {
    const answer = await desk.post(`/api/v1/desk/${path}`, { headers, data });
    expect(answer.status(), await answer.text()).toBe(200);
  };
  await post("session", { login: rita.login, password: PASSWORD });
  await post("session/code", { code: phone(rita.secret) });
  const project = `requests/${found.code.replace("-", "")}/project`;
  await post(project, {
    version: 0,
    goals: [{ what: "Dormire la notte", sign: "Dormi sei ore di fila.", by: "2027-03-31" }],
    actions: [
      { what: "Chiedere l'ISEE", who: "person", by: "2027-01-15" },
      { what: "Parlare con la scuola", who: "school", state: "doing" },
    ],
    review_on: "2027-03-01",
    note: "Nota dei colleghi: piano piano.",
  });
  await post(`${project}/share`, { version: 1, given: "in_person" });
}
