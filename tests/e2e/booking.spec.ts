// An appointment, from free times to a chosen one, seen, put into a calendar, moved and called off; with scripts and without.
import { readFile } from "node:fs/promises";
import type { APIRequestContext, Page } from "@playwright/test";
import { tooWide, violations } from "./support/axe.ts";
import { expect, heading, live, openLive, test } from "./support/portal.ts";
import { at, choose, control, onward, openRequest, receipt, send, settled, toSummary, type Answers } from "./support/request.ts";
import { keepMeddling, translate } from "./support/strangers.ts";
import { ENGLISH, ITALIAN, type Words } from "./support/words.ts";

/** Money, at Polo Pablo, with an answer by code. */
const SOLDI: Answers = { reason: { motive: "soldi" }, where: { polo: "pablo" }, reply: { reply_by: "code" } };

const HELD = ".seat";
const TIMES = "[data-times=there]";

/** Answers all that comes before the times. */
async function toTimes(page: Page, words: Words = ITALIAN, answers: Answers = SOLDI): Promise<void> {
  await toSummary(page, words, answers, { until: "when" });
  await page.locator(TIMES).waitFor();
}

/** Touches a time of the week shown; gives back when it begins. Different tests touch different ones, and what others take or
 * let go meanwhile moves the rest: `but` is one that it must not be. */
async function touch(page: Page, nth: number, but = "none"): Promise<string> {
  const time = page.locator(".times-time").filter({ hasNot: page.locator(`input[value="${but}"]`) }).nth(nth);
  await time.locator("label").click();
  await expect(time.locator("input")).toBeChecked();
  return (await time.locator("input").getAttribute("value")) ?? "";
}

/** The time as the page says it. */
function clock(time: string): string {
  return new Date(time).toLocaleTimeString("it-IT", { timeZone: "Europe/Rome", hour: "numeric", minute: "2-digit" });
}

/** Back to the times, which are asked for anew. */
async function backToTimes(page: Page): Promise<void> {
  // Whoever is back before the step that they left has settled sees the times at hand, and none are asked for.
  const asked = page.waitForResponse(/\/api\/v1\/times$/, { timeout: 5000 }).catch(() => undefined);
  await page.goBack();
  await asked;
  await at(page, ITALIAN, "when");
  await settled(page);
}

/** From the times to the summary. */
async function onToSummary(page: Page, words: Words = ITALIAN): Promise<void> {
  await onward(page).click();
  await toSummary(page, words, SOLDI, { from: "needs" });
}

/** Others take every seat that is left at that time. */
async function takeAll(request: APIRequestContext, start: string): Promise<void> {
  const taken = async () => {
    const answer = await request.post("/api/v1/holds", { data: { motive: "soldi", polo: "pablo", way: "at_polo", start } });
    return answer.status() === 422;
  };
  for (let seats = 0; seats < 40; seats += 1) if (await taken()) return;
  throw new Error("there is no end of seats");
}

async function laterWeek(page: Page, weeks: number): Promise<void> {
  for (let week = 0; week < weeks; week += 1) {
    const before = await page.locator(".times-head h3").innerText();
    await page.locator("button[name=week]").last().click();
    await expect(page.locator(".times-head h3")).not.toHaveText(before);
  }
}

