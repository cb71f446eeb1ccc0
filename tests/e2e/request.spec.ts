// The first contact with the app live: by keyboard, back and forth, kept and forgotten, offline and only once.
import type { Page } from "@playwright/test";
import { expect, heading, live, openLive, test } from "./support/portal.ts";
import { answer, at, bring, choose, control, FULL, LEAST, lines, onward, receipt, send, toSummary } from "./support/request.ts";
import { ITALIAN, type Step } from "./support/words.ts";

const REQUESTS = /\/api\/v1\/requests$/;

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
  }
  throw new Error(`the focus never came to ${selector}`);
}

async function focused(page: Page, step: Step): Promise<void> {
  await at(page, ITALIAN, step);
  await expect(heading(page)).toBeFocused();
}

function kept(page: Page): Promise<number> {
  return page.evaluate(() => localStorage.length + sessionStorage.length);
}

const ERRORS = ".error-summary .alert";
const NEXT = "#request .btn-primary[type=submit]";

test("the whole way by keyboard alone, with the focus where one reads on", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await page.keyboard.press("Tab");
  await expect(page.locator(".skiplinks a").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, NEXT);
  await page.keyboard.press("Enter");
  await expect(page.locator(ERRORS)).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("#field-motive")).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(control(page, "motive", "casa")).toBeChecked();
  await page.keyboard.press("Enter");
  await focused(page, "whom");
  await tabTo(page, "[name=for_whom]");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await focused(page, "where");
  await tabTo(page, "[name=neighbourhood]");
  await page.keyboard.press("ArrowDown");
  await expect(control(page, "neighbourhood")).not.toHaveValue("");
  await expect(page.locator("[name=polo]:checked")).toHaveCount(1);
  await tabTo(page, NEXT);
  await page.keyboard.press("Enter");
  await focused(page, "when");
  // The last answer of all, by the arrow that goes round: none of the times suits.
  await tabTo(page, "[name=time]");
  await page.keyboard.press("ArrowUp");
  await expect(page.locator("#field-time-call")).toBeChecked();
  await tabTo(page, "[name=days][value=wed]");
  await page.keyboard.press("Space");
  await tabTo(page, NEXT);
  await page.keyboard.press("Space");
  await focused(page, "needs");
  await tabTo(page, "[name=language]");
  await page.keyboard.type("ucraino");
  await page.keyboard.press("Enter");
  await focused(page, "reply");
  await tabTo(page, "[name=reply_by]");
  await page.keyboard.press("Space");
  await tabTo(page, "[name=phone]");
  await page.keyboard.type("333 123 4567");
  await page.keyboard.press("Enter");
  await focused(page, "note");
  await tabTo(page, "[name=note]");
  await page.keyboard.type("Grazie.\nA presto.");
  await tabTo(page, NEXT);
  await page.keyboard.press("Enter");
  await focused(page, "summary");
  for (const words of ["La casa", "Mercoledì", "ucraino", "333 123 4567", "A presto."]) {
    await expect(page.locator(".summary-list")).toContainText(words);
  }
  await tabTo(page, NEXT);
  await page.keyboard.press("Enter");
  await expect(page.locator(ERRORS)).toBeFocused();
  await tabTo(page, "[name=consent]");
  await page.keyboard.press("Space");
  await tabTo(page, NEXT);
  await page.keyboard.press("Enter");
  await receipt(page, ITALIAN);
  await expect(heading(page)).toBeFocused();
});

test("going back keeps the answers, and one of them is changed alone from the summary", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await toSummary(page, ITALIAN, FULL);
  await page.goBack();
  await at(page, ITALIAN, "note");
  await expect(control(page, "note")).toHaveValue("Vorrei parlare con calma.");
  await page.locator("#request button[name=go]", { hasText: "Indietro" }).click();
  await focused(page, "reply");
  await expect(control(page, "name")).toHaveValue("Amina");
  await page.locator(".steppers-index button").nth(2).click();
  await focused(page, "where");
  await expect(control(page, "neighbourhood")).toHaveValue("golese");
  await expect(control(page, "way", "phone")).toBeChecked();
  await toSummary(page, ITALIAN, {}, { from: "where" });
  await page.locator(".summary-change button").nth(5).click();
  await focused(page, "reply");
  await expect(onward(page)).toHaveText("Torna al riepilogo");
  await control(page, "name").fill("Sara");
  await onward(page).click();
  await focused(page, "summary");
  await expect(page.locator(".summary-list")).toContainText("Sara");
  await expect(page.locator(".summary-list")).not.toContainText("Amina");
  await expect(page.locator(".summary-list")).toContainText("Zia");
  await send(page, ITALIAN);
});

