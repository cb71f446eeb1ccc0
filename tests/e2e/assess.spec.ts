// The self-assessment, part by part: back without loss, one answer changed, what is kept and erased, what goes to the Polo.
import type { Locator, Page } from "@playwright/test";
import { begin, button, choose, IN_DANGER, LONE_PARENT, NONE, question, rows, stored, walk, type Given } from "./support/assess.ts";
import { expect, heading, live, openLive, test } from "./support/portal.ts";
import { control, lines, onward, send, toSummary } from "./support/request.ts";
import { ENGLISH, ITALIAN } from "./support/words.ts";

test.use({ hasTouch: true, isMobile: true, actionTimeout: 10_000 });

const OUTCOME = "Che cosa puoi fare adesso";

const next = (page: Page): Locator => button(page, "Avanti");

/** What the outcome says, word for word. */
const said = (page: Page): Promise<string> => page.locator("#app .outcome").innerText();

/** Chooses one answer of the outcome to change, gives another and goes on. */
async function change(page: Page, row: RegExp, give: string | string[]): Promise<void> {
  await rows(page).filter({ hasText: row }).locator("button").tap();
  await expect(page.locator(".question-progress")).toContainText("Stai cambiando una risposta. Le altre restano.");
  await choose(page, give);
  await next(page).tap();
}

test("one steps back and forth without loss, by the page's button and by the browser's", async ({ page }) => {
  await begin(page, ITALIAN);
  const given: Given = [[/in pericolo adesso/, "-"], [/^Stanotte/, "?"], ...LONE_PARENT];
  await walk(page, given, "touch", { until: /^Quanti anni hai/ });
  await button(page, "Indietro").tap();
  await expect(question(page)).toHaveText(/altre persone/);
  await expect(page.locator('.question input[value="0"]')).toBeChecked();
  await page.goBack();
  await expect(question(page)).toHaveText(/^Quanti figli/);
  await expect(page.locator('.question input[value="2"]')).toBeChecked();
  for (let step = 0; step < 4; step += 1) await page.goBack();
  await expect(question(page)).toHaveText(/^Stanotte/);
  await expect(button(page, "Non lo so")).toHaveAttribute("aria-pressed", "true");
  await expect(button(page, "Preferisco non dirlo")).not.toHaveAttribute("aria-pressed", /./);
  await button(page, "Indietro").tap();
  await expect(question(page)).toHaveText(/difficile per te/);
  for (const need of ["housing", "money"]) await expect(page.locator(`.question input[value="${need}"]`)).toBeChecked();
  await expect(page.locator(".question input:checked")).toHaveCount(2);
  await page.goBack();
  await page.goBack();
  await expect(question(page)).toHaveText(/in pericolo adesso/);
  await expect(button(page, "Preferisco non dirlo")).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".question input:checked")).toHaveCount(0);
  for (let step = 0; step < 8; step += 1) await page.goForward();
  await expect(question(page)).toHaveText(/altre persone/);
  await next(page).tap();
  await expect(question(page)).toHaveText(/^Quanti anni hai/);
  await walk(page, LONE_PARENT);
  await expect(heading(page)).toHaveText(OUTCOME);
  await page.goBack();
  await expect(question(page)).toHaveText(/il tuo Polo/);
  await expect(page.locator('.question input[value="san-leonardo"]')).toBeChecked();
  await page.goForward();
  await expect(heading(page)).toHaveText(OUTCOME);
  await expect(rows(page).filter({ hasText: "ISEE ordinario" })).toContainText("6.500 euro");
});

test("what was typed stands in its field again", async ({ page }) => {
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT, "touch", { until: /^Chi lavora/ });
  await button(page, "Indietro").tap();
  await expect(page.locator(".question input")).toHaveValue("5800,50");
  await next(page).tap();
  await expect(question(page)).toHaveText("Chi lavora?");
});

test("«Non lo so» and «Preferisco non dirlo» are on every screen and lead on, and nobody is refused for them", async ({ page }) => {
  for (const answer of ["?", "-"]) {
    await begin(page, ITALIAN);
    await walk(page, [[/./, answer]], "touch", {
      seen: async () => {
        await expect(button(page, "Non lo so")).toBeVisible();
        await expect(button(page, "Preferisco non dirlo")).toBeVisible();
      },
    });
    await expect(heading(page)).toHaveText(OUTCOME);
    await expect(page.locator(".verdict-unlikely, .verdict-likely")).toHaveCount(0);
    await page.reload();
    await live(page);
  }
});