for (const scripts of [true, false]) {
  test.describe(scripts ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled: scripts });

    async function open(page: Page, path: string): Promise<void> {
      await page.goto(path);
      if (scripts) await live(page);
    }

    test("a time is chosen, seen, put into a calendar, moved, and called off", async ({ page, complaints }) => {
      complaints.allow(/Failed to load resource.*\b422\b/);
      await open(page, ITALIAN.steps.reason);
      await toTimes(page);
      await onward(page).click();
      await expect(page.locator("#error-time")).toContainText("Scegli una delle possibilità");
      await laterWeek(page, 1);
      const time = await touch(page, scripts ? 1 : 2);
      await onToSummary(page);
      await expect(page.locator(HELD)).toContainText(clock(time));
      await expect(page.locator("dl.appointment")).toContainText("Al Polo Pablo, via Bocchi");
      await expect(page.locator("dl.appointment")).toContainText("45 minuti");
      await expect(page.locator("dl.appointment")).toContainText("un documento");
      await expect(page.locator(".summary-list")).toContainText(clock(time));
      const sent = await send(page, ITALIAN);
      await expect(page.locator("#app .lead")).toContainText("Hai un appuntamento");
      await expect(page.locator("dl.appointment")).toContainText(clock(time));
      await expect(page.locator(HELD)).toHaveCount(0);
      expect(await calendar(page)).toContain("BEGIN:VEVENT");
      await expect(heading(page)).toHaveText(ITALIAN.sent);

      await open(page, ITALIAN.status);
      await openRequest(page, ITALIAN, sent);
      const box = page.locator(".appointment-box");
      await expect(box).toContainText("Confermato");
      await expect(box).toContainText(clock(time));
      expect(await calendar(page)).toContain(`DTSTART:${time.replace(/[-:]/g, "")}`);
      await page.getByRole("button", { name: "Sposta" }).click();
      await page.locator(TIMES).waitFor();
      await laterWeek(page, 2);
      const other = await touch(page, scripts ? 3 : 4);
      await page.getByRole("button", { name: "Sposta a questo orario" }).click();
      await expect(page.locator(".callout-success")).toContainText("spostato");
      await expect(box.locator("dl")).toContainText(clock(other));
      expect(await calendar(page)).toContain(`DTSTART:${other.replace(/[-:]/g, "")}`);
      await page.locator(".appointment-cancel summary").click();
      await page.getByRole("button", { name: "Disdici l'appuntamento" }).click();
      await expect(page.locator(".callout-success")).toContainText("disdetto");
      await expect(box).toContainText("Disdetto");
      await page.getByRole("button", { name: "Scegli un altro orario" }).click();
      await page.locator(TIMES).waitFor();
      await page.locator("label[for=field-time]").click();
      await page.getByRole("button", { name: "Conferma questo orario" }).click();
      await expect(page.locator(".callout-success")).toContainText("confermato");
      await expect(box).toContainText("Confermato");
    });

    test("whoever would rather be called is asked when, and may choose a time later", async ({ page }) => {
      await open(page, ITALIAN.steps.reason);
      await toSummary(page, ITALIAN, { ...SOLDI, when: { days: ["tue"] } });
      await expect(page.locator(".summary-list")).toContainText("Martedì");
      await expect(page.locator(HELD)).toHaveCount(0);
      const sent = await send(page, ITALIAN);
      await expect(page.locator("dl.appointment")).toHaveCount(0);
      await open(page, ITALIAN.status);
      await openRequest(page, ITALIAN, sent);
      await page.getByRole("button", { name: "Scegli un orario" }).click();
      await page.locator(TIMES).waitFor();
      await page.getByRole("button", { name: "Lascia tutto com'è" }).click();
      await expect(page.locator(TIMES)).toHaveCount(0);
      await page.getByRole("button", { name: "Scegli un orario" }).click();
      await page.locator(TIMES).waitFor();
      await laterWeek(page, 1);
      const time = await touch(page, scripts ? 5 : 6);
      await page.getByRole("button", { name: "Conferma questo orario" }).click();
      await expect(page.locator(".appointment-box")).toContainText(clock(time));
    });

    test("a time that somebody else takes meanwhile is told, and nothing else is lost", async ({ page, request, complaints }) => {
      complaints.allow(/Failed to load resource.*\b422\b/);
      await open(page, ITALIAN.steps.reason);
      await toTimes(page);
      await laterWeek(page, scripts ? 2 : 3);
      const lost = await touch(page, 0);
      await takeAll(request, lost);
      await onward(page).click();
      await expect(page.locator("#error-time")).toContainText("è stato preso da un'altra persona");
      await at(page, ITALIAN, "when");
      await settled(page);
      await expect(page.locator(`input[value="${lost}"]`)).toHaveCount(0);
      const held = await touch(page, 1);
      await onToSummary(page);
      // The seat that was held goes to somebody else after all: it is told when the request is sent.
      await request.post("/api/v1/holds/release", { data: { hold: await page.locator("input[name=hold]").inputValue() } });
      await takeAll(request, held);
      await choose(page, "consent", "true");
      await onward(page).click();
      await expect(page.locator(".error-summary")).toContainText("è stato preso da un'altra persona");
      await at(page, ITALIAN, "summary");
      await page.getByRole("button", { name: "Scegli un altro orario" }).click();
      await at(page, ITALIAN, "when");
      await page.locator(TIMES).waitFor();
      await expect(page.locator(`input[name=time][value="${held}"]`)).toHaveCount(0);
      const got = await touch(page, 2);
      await onward(page).click();
      await at(page, ITALIAN, "summary");
      await expect(page.locator(".summary-list")).toContainText("Non cercatemi");
      await send(page, ITALIAN);
      await expect(page.locator("dl.appointment")).toContainText(clock(got));
    });

    test("another subject or another Polo wants another time", async ({ page, complaints }) => {
      complaints.allow(/Failed to load resource.*\b422\b/);
      await open(page, ITALIAN.steps.reason);
      await toTimes(page);
      await laterWeek(page, 1);
      await touch(page, scripts ? 18 : 19);
      await onToSummary(page);
      await page.locator(".summary-change button").nth(2).click();
      await at(page, ITALIAN, "where");
      await choose(page, "polo", "lubiana");
      await onward(page).click();
      await at(page, ITALIAN, "when");
      await expect(page.locator(".error-summary")).toContainText("un altro Polo");
      await page.locator(TIMES).waitFor();
      await expect(page.locator(".times")).toContainText("Polo Lubiana");
      await page.locator("label[for=field-time]").click();
      await onward(page).click();
      await at(page, ITALIAN, "summary");
      await expect(page.locator("dl.appointment")).toContainText("Polo Lubiana");
    });

    test("in English too", async ({ page }) => {
      await open(page, ENGLISH.steps.reason);
      await toTimes(page, ENGLISH);
      await laterWeek(page, 1);
      await touch(page, scripts ? 7 : 8);
      await onToSummary(page, ENGLISH);
      await expect(page.locator(HELD)).toContainText("We are holding");
      const sent = await send(page, ENGLISH);
      await expect(page.locator("#app .lead")).toContainText("You have an appointment");
      await open(page, ENGLISH.status);
      await openRequest(page, ENGLISH, sent);
      await expect(page.locator(".appointment-box")).toContainText("Confirmed");
    });
  });
}