test("a Polo is called by its name, once", async ({ page }) => {
  await openLive(page, ITALIAN.steps.where);
  await expect(page.locator("#app")).not.toContainText(/Polo Polo/);
  await page.goto(ITALIAN.steps.reason);
  await live(page);
  await toSummary(page, ITALIAN, LEAST, { seen: async () => expect(page.locator("#app")).not.toContainText(/Polo Polo/) });
  await send(page, ITALIAN);
  await expect(page.locator("#app")).not.toContainText(/Polo Polo/i);
});

test("nothing is kept on the device unless it is asked", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await toSummary(page, ITALIAN, FULL, { seen: async () => expect(await kept(page)).toBe(0) });
  await send(page, ITALIAN);
  expect(await kept(page)).toBe(0);
});

test("answers that are kept are taken up again, and go when they are sent", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await keep(page);
  await toSummary(page, ITALIAN, LEAST, { until: "when" });
  expect(await kept(page)).toBe(1);
  await openLive(page, ITALIAN.steps.reason);
  await expect(control(page, "motive", "casa")).not.toBeChecked();
  await page.getByRole("button", { name: "Riprendi" }).click();
  await expect(control(page, "motive", "casa")).toBeChecked();
  await toSummary(page, ITALIAN, { reply: LEAST.reply });
  await expect(page.locator(".summary-list")).toContainText("Pablo");
  await send(page, ITALIAN);
  expect(await kept(page)).toBe(0);
});

test("answers that are kept are erased when it is asked", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await keep(page);
  await toSummary(page, ITALIAN, LEAST, { until: "where" });
  await openLive(page, ITALIAN.steps.reason);
  await page.getByRole("button", { name: "Cancella" }).click();
  expect(await kept(page)).toBe(0);
  await expect(page.getByRole("button", { name: "Riprendi" })).toHaveCount(0);
  await keep(page);
  expect(await kept(page)).toBe(1);
  await page.locator(".request-keep label").click();
  expect(await kept(page)).toBe(0);
});

async function keep(page: Page): Promise<void> {
  await page.locator(".request-keep label").click();
  await expect(page.locator(".request-keep input")).toBeChecked();
}

const LINES = ["Quante persone vivono in casa? 3", "Qualcuno ti fa paura? «Sì», mio \"zio\"", "Paghi un affitto? Sì"];
const BROUGHT = { motive: "casa", polo: "pablo", for_whom: "relative", answers: LINES };

test("answers that are brought are seen before they are sent, and a line without its tick stays here", async ({ page }) => {
  await bring(page, BROUGHT);
  await openLive(page, ITALIAN.steps.reason);
  await expect(page.locator("#request .callout")).toContainText("Risposte che porti con te: 3");
  expect(await kept(page), "erased as soon as it is read").toBe(0);
  await expect(control(page, "motive", "casa")).toBeChecked();
  await toSummary(page, ITALIAN, { reply: LEAST.reply });
  await expect(page.locator(".summary-list")).toContainText("Per un familiare");
  await expect(page.getByRole("group", { name: "Le risposte che porti al Polo" })).toBeVisible();
  for (const line of LINES) await expect(page.getByRole("checkbox", { name: line })).toBeChecked();
  await page.locator("#request label", { hasText: "mio" }).click();
  await expect(lines(page).nth(1)).not.toBeChecked();
  await expect(page.locator("#request [role=status]")).toHaveText("Risposte che porti: 2 di 3.");
  // It can be put back, also after another look at a step before.
  await page.goBack();
  await at(page, ITALIAN, "note");
  await onward(page).click();
  await focused(page, "summary");
  await expect(lines(page)).toHaveCount(3);
  await expect(lines(page).nth(1)).not.toBeChecked();
  const sent = page.waitForRequest(REQUESTS);
  await send(page, ITALIAN);
  expect((await sent).postDataJSON()).toMatchObject({ motive: "casa", polo: "pablo", for_whom: "relative", answers: [LINES[0], LINES[2]] });
  expect(await kept(page)).toBe(0);
  await openLive(page, ITALIAN.steps.reason);
  await expect(page.locator("#request .callout")).toHaveCount(0);
});