test("who goes on without an answer is told in place what to do, and what was typed stays", async ({ page }) => {
  await begin(page, ITALIAN);
  const fault = page.locator(".question .invalid-feedback");
  for (const [until, typed, told] of [
    [/^Per chi/, null, "Scegli una risposta. Se non la sai, tocca «Non lo so»."],
    [/una di queste cose/, null, "Scegli una risposta."],
    [/^Quanti anni hai/, "trenta", "Scrivi un numero, per esempio 42."],
    [/^Quanti anni hai/, "", "Scrivi un numero, per esempio 42."],
    [/ISEE ordinario/, "seimila", "Scrivi una cifra in euro, per esempio 9.500 oppure 450,50."],
  ] as const) {
    await walk(page, LONE_PARENT, "touch", { until });
    const field = page.locator(".question input").first();
    if (typed !== null) await field.fill(typed);
    await next(page).tap();
    await expect(fault).toContainText(told);
    await expect(field).toBeFocused();
    await expect(page.locator(".question input[aria-invalid=true], .question [aria-invalid=true] input").first()).toBeAttached();
    if (typed !== null) await expect(field).toHaveValue(typed);
    await heading(page).focus();
  }
  await page.locator(".question input").fill("6.500");
  await expect(fault).toHaveCount(0);
});

test("«none of these» and the other answers of a list exclude each other", async ({ page }) => {
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT, "touch", { until: /difficile per te/ });
  const none = page.locator(`.question input[value="${NONE}"]`);
  await choose(page, ["housing", "money"]);
  await choose(page, [NONE]);
  await expect(page.locator(".question input:checked")).toHaveCount(1);
  await choose(page, ["housing"]);
  await expect(none).not.toBeChecked();
});

test("one answer is changed from the outcome: new questions first, the rest stays; changed back, all is as before", async ({ page }) => {
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT);
  const before = await said(page);
  const count = await rows(page).count();
  await change(page, /cittadinanza/, "non_eu");
  await expect(question(page)).toHaveText(/permesso di soggiorno/);
  await choose(page, "family");
  await next(page).tap();
  await expect(question(page)).toHaveText(/familiare di una persona italiana/);
  await button(page, "Non lo so").tap();
  await expect(heading(page)).toHaveText(OUTCOME);
  await expect(rows(page).filter({ hasText: /permesso/ })).toContainText("Per motivi di famiglia");
  await expect(rows(page).filter({ hasText: /affitto al mese/ })).toContainText("450 euro al mese");
  await expect(rows(page)).toHaveCount(count + 2);
  await change(page, /cittadinanza/, "it");
  await expect(heading(page)).toHaveText(OUTCOME);
  expect(await said(page)).toBe(before);
  // Danger, told late, is first all the same, and taken back it is gone.
  await change(page, /una di queste cose/, ["partner_violence"]);
  await expect(heading(page)).toHaveText("Adesso conta la sicurezza");
  await expect(page.locator(".measure")).toHaveCount(0);
  await change(page, /una di queste cose/, [NONE]);
  await expect(heading(page)).toHaveText(OUTCOME);
  expect(await said(page)).toBe(before);
});

test("the result can be seen before the end, and the questions gone on with", async ({ page }) => {
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT, "touch", { until: /^Quanti anni hai/ });
  await button(page, "Mostrami subito il risultato").tap();
  await expect(heading(page)).toHaveText(OUTCOME);
  await expect(page.locator("#app")).toContainText(/Non hai finito: restano circa \d+ domande/);
  await page.getByRole("button", { name: "Vai avanti con le domande" }).tap();
  await expect(question(page)).toHaveText(/^Quanti anni hai/);
  await walk(page, LONE_PARENT);
  await expect(heading(page)).toHaveText(OUTCOME);
  await expect(page.locator("#app")).not.toContainText("Non hai finito");
});

const keep = (page: Page) => page.locator("#field-keep");