/** The file that the button of the page gives. */
async function calendar(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Aggiungi al calendario" }).click()]);
  expect(download.suggestedFilename()).toBe("polo.ics");
  return readFile(await download.path(), "utf8");
}

test("a held seat counts its minutes, ends without losing anything, and is held again", async ({ page }) => {
  await page.clock.install();
  await openLive(page, ITALIAN.steps.reason);
  await toTimes(page);
  await laterWeek(page, 1);
  await touch(page, 9);
  await onward(page).click();
  await at(page, ITALIAN, "needs");
  const said = page.locator(".seat [role=status]");
  await expect(page.locator(".seat-left")).toHaveText("Ancora 10 minuti");
  await expect(said).toContainText("Ti teniamo il posto");
  const first = await said.innerText();
  await page.clock.fastForward("05:00");
  await expect(page.locator(".seat-left")).toHaveText("Ancora 5 minuti");
  expect(await said.innerText(), "nothing is read aloud meanwhile").toBe(first);
  await page.clock.fastForward("03:00");
  await expect(said).toContainText("Ancora due minuti");
  await control(page, "language").fill("arabo");
  await page.clock.fastForward("02:00");
  await expect(page.locator(".seat-ended")).toContainText("niente di ciò che hai scritto va perso");
  await page.getByRole("button", { name: "Tieni il posto ancora 10 minuti" }).click();
  await expect(page.locator(".seat-left")).toHaveText("Ancora 10 minuti");
  await expect(control(page, "language")).toHaveValue("arabo");
  await at(page, ITALIAN, "needs");
  // After its end it is sent all the same, and the seat is free still.
  await page.clock.fastForward("11:00");
  await expect(page.locator(".seat-ended")).toBeVisible();
  await toSummary(page, ITALIAN, SOLDI, { from: "needs" });
  await send(page, ITALIAN);
  await expect(page.locator("dl.appointment")).toBeVisible();
});