test("by keyboard one line is put back, all are taken out, and then none is sent", async ({ page }) => {
  await bring(page, BROUGHT);
  await openLive(page, ITALIAN.steps.reason);
  await toSummary(page, ITALIAN, { reply: LEAST.reply });
  await tabTo(page, "#field-answers");
  for (const ticked of [false, true]) {
    await page.keyboard.press("Space");
    await expect(lines(page).first()).toBeChecked({ checked: ticked });
  }
  await tabTo(page, "#request button[type=button]");
  const all = page.locator("#request button[type=button]");
  for (const [name, left] of [["Togli tutte", 3], ["Rimettile tutte", 0], ["Togli tutte", 3]] as const) {
    await expect(all).toHaveText(name);
    await expect(page.locator("#request input[name=answers]:checked")).toHaveCount(left);
    await page.keyboard.press("Enter");
    await expect(all).toBeFocused();
  }
  await expect(page.locator("#request [role=status]")).toHaveText("Risposte che porti: 0 di 3.");
  const sent = page.waitForRequest(REQUESTS);
  await send(page, ITALIAN);
  expect((await sent).postDataJSON().answers).toEqual([]);
});

test("what is brought and makes no sense is passed over", async ({ page }) => {
  for (const odd of ["{", "7", JSON.stringify({ motive: "nessuno", polo: 7, for_whom: "nessuno", answers: "x" })]) {
    await bring(page, odd);
    await openLive(page, ITALIAN.steps.reason);
    expect(await kept(page)).toBe(0);
    await expect(page.locator("#request .callout")).toHaveCount(0);
    await expect(page.locator("#request [type=radio]:checked")).toHaveCount(0);
  }
  await bring(page, { answers: ["", " ", 7, LINES[0], null, LINES[0]] });
  // It waits for a request; other pages of the app leave it where it is.
  await openLive(page, ITALIAN.status);
  expect(await kept(page)).toBe(1);
  await openLive(page, ITALIAN.steps.summary);
  await expect(lines(page)).toHaveCount(1);
  expect(await kept(page)).toBe(0);
});

test("a line that does not fit is told beside the others, and goes", async ({ page }) => {
  await bring(page, { ...BROUGHT, answers: [LINES[0], "parola ".repeat(50)] });
  await openLive(page, ITALIAN.steps.reason);
  await toSummary(page, ITALIAN, { reply: LEAST.reply });
  await expect(page.locator("#error-answers")).toContainText("349 caratteri");
  await page.locator(ERRORS).getByRole("link").click();
  await expect(lines(page).first()).toBeFocused();
  await lines(page).nth(1).uncheck();
  await expect(page.locator("#error-answers")).toHaveCount(0);
  await send(page, ITALIAN);
});

test("lines that are brought are kept on the device with the rest, and the newer ones win", async ({ page }) => {
  await bring(page, BROUGHT);
  await openLive(page, ITALIAN.steps.reason);
  await keep(page);
  await toSummary(page, ITALIAN, {}, { until: "when" });
  await openLive(page, ITALIAN.steps.reason);
  await page.getByRole("button", { name: "Riprendi" }).click();
  await expect(page.locator("#request .callout")).toContainText("Risposte che porti con te: 3");
  await bring(page, { answers: ["Hai un lavoro? No"] });
  await openLive(page, ITALIAN.steps.reason);
  await page.getByRole("button", { name: "Riprendi" }).click();
  await expect(page.locator("#request .callout")).toContainText("Risposte che porti con te: 1");
  await toSummary(page, ITALIAN, { reply: LEAST.reply });
  await expect(lines(page)).toHaveCount(1);
  await send(page, ITALIAN);
  expect(await kept(page)).toBe(0);
});

test("a line that was taken out of a page the server made, before the app was there, can be put back", async ({ page }) => {
  let released = () => {};
  const release = new Promise<void>((resolve) => (released = resolve));
  await page.route(/\.wasm$/, (route) => release.then(() => route.continue()));
  await page.goto(ITALIAN.steps.note);
  await page.evaluate((lines) => {
    const form = document.querySelector("#request");
    const fields = [["motive", "casa"], ["polo", "pablo"], ["reply_by", "code"], ...lines.map((line) => ["answers", line])];
    for (const [name, value] of fields) form?.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }, LINES);
  await onward(page).click();
  await at(page, ITALIAN, "summary");
  await page.locator("#request label", { hasText: LINES[0] }).click();
  released();
  await live(page);
  await expect(lines(page)).toHaveCount(3);
  await expect(lines(page).first()).not.toBeChecked();
  await page.locator("#request label", { hasText: LINES[2] }).click();
  const sent = page.waitForRequest(REQUESTS);
  await send(page, ITALIAN);
  expect((await sent).postDataJSON().answers).toEqual([LINES[1]]);
});