test("the answers stay on the device only if asked, are taken up again, and can be erased", async ({ page }) => {
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT, "touch", { until: /^Quanti anni hai/, seen: async () => expect(await stored(page)).toBe(0) });
  await button(page, "Mostrami subito il risultato").tap();
  expect(await stored(page)).toBe(0);
  await page.locator("label[for=field-keep]").tap();
  await expect(keep(page)).toBeChecked();
  expect(await stored(page)).toBe(1);
  await page.getByRole("button", { name: "Vai avanti con le domande" }).tap();
  await walk(page, LONE_PARENT, "touch", { until: /ISEE valido/ });
  await page.reload();
  await live(page);
  await expect(page.locator("#app")).toContainText("Hai risposte salvate su questo telefono");
  await page.getByRole("button", { name: "Riprendi" }).tap();
  // Where one was, with what was answered since the tick.
  await expect(question(page)).toHaveText(/ISEE valido/);
  await button(page, "Mostrami subito il risultato").tap();
  await expect(rows(page).filter({ hasText: "Quanti anni hai?" })).toContainText("34");
  await expect(keep(page)).toBeChecked();
  await page.locator("label[for=field-keep]").tap();
  expect(await stored(page), "the tick taken away").toBe(0);
  await page.locator("label[for=field-keep]").tap();
  await openLive(page, ITALIAN.assess);
  await page.getByRole("button", { name: "Cancella le risposte" }).tap();
  expect(await stored(page), "erased before it was taken up").toBe(0);
  await expect(page.getByRole("button", { name: "Comincia" })).toBeVisible();
});

test("«Cancella tutto e ricomincia» leaves nothing, not one step back either", async ({ page }) => {
  await begin(page, ITALIAN);
  await walk(page, IN_DANGER);
  await page.locator("label[for=field-keep]").tap();
  expect(await stored(page)).toBe(1);
  await page.getByRole("button", { name: "Cancella tutto e ricomincia" }).tap();
  await expect(heading(page)).toHaveText(ITALIAN.assessTitle);
  expect(await stored(page)).toBe(0);
  for (let step = 0; step < 3; step += 1) {
    await page.goBack();
    await expect(page.locator(".assess-safety, .summary-row, .question")).toHaveCount(0);
  }
  await page.goForward();
  await page.locator(".assess-begin .btn-primary").tap();
  await expect(question(page)).toHaveText("Per chi rispondi?");
  await expect(page.locator(".question input:checked")).toHaveCount(0);
});

for (const [name, leave] of [
  ["inside the numbers", (page: Page) => page.locator(".assess-safety button.js-exit").tap()],
  ["of every page", (page: Page) => page.locator("a.js-exit").first().tap()],
] as const) {
  test(`«Esci subito» ${name} leaves, erases what was kept, and no step back shows an answer`, async ({ page, context, baseURL }) => {
    const away = "https://www.wikipedia.org/";
    await context.route(`${away}**`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><h1>Calm</h1>" }));
    await begin(page, ITALIAN);
    await walk(page, IN_DANGER);
    await page.locator("label[for=field-keep]").tap();
    expect(await stored(page)).toBe(1);
    await leave(page);
    await expect(page).toHaveURL(away);
    for (const step of ["back", "forward", "back", "back"]) {
      await page.evaluate((step) => (step === "back" ? history.back() : history.forward()), step).catch(() => {});
      await page.waitForTimeout(700);
      await expect.poll(() => page.url(), { message: `one step ${step}`, timeout: 5_000 }).not.toContain(String(baseURL));
    }
    const other = await context.newPage();
    await other.goto("/polo/");
    expect(await stored(other)).toBe(0);
  });
}

test("another language takes the answers over, and keeps nothing", async ({ page }) => {
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT, "touch", { until: /^Quanti anni hai/ });
  const to = async (path: string) => {
    await page.locator(`.languages a[href="${path}"]`).tap();
    await expect(page).toHaveURL((url) => url.pathname === path && url.search + url.hash === "");
    await live(page);
  };
  await to(ENGLISH.assess);
  await expect(question(page)).toHaveText("How old are you?");
  expect(await stored(page)).toBe(0);
  await button(page, "Show me the result now").tap();
  await expect(rows(page).filter({ hasText: "How many children live with you?" })).toContainText("2");
  const count = await rows(page).count();
  await to(ITALIAN.assess);
  expect(await stored(page)).toBe(0);
  await walk(page, LONE_PARENT);
  await expect(heading(page)).toHaveText(OUTCOME);
  expect(await rows(page).count()).toBeGreaterThan(count);
  await expect(rows(page).filter({ hasText: "Quanti figli" })).toContainText("2");
});