test("without scripts a seat is held again by its button, and Enter goes on", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(ITALIAN.steps.reason);
  await toTimes(page);
  await laterWeek(page, 1);
  await touch(page, 16);
  await onward(page).click();
  await at(page, ITALIAN, "needs");
  await expect(page.locator(".seat-text")).toContainText("Ti teniamo il posto");
  await control(page, "language").press("Enter");
  await at(page, ITALIAN, "reply");
  await context.close();
});

test("whoever changes their mind gives the seat back", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await toTimes(page);
  await laterWeek(page, 1);
  await touch(page, 10);
  await onward(page).click();
  await at(page, ITALIAN, "needs");
  await backToTimes(page);
  await page.locator("label[for=field-time-call]").click();
  const released = page.waitForResponse(/\/api\/v1\/holds\/release$/);
  await onward(page).click();
  expect((await released).status()).toBe(200);
  await at(page, ITALIAN, "needs");
  await expect(page.locator(HELD)).toHaveCount(0);
});

test("another time takes the place of the one held", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await toTimes(page);
  await laterWeek(page, 1);
  const first = await touch(page, 11);
  await onward(page).click();
  await at(page, ITALIAN, "needs");
  await backToTimes(page);
  await expect(page.locator(`input[value="${first}"]`), "what is held stays in its place").toBeChecked();
  const other = await touch(page, 12, first);
  const asked = page.waitForRequest(/\/api\/v1\/holds$/);
  await onward(page).click();
  expect((await asked).postDataJSON()).toMatchObject({ start: other, instead_of: expect.stringMatching(/^\w{26}$/) });
  await expect(page.locator(HELD)).toContainText(clock(other));
});

test("free times that do not come are asked again, and are not needed", async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource/);
  await openLive(page, ITALIAN.steps.reason);
  await page.route(/\/api\/v1\/times/, (route) => route.abort());
  await toSummary(page, ITALIAN, SOLDI, { until: "when" });
  await expect(page.locator("[data-times=missing]")).toContainText("non sono arrivati");
  await choose(page, "days", "mon");
  await page.unroute(/\/api\/v1\/times/);
  await page.getByRole("button", { name: "Riprova" }).click();
  await page.locator(TIMES).waitFor();
  await expect(page.locator("#field-time-call"), "what was answered is not hidden").toBeChecked();
  await onward(page).click();
  await at(page, ITALIAN, "needs");
});

test("where a Polo has no time, another one is a touch away", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await page.route(/\/api\/v1\/times$/, async (route) => {
    if (route.request().postDataJSON().polo !== "pablo") return route.continue();
    const answer = await (await route.fetch()).json();
    const elsewhere = [{ polo: "lubiana", first: answer.first }];
    await route.fulfill({ json: { ...answer, first: undefined, next: undefined, times: [], elsewhere } });
  });
  await toSummary(page, ITALIAN, SOLDI, { until: "when" });
  await expect(page.locator("[data-times=none]")).toContainText("Adesso al Polo Pablo non ci sono orari liberi");
  await expect(control(page, "days", "mon")).toBeVisible();
  await page.getByRole("button", { name: "Al Polo Lubiana c'è posto" }).click();
  await page.locator(TIMES).waitFor();
  await page.locator("label[for=field-time]").click();
  await onward(page).click();
  await toSummary(page, ITALIAN, SOLDI, { from: "needs" });
  await expect(page.locator("dl.appointment")).toContainText("Polo Lubiana");
});