test("another Polo than the neighbourhood's takes the neighbourhood back, however it was chosen", async ({ page }) => {
  await openLive(page, ITALIAN.steps.where);
  const neighbourhood = control(page, "neighbourhood");
  await neighbourhood.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(neighbourhood).toBeFocused();
  for (const id of ["golese", "cittadella"]) {
    await neighbourhood.selectOption(id);
    await expect(neighbourhood).toHaveValue(id);
    const other = page.locator("[name=polo]:not(:checked)").first();
    await choose(page, "polo", (await other.getAttribute("value")) ?? "");
    await expect(neighbourhood).toHaveValue("");
  }
});

test("a look at a page of text in the middle loses nothing", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await page.evaluate(() => Object.assign(window, { sameVisit: true }));
  await toSummary(page, ITALIAN, FULL);
  await page.getByRole("link", { name: "Leggi tutto sulla privacy" }).click();
  await expect(heading(page).filter({ hasNotText: ITALIAN.titles.summary })).toBeVisible();
  await expect(page).toHaveURL(/\/privacy\/$/);
  await expect(page.locator("#app")).toContainText("Le tue risposte sono ancora qui");
  await expect(heading(page)).toHaveCount(1);
  await page.goBack();
  await focused(page, "summary");
  await expect(page.locator(".summary-list")).toContainText("Amina");
  await page.locator('footer [data-element="faq"]').click();
  await expect(page).toHaveURL(/\/domande-frequenti\/$/);
  await expect(heading(page)).toBeFocused();
  await page.locator('#app a[href="/appuntamento/"].btn').first().click();
  await focused(page, "reason");
  await expect(control(page, "motive", "famiglia")).toBeChecked();
  await toSummary(page, ITALIAN, {});
  await expect(page.locator(".summary-list")).toContainText("333 123 4567");
  expect(await page.evaluate(() => "sameVisit" in window)).toBe(true);
  await send(page, ITALIAN);
});

test("without a connection it is said, and nothing is lost", async ({ page, context, complaints }) => {
  complaints.allow(/ERR_INTERNET_DISCONNECTED/);
  await openLive(page, ITALIAN.steps.reason);
  await toSummary(page, ITALIAN, FULL);
  await choose(page, "consent", "true");
  await context.setOffline(true);
  await onward(page).click();
  await expect(page.locator(ERRORS)).toContainText("Non riusciamo a collegarci");
  await expect(page.locator(ERRORS)).toBeFocused();
  await expect(page.locator(".summary-list")).toContainText("Amina");
  await expect(control(page, "consent", "true")).toBeChecked();
  await context.setOffline(false);
  await onward(page).click();
  await receipt(page, ITALIAN);
});

test("a request whose answer is lost on its way counts once", async ({ page, complaints }) => {
  complaints.allow(/ERR_FAILED/);
  await openLive(page, ITALIAN.steps.reason);
  await toSummary(page, ITALIAN, LEAST);
  const keys: (string | undefined)[] = [];
  let first = "";
  await page.route(REQUESTS, async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    if (keys.length > 1) return route.continue();
    first = (await (await route.fetch()).json()).code;
    await route.abort();
  });
  await choose(page, "consent", "true");
  await onward(page).click();
  await expect(page.locator(ERRORS)).toContainText("Non riusciamo a collegarci");
  await onward(page).click();
  expect((await receipt(page, ITALIAN)).code).toBe(first);
  expect(keys[0]).toMatch(/^[0-9A-Za-z]{20,}$/);
  expect(keys).toEqual([keys[0], keys[0]]);
});

test("pressing twice sends once", async ({ page }) => {
  let sent = 0;
  await page.route(REQUESTS, async (route) => {
    sent += 1;
    await page.waitForTimeout(300);
    await route.continue();
  });
  await openLive(page, ITALIAN.steps.reason);
  await toSummary(page, ITALIAN, LEAST);
  await choose(page, "consent", "true");
  await onward(page).dblclick();
  await receipt(page, ITALIAN);
  expect(sent).toBe(1);
});

