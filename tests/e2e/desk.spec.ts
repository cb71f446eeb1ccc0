// The staff desk: getting in and staying in, the list, a request and the two who want it, accounts, the record; by keyboard,
// and for screen readers.
import type { Browser, Page } from "@playwright/test";
import { tooWide, violations } from "./support/axe.ts";
import { code, enter, openDesk, PASSWORD, sent, signIn, ticket, worker, type Worker } from "./support/desk.ts";
import { expect, heading, test } from "./support/portal.ts";

test.use({ viewport: { width: 1280, height: 900 } });

// The browser itself tells the console of every answer that is a refusal, among them «nobody is signed in».
test.beforeEach(({ complaints }) => complaints.allow(/Failed to load resource: the server responded with a status of 4\d\d/));

/** Another person at another machine. */
async function another(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "it-IT", reducedMotion: "reduce" });
  return context.newPage();
}

/** Opens a request, which goes on its record. */
async function open(page: Page, request: string): Promise<void> {
  await page.goto(`/desk/richieste/${request}`);
  await page.getByRole("button", { name: "Apri la richiesta" }).click();
  await expect(page.getByRole("heading", { name: "Messaggi" })).toBeVisible();
}

test("a ticket sets an account up, with the picture for the phone, and its codes open the desk", async ({ page }) => {
  const login = `ada.${Date.now().toString(36)}`;
  const given = await ticket("Ada Bassi", login, "social_worker");
  await openDesk(page, "/desk/attiva");
  await page.getByRole("textbox", { name: "Codice di attivazione" }).fill("non è questo");
  await page.getByRole("button", { name: "Avanti" }).click();
  await expect(page.getByRole("alert")).toContainText("non vale più");
  await page.getByRole("textbox", { name: "Codice di attivazione" }).fill(given.toLowerCase());
  await page.getByRole("button", { name: "Avanti" }).click();
  await expect(heading(page)).toHaveText("Accesso di Ada Bassi");
  await expect(page.getByRole("img", { name: /Immagine da inquadrare/ })).toBeVisible();
  const secret = (await page.locator(".desk-secret").innerText()).replaceAll(" ", "");

  await page.getByLabel("Nuova password").fill("corta");
  await page.getByLabel("Il codice che il telefono mostra").fill(code(secret));
  await page.getByRole("button", { name: "Attiva l'accesso" }).click();
  await expect(page.getByRole("alert")).toContainText("12 caratteri");
  await expect(page.getByLabel("Il codice che il telefono mostra")).toHaveValue(code(secret));

  await page.getByLabel("Nuova password").fill(PASSWORD);
  await page.getByLabel("Il codice che il telefono mostra").fill(code(secret, -1));
  await page.getByRole("button", { name: "Attiva l'accesso" }).click();
  await expect(heading(page)).toHaveText("Il tuo accesso è attivo");
  const recovery = await page.locator(".desk-codes li").allInnerTexts();
  expect(recovery).toHaveLength(10);
  await page.getByRole("button", { name: "Li ho messi al sicuro" }).click();

  // A phone that is lost: a recovery code, once.
  const ada: Worker = { name: "Ada Bassi", login, secret, recovery };
  await signIn(page, ada, recovery[0]);
  await page.getByRole("button", { name: "Esci" }).click();
  await expect(heading(page)).toHaveText("Entra");
  await page.getByLabel("Nome utente").fill(login);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Avanti" }).click();
  await page.getByLabel("Codice del telefono").fill(recovery[0]);
  await page.getByRole("button", { name: "Entra" }).click();
  await expect(page.getByRole("alert")).toContainText("non vanno bene");
});

test("two want the same request: one has it, the other is told who", async ({ page, browser, request }) => {
  const [ada, ivo] = [await worker(request, "Ada Bassi", "social_worker"), await worker(request, "Ivo Corti", "social_worker")];
  const code = await sent(request);
  const other = await another(browser);
  await enter(page, ada);
  await enter(other, ivo);
  await open(page, code);
  await open(other, code);
  await page.getByRole("button", { name: "Prendi in carico" }).click();
  await expect(page.getByText("È in carico a te.")).toBeVisible();
  await other.getByRole("button", { name: "Prendi in carico" }).click();
  await expect(other.getByRole("alert")).toContainText("Ada Bassi l'ha presa in carico");
  await expect(other.getByRole("button", { name: "Prendi in carico" })).toBeHidden();
  await page.getByRole("link", { name: "Richieste", exact: true }).click();
  await page.getByLabel("Solo le mie").check();
  await expect(page).toHaveURL(/mie=1/);
  await expect(page.getByRole("row", { name: code })).toContainText("tua");
  await other.context().close();
});