test("«Esci subito» waits for no seat", async ({ page }) => {
  await page.route(/\/api\/v1\/holds$/, () => {});
  await page.route(/^https:\/\//, (route) => route.fulfill({ body: "elsewhere" }));
  await openLive(page, ITALIAN.steps.reason);
  await toTimes(page);
  await laterWeek(page, 1);
  await touch(page, 17);
  await onward(page).click();
  await page.locator(".js-exit").first().click();
  await expect(page).toHaveURL(/^https:\/\//);
  await expect(page.locator("body")).toHaveText("elsewhere");
});

test("the whole way by keyboard", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await toTimes(page);
  await page.locator("#field-time").focus();
  await page.keyboard.press("Space");
  await expect(page.locator("#field-time")).toBeChecked();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(".times-time input").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await at(page, ITALIAN, "needs");
  await expect(heading(page)).toBeFocused();
  await expect(page.locator(HELD)).toBeVisible();
});

test("a browser that translates shows no old words", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await keepMeddling(page, translate);
  await toTimes(page);
  await laterWeek(page, 1);
  await expect(page.locator(".times-head h3")).toHaveCount(1);
  const time = await touch(page, 13);
  await onToSummary(page);
  await expect(page.locator("dl.appointment")).toContainText(clock(time));
  await send(page, ITALIAN);
  await expect(page.locator("#app .lead")).toContainText(clock(time));
});

/** Looks at the page as it stands, narrow and wide, both ways of writing. */
async function looked(page: Page, name: string): Promise<void> {
  for (const dir of ["ltr", "rtl"]) {
    await page.evaluate((dir) => document.documentElement.setAttribute("dir", dir), dir);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      expect.soft(await violations(page), `${name}, ${width} px, ${dir}`).toEqual([]);
      if (dir === "ltr") expect.soft(await tooWide(page), `${name}, ${width} px`).toEqual([]);
    }
  }
  await page.evaluate(() => document.documentElement.setAttribute("dir", "ltr"));
  await page.setViewportSize({ width: 390, height: 844 });
}

test("axe finds nothing from the free times to the cancelled appointment", async ({ page, complaints }) => {
  test.setTimeout(240_000);
  complaints.allow(/Failed to load resource.*\b422\b/);
  await openLive(page, ITALIAN.steps.reason);
  await toTimes(page);
  await looked(page, "free times");
  await onward(page).click();
  await expect(page.locator("#error-time")).toBeVisible();
  await looked(page, "none chosen");
  await page.locator("label[for=field-time-call]").click();
  await looked(page, "called");
  await laterWeek(page, 1);
  await touch(page, 15);
  await onward(page).click();
  await at(page, ITALIAN, "needs");
  await looked(page, "held");
  await toSummary(page, ITALIAN, SOLDI, { from: "needs" });
  await looked(page, "summary");
  const sent = await send(page, ITALIAN);
  await looked(page, "receipt");
  await openLive(page, ITALIAN.status);
  await openRequest(page, ITALIAN, sent);
  await page.locator(".appointment-cancel summary").click();
  await looked(page, "appointment");
  await page.getByRole("button", { name: "Sposta" }).click();
  await expect(page.locator("#times-title")).toBeFocused();
  await looked(page, "moving");
  await page.getByRole("button", { name: "Lascia tutto com'è" }).click();
  await page.locator(".appointment-cancel summary").click();
  await page.getByRole("button", { name: "Disdici l'appuntamento" }).click();
  await expect(page.locator(".callout-success")).toContainText("disdetto");
  await looked(page, "cancelled");
});

test("the secret link of the receipt opens the appointment", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await toTimes(page);
  await laterWeek(page, 1);
  await touch(page, 14);
  await onToSummary(page);
  await choose(page, "consent", "true");
  await onward(page).click();
  await receipt(page, ITALIAN);
  await page.locator(".secret-link a").click();
  await expect(page.locator(".appointment-box")).toContainText("Confermato");
});