test("who speaks of violence reads the numbers first, and may still ask", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await expect(page.locator("#request .urgent-numbers")).toHaveCount(0);
  await choose(page, "motive", "violenza");
  const numbers = page.locator("#request .urgent-numbers");
  await expect(numbers).toBeVisible();
  await expect(numbers.locator('a[href="tel:1522"]')).toBeVisible();
  const above = await numbers.evaluate((list) => {
    const field = document.querySelector("#request [name=motive]:not([type=hidden])");
    return field !== null && Boolean(list.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  expect(above, "the numbers stand before the choices").toBe(true);
  await onward(page).click();
  await at(page, ITALIAN, "whom");
  await expect(page.locator('nav.safety a[href="tel:1522"]')).toBeVisible();
});

test("the secret link opens the request and leaves no secret in the address", async ({ page, context }) => {
  await openLive(page, ITALIAN.steps.reason);
  await toSummary(page, ITALIAN, LEAST);
  const sent = await send(page, ITALIAN);
  const other = await context.newPage();
  await other.goto(sent.link);
  await expect(other.locator("dl.facts")).toContainText(sent.code);
  expect(other.url()).not.toContain("#");
  await page.locator(".secret-link a").click();
  await expect(page.locator("dl.facts")).toContainText("Ricevuta");
  await expect(heading(page)).toHaveText(ITALIAN.yourRequest);
  expect(page.url()).not.toContain("#");
});

test("code and secret open the request, a line is added, and it is withdrawn", async ({ page, complaints }) => {
  // An empty line is refused.
  complaints.allow(/Failed to load resource.*\b422\b/);
  await openLive(page, ITALIAN.steps.reason);
  await toSummary(page, ITALIAN, LEAST);
  const sent = await send(page, ITALIAN);
  await openLive(page, ITALIAN.status);
  await page.locator("#field-code").fill(sent.code.toLowerCase().replace("-", " "));
  await page.locator("#field-secret").fill(sent.secret.toLowerCase());
  await page.locator(".status form .btn-primary").click();
  await expect(page.locator("dl.facts")).toContainText(sent.code);
  await page.locator("form:has(#field-line) .btn-primary").click();
  await expect(page.locator(ERRORS)).toBeFocused();
  await page.locator("#field-line").fill("Posso venire anche di sera.");
  await page.locator("form:has(#field-line) .btn-primary").click();
  await expect(page.locator(".talk-text")).toHaveText("Posso venire anche di sera.");
  await expect(page.locator("#field-line")).toHaveValue("");
  await page.locator("details summary").click();
  await page.locator(".btn-danger").click();
  await expect(page.locator("dl.facts")).toContainText("Ritirata");
});

test("a wrong secret and a wrong code are refused alike", async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource.*\b40[0-9]\b/);
  await openLive(page, ITALIAN.steps.reason);
  await toSummary(page, ITALIAN, LEAST);
  const one = await send(page, ITALIAN);
  const refusals: string[] = [];
  for (const code of [one.code, another(one.code)]) {
    await openLive(page, ITALIAN.status);
    await page.locator("#field-code").fill(code);
    await page.locator("#field-secret").fill("0".repeat(26));
    await page.locator(".status form .btn-primary").click();
    await expect(page.locator(ERRORS)).toBeFocused();
    refusals.push(await page.locator("#app").innerText());
  }
  expect(refusals[0]).toContain("Non troviamo una richiesta con questo codice e questo segreto");
  expect(refusals[1]).toBe(refusals[0]);
});

/** Another code, with a right check digit (Luhn, modulo 32). */
function another(code: string): string {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const digits = [...code.replace("-", "")].map((each) => alphabet.indexOf(each));
  digits[0] = (digits[0] + 1) % 32;
  const sum = digits.slice(0, 9).reverse().reduce((sum, value, at) => {
    const weighted = at % 2 === 0 ? value * 2 : value;
    return sum + Math.floor(weighted / 32) + (weighted % 32);
  }, 0);
  digits[9] = (32 - (sum % 32)) % 32;
  return digits.map((digit) => alphabet[digit]).join("");
}

test("an hour that a phone would let one choose is checked, and said beside it", async ({ page }) => {
  await openLive(page, ITALIAN.steps.when);
  await control(page, "call_at").fill("2020-01-01T10:00");
  await onward(page).click();
  await expect(page.locator("#error-call_at")).toContainText("già passato");
  await expect(page.locator(ERRORS)).toBeFocused();
  await control(page, "call_at").fill("");
  await onward(page).click();
  await at(page, ITALIAN, "needs");
  await answer(page, FULL.needs);
});