test("a page is read from the outcome, and the answers are still there, also when it does not come", async ({ page, context, complaints }) => {
  complaints.allow(/ERR_INTERNET_DISCONNECTED/);
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT);
  const before = await said(page);
  const read = async (name: string, title: RegExp) => {
    await page.getByRole("link", { name }).first().tap();
    await expect(heading(page)).toHaveText(title);
    await expect(heading(page)).toHaveCount(1);
    await expect(page.locator("#app")).toContainText("Le tue risposte sono ancora qui");
  };
  await read("Sfratto ed emergenza casa", /^Sfratto ed emergenza casa$/);
  await page.getByRole("button", { name: /^Torna/ }).tap();
  await expect(heading(page)).toHaveText(OUTCOME);
  expect(await said(page)).toBe(before);
  await read("Assegno di inclusione (ADI)", /Assegno di inclusione/);
  await page.goBack();
  await expect(heading(page)).toHaveText(OUTCOME);
  await context.setOffline(true);
  await page.getByRole("link", { name: "Banche del tempo" }).tap();
  await expect(page.locator("#app")).toContainText("La pagina non arriva");
  await page.getByRole("button", { name: /^Torna/ }).tap();
  await expect(heading(page)).toHaveText(OUTCOME);
  expect(await said(page)).toBe(before);
});

test("the answers go to the Polo, all but the line that was taken away", async ({ page }) => {
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT);
  const known = await rows(page).count();
  const likely = await page.locator(".measure").filter({ has: page.locator(".verdict-likely, .verdict-needs") }).count();
  const posted: string[] = [];
  page.on("request", (request) => {
    expect(request.url(), "no answer stands in an address").not.toMatch(/[?#]/);
    // Free times are asked for by subject, Polo and way, and nothing else goes with that.
    if (/\/api\/v1\/times$/.test(request.url())) return expect(request.postData()).not.toContain("450");
    if (request.method() !== "GET") posted.push(request.postData() ?? "");
  });
  await page.getByRole("link", { name: "Porta queste risposte al Polo" }).tap();
  await expect(page).toHaveURL((url) => url.pathname === ITALIAN.steps.reason);
  await live(page);
  await expect(control(page, "motive", "casa")).toBeChecked();
  await expect(page.locator("#request .callout")).toContainText(`Risposte che porti con te: ${known + likely}`);
  expect(await page.evaluate(() => sessionStorage.getItem("brought"))).toBeNull();
  expect(await stored(page)).toBe(0);
  await toSummary(page, ITALIAN, { reply: { reply_by: "code" } }, {
    seen: async (step) => {
      if (step === "where") await expect(control(page, "polo", "san-leonardo")).toBeChecked();
    },
  });
  await expect(lines(page)).toHaveCount(known + likely);
  const all = await lines(page).evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
  expect(all).toContain("Quanto è l'affitto al mese? 450 euro al mese");
  expect(all).toContain("Assegno di inclusione (ADI): Probabilmente sì");
  const taken = all.find((line) => line.endsWith("800 euro"));
  await page.locator("#request label", { hasText: taken }).tap();
  expect(posted, "nothing left before it was sent").toEqual([]);
  await send(page, ITALIAN);
  expect(posted).toHaveLength(1);
  expect(JSON.parse(posted[0])).toMatchObject({
    motive: "casa",
    polo: "san-leonardo",
    for_whom: "myself",
    answers: all.filter((line) => line !== taken),
  });
  expect(posted[0]).not.toContain("800 euro");
  expect(await stored(page)).toBe(0);
  await expect(onward(page)).toHaveCount(0);
});

test("the door leads to the questions, in both languages", async ({ page }) => {
  for (const [door, words] of [["/orientarsi/", ITALIAN], ["/en/what-can-i-ask/", ENGLISH]] as const) {
    await page.goto(door);
    await page.locator(`#app a[href="${words.assess}"]`).first().tap();
    await expect(heading(page)).toHaveText(words.assessTitle);
    await live(page);
  }
});