test("a session that ended asks to sign in and loses nothing; somebody else finds nothing", async ({ page, browser, request }) => {
  const ada = await worker(request, "Ada Bassi", "social_worker");
  const code = await sent(request);
  await enter(page, ada);
  await open(page, code);
  await page.getByLabel("La tua risposta").fill("Ci vediamo martedì.");

  // She ends it herself, from another machine.
  const other = await another(browser);
  await openDesk(other);
  await signIn(other, ada, ada.recovery[0]);
  await other.getByRole("link", { name: "Ada Bassi" }).click();
  await other.getByRole("button", { name: /Chiudi l'accesso/ }).click();
  await expect(other.getByText("Accesso chiuso.")).toBeVisible();

  await page.getByRole("button", { name: "Manda la risposta" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "La sessione è finita" })).toBeFocused();
  await expect(page.getByLabel("La tua risposta")).toBeHidden();
  await signIn(page, ada, ada.recovery[1]);
  await expect(page.getByLabel("La tua risposta")).toHaveValue("Ci vediamo martedì.");
  await page.getByRole("button", { name: "Manda la risposta" }).click();
  await expect(page.getByText("Risposta mandata.")).toBeVisible();
  await expect(page.locator(".desk-lines")).toContainText("Ci vediamo martedì.");
  await expect(page.getByLabel("La tua risposta")).toHaveValue("");

  // It ends again; now somebody else sits down.
  await page.getByLabel("La tua risposta").fill("Non per altri occhi.");
  await other.reload();
  await other.getByRole("button", { name: /Chiudi l'accesso/ }).click();
  await expect(other.getByText("Accesso chiuso.")).toBeVisible();
  await page.getByRole("button", { name: "Manda la risposta" }).click();
  const ivo = await worker(request, "Ivo Corti", "social_worker");
  await signIn(page, ivo);
  await expect(page.getByRole("button", { name: "Apri la richiesta" })).toBeVisible();
  await page.getByRole("button", { name: "Apri la richiesta" }).click();
  await expect(page.getByLabel("La tua risposta")).toHaveValue("");
  await other.context().close();
});

test("the list has the oldest promise first, filters that stand in the address, and opens nothing", async ({ page, request }) => {
  const ada = await worker(request, "Ada Bassi", "coordinator");
  const [here, elsewhere] = [await sent(request), await sent(request, { polo: "lubiana", motive: "famiglia" })];
  await enter(page, ada);
  await expect(page.getByRole("link", { name: here })).toBeVisible();
  await page.getByLabel("Polo").selectOption({ label: "Lubiana" });
  await expect(page.getByRole("link", { name: elsewhere })).toBeVisible();
  await expect(page.getByRole("link", { name: here })).toBeHidden();
  await expect(page).toHaveURL(/polo=lubiana/);
  await page.getByRole("link", { name: elsewhere }).click();
  await expect(heading(page)).toHaveText(`Richiesta ${elsewhere}`);
  await expect(heading(page)).toBeFocused();
  await page.goBack();
  await expect(page).toHaveURL(/polo=lubiana/);
  await expect(page.getByRole("link", { name: here })).toBeHidden();
  await page.getByRole("button", { name: "Togli i filtri" }).click();
  await expect(page.getByRole("link", { name: here })).toBeVisible();
});

test("opening goes on the record, what concerns the person is there, and closing asks first", async ({ page, request }) => {
  const ada = await worker(request, "Ada Bassi", "social_worker");
  const code = await sent(request, { reply_by: "phone", phone: "333 123 4567", name: "Amina", leave_message: "no", language: "arabo", interpreter: true });
  await enter(page, ada);
  await page.goto(`/desk/richieste/${code}`);
  await expect(page.getByText("Aprire lascia una traccia")).toBeVisible();
  await expect(page.getByText("Amina")).toBeHidden();
  await page.getByRole("button", { name: "Apri la richiesta" }).click();
  await expect(page.getByText("Amina")).toBeVisible();
  await expect(page.getByText("Non lasciare messaggi")).toBeVisible();
  await expect(page.getByRole("link", { name: "+393331234567" })).toBeVisible();
  await expect(page.locator(".desk-record")).toContainText("Ada Bassi ha aperto");

  await page.getByLabel("La tua risposta").fill("x".repeat(601));
  await page.getByRole("button", { name: "Manda la risposta" }).click();
  await expect(page.getByRole("alert")).toContainText("600");
  await page.getByLabel("La tua risposta").fill("Ti chiamo domani.");
  await page.getByRole("button", { name: "Manda la risposta" }).click();
  await expect(page.getByText("Risposta mandata.")).toBeVisible();

  await page.getByRole("button", { name: "Chiudi la richiesta" }).click();
  await expect(page.locator(".desk-question")).toBeFocused();
  await page.getByRole("button", { name: "Annulla" }).click();
  await page.getByRole("button", { name: "Chiudi la richiesta" }).click();
  await page.getByRole("button", { name: "Sì, chiudi" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("indirizzata ad altri").check();
  await page.getByRole("button", { name: "Sì, chiudi" }).click();
  await expect(page.getByText("Richiesta chiusa.")).toBeVisible();
  await expect(page.locator(".desk-card").filter({ hasText: "Com'è finita" }).first()).toContainText("indirizzata ad altri");
  await expect(page.getByLabel("La tua risposta")).toBeHidden();
});

test("an administrator gives an account, changes it and takes it away; an auditor reads that", async ({ page, browser, request }) => {
  const root = await worker(request, "Rita Dallari", "administrator");
  await enter(page, root);
  await expect(heading(page)).toHaveText("Persone");
  await page.getByRole("button", { name: "Aggiungi una persona" }).click();
  await page.getByLabel("Nome utente").fill("x");
  await page.getByRole("button", { name: "Crea l'accesso" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  const login = `leo.${Date.now().toString(36)}`;
  await page.getByLabel("Nome e cognome").fill(`Leo ${login}`);
  await page.getByLabel("Nome utente").fill(login);
  await page.getByLabel("Polo", { exact: true }).selectOption({ label: "Pablo" });
  await page.getByRole("button", { name: "Aggiungi un altro compito" }).click();
  await page.getByRole("button", { name: "Crea l'accesso" }).click();
  await expect(page.locator(".desk-secret")).toHaveText(/^[0-9A-Z-]{29}$/);
  await page.getByRole("button", { name: "L'ho consegnato" }).click();
  const row = page.getByRole("row", { name: login });
  await expect(row).toContainText("Assistente sociale: Pablo, tutte le aree");
  await expect(row).toContainText("da attivare");
  await row.getByRole("button").click();
  await page.getByRole("button", { name: "Disattiva" }).click();
  await page.getByRole("button", { name: "Sì, disattiva" }).click();
  await expect(page.getByText("Accesso disattivato.")).toBeVisible();
  await expect(row).toContainText("disattivato");

  const other = await another(browser);
  await enter(other, await worker(request, "Ugo Ferri", "auditor"));
  await expect(heading(other)).toHaveText("Registro");
  await expect(other.getByRole("row", { name: new RegExp(`Leo ${login}.*creato.*Rita Dallari`) })).toBeVisible();
  await expect(other.getByRole("link", { name: "Richieste" })).toBeHidden();
  const code = await sent(request);
  await other.getByLabel("Codice della richiesta").fill(code);
  await other.getByRole("button", { name: "Vedi" }).click();
  await expect(other.locator(".desk-record")).toContainText("la persona ha mandato la richiesta");
  await other.context().close();
});

test("another password holds, and the other sessions end", async ({ page, browser, request }) => {
  const ada = await worker(request, "Ada Bassi", "front_desk");
  const other = await another(browser);
  await openDesk(other);
  await signIn(other, ada, ada.recovery[0]);
  await enter(page, ada);
  await page.getByRole("link", { name: "Ada Bassi" }).click();
  await page.getByLabel("Password di adesso").fill("non questa");
  await page.getByLabel("Nuova password").fill("otto mele verdi");
  await page.getByRole("button", { name: "Cambia la password" }).click();
  await expect(page.getByRole("alert")).toContainText("non vanno bene");
  await page.getByLabel("Password di adesso").fill(PASSWORD);
  await page.getByRole("button", { name: "Cambia la password" }).click();
  await expect(page.getByText("Da adesso vale la nuova password")).toBeVisible();
  await other.getByRole("button", { name: "Aggiorna" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "La sessione è finita" })).toBeVisible();
  await other.context().close();
});

test("the keyboard alone: in, to a request, taken in charge", async ({ page, request }) => {
  const ada = await worker(request, "Ada Bassi", "social_worker", "montanara");
  const code = await sent(request, { polo: "montanara" });
  await openDesk(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Vai al contenuto" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.type(ada.login);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Codice del telefono")).toBeFocused();
  await page.keyboard.type((await import("./support/desk.ts")).code(ada.secret));
  await page.keyboard.press("Enter");
  const link = page.getByRole("link", { name: code });
  await expect(link).toBeVisible();
  for (let at = 0; at < 30 && !(await link.evaluate((link) => link === document.activeElement)); at += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Apri la richiesta" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toBeFocused();
  const take = page.getByRole("button", { name: "Prendi in carico" });
  for (let at = 0; at < 30 && !(await take.evaluate((take) => take === document.activeElement)); at += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(page.getByText("È in carico a te.")).toBeVisible();
});

test("without JavaScript the page says so; no search engine lists it, nobody keeps it", async ({ browser, request }) => {
  const answer = await request.get("/desk/agenda");
  expect(answer.headers()["cache-control"]).toBe("no-store");
  expect(answer.headers()["x-robots-tag"]).toBe("noindex");
  expect(await (await request.get("/sitemap.xml")).text()).not.toContain("/desk");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/desk");
  await expect(page.locator("noscript strong")).toBeVisible();
  await context.close();
});

/** Looks at the screen as it stands, in every width and scheme. */
async function everyWay(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [320, 390, 820, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect.soft(await violations(page), `${what} at ${width} px, ${colorScheme}`).toEqual([]);
      expect.soft(await tooWide(page), `${what} at ${width} px scrolls sideways`).toEqual([]);
    }
  }
}

test("axe finds nothing on any screen, at any width, light and dark", async ({ page, browser, request }) => {
  test.setTimeout(300_000);
  const ada = await worker(request, "Ada Bassi", "coordinator");
  const code = await sent(request, { reply_by: "phone", phone: "333 123 4567", name: "Amina", leave_message: "no", note: "Vorrei parlare con calma." });
  await openDesk(page);
  await everyWay(page, "the way in");
  await signIn(page, ada);
  await page.getByRole("link", { name: code }).waitFor();
  await everyWay(page, "the list");
  for (const path of ["/desk/io", "/desk/altro"]) {
    await page.goto(path);
    await heading(page).waitFor();
    await everyWay(page, path);
  }
  await page.goto(`/desk/richieste/${code}`);
  await page.getByRole("button", { name: "Apri la richiesta" }).waitFor();
  await everyWay(page, "a request before it is opened");
  await open(page, code);
  await page.getByRole("button", { name: "Chiudi la richiesta" }).click();
  await page.getByRole("button", { name: "Manda la risposta" }).click();
  await page.getByRole("alert").waitFor();
  await everyWay(page, "a request with an error and a question");

  const admin = await another(browser);
  await enter(admin, await worker(request, "Rita Dallari", "administrator"));
  await admin.getByRole("button", { name: "Cambia" }).first().click();
  await everyWay(admin, "accounts, one being changed");
  await admin.getByRole("button", { name: "Aggiungi una persona" }).click();
  await admin.getByRole("button", { name: "Crea l'accesso" }).click();
  await admin.getByRole("alert").waitFor();
  await everyWay(admin, "a new account with errors");
  await admin.context().close();

  const auditor = await another(browser);
  await enter(auditor, await worker(request, "Ugo Ferri", "auditor"));
  await auditor.locator(".desk-table").waitFor();
  await everyWay(auditor, "the record");
  await auditor.context().close();

  const setUp = await another(browser);
  await openDesk(setUp, "/desk/attiva");
  await setUp.getByRole("textbox", { name: "Codice di attivazione" }).fill(await ticket("Eva Fini", `eva.${Date.now().toString(36)}`, "front_desk"));
  await setUp.getByRole("button", { name: "Avanti" }).click();
  await setUp.getByRole("img", { name: /Immagine/ }).waitFor();
  await everyWay(setUp, "an account being set up");
  await setUp.context().close();
});
