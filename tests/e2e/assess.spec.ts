// The self-assessment, part by part: back without loss, one answer changed, what is kept, what goes to the Polo, the page without scripts.
import { readdirSync, readFileSync } from "node:fs";
import { tooWide, violations } from "./support/axe.ts";
import { expect, heading, live, openLive, test } from "./support/portal.ts";
import { begin, choose, IN_DANGER, LONE_PARENT, measure, NONE, question, start, walk, type Given } from "./support/assess.ts";
import { onward, send, toSummary } from "./support/request.ts";
import { extend, keepMeddling, meddleBefore, translate } from "./support/strangers.ts";
import { ENGLISH, ITALIAN } from "./support/words.ts";

test.use({ hasTouch: true, isMobile: true });

const next = ".question-buttons .btn-primary";
const button = (name: string) => `.question-buttons button:has-text("${name}")`;
const OUTCOME = "Che cosa puoi fare adesso";

test("one steps back without loss, by the page's button and by the browser's", async ({ page }) => {
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT, "touch", { until: /^Quanti anni hai/ });
  await page.locator(button("Indietro")).tap();
  await expect(question(page)).toHaveText(/altre persone/);
  await expect(page.locator('.question input[value="0"]')).toBeChecked();
  await page.goBack();
  await expect(question(page)).toHaveText(/^Quanti figli/);
  await expect(page.locator('.question input[value="2"]')).toBeChecked();
  await page.goForward();
  await expect(question(page)).toHaveText(/altre persone/);
  await page.locator(next).tap();
  await expect(question(page)).toHaveText(/^Quanti anni hai/);
  await walk(page, LONE_PARENT);
  await expect(heading(page)).toHaveText(OUTCOME);
});

test("«Non lo so» and «Preferisco non dirlo» are on every screen, and nothing chosen is said in place", async ({ page }) => {
  await begin(page, ITALIAN);
  await page.locator(next).tap();
  await expect(page.locator(".question .invalid-feedback")).toContainText("Non lo so");
  await expect(page.locator(".question input").first()).toBeFocused();
  await page.reload();
  await live(page);
  await start(page);
  const silent: Given = [[/./, "?"]];
  await walk(page, silent, "touch", {
    seen: async () => {
      await expect(page.locator(button("Non lo so"))).toBeVisible();
      await expect(page.locator(button("Preferisco non dirlo"))).toBeVisible();
    },
  });
  await expect(heading(page)).toHaveText(OUTCOME);
  // Who knows nothing is refused nothing.
  await expect(page.locator(".verdict-unlikely")).toHaveCount(0);
  await expect(page.locator(".verdict-likely")).toHaveCount(0);
});

test("what is typed and is no number is told, and stays", async ({ page }) => {
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT, "touch", { until: /ISEE ordinario/ });
  await page.locator(".question input").fill("seimila");
  await page.locator(next).tap();
  await expect(page.locator(".question .invalid-feedback")).toContainText("una cifra in euro");
  await expect(page.locator(".question input")).toHaveValue("seimila");
  await expect(page.locator(".question input")).toBeFocused();
});

test("one answer is changed from the outcome, and the rest stays", async ({ page }) => {
  test.setTimeout(120_000);
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT);
  const before = await page.locator(".summary-row").allInnerTexts();
  const change = async (row: RegExp, value: string) => {
    await page.locator(".summary-row", { hasText: row }).locator("button").tap();
    await expect(page.locator(".question-progress")).toContainText("Le altre restano");
    await choose(page, value);
    await page.locator(next).tap();
  };
  // A change that brings up new questions asks them, and then comes back.
  await change(/cittadinanza/, "non_eu");
  await expect(question(page)).toHaveText(/permesso di soggiorno/);
  await choose(page, "long_term");
  await page.locator(next).tap();
  await expect(heading(page)).toHaveText(OUTCOME);
  await expect(page.locator(".summary-row", { hasText: /permesso/ })).toHaveCount(1);
  await expect(page.locator(".summary-row", { hasText: /affitto al mese/ })).toContainText("450 euro al mese");
  await change(/cittadinanza/, "it");
  await expect(heading(page)).toHaveText(OUTCOME);
  expect(await page.locator(".summary-row").allInnerTexts()).toEqual(before);
});

test("the result can be seen before the end, and the questions gone on with", async ({ page }) => {
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT, "touch", { until: /^Quanti anni hai/ });
  await page.locator(button("Mostrami subito")).tap();
  await expect(heading(page)).toHaveText(OUTCOME);
  await page.getByRole("button", { name: "Vai avanti con le domande" }).tap();
  await expect(question(page)).toHaveText(/^Quanti anni hai/);
});

test("the answers stay on the device only if asked, and can be erased", async ({ page }) => {
  test.setTimeout(120_000);
  await begin(page, ITALIAN);
  await walk(page, IN_DANGER);
  const stored = () => page.evaluate(() => localStorage.length + sessionStorage.length);
  expect(await stored()).toBe(0);
  await page.locator("#field-keep").check();
  expect(await stored()).toBe(1);
  await page.reload();
  await live(page);
  await page.getByRole("button", { name: "Riprendi" }).tap();
  await expect(heading(page)).toHaveText("Adesso conta la sicurezza");
  await expect(page.locator(".assess-safety a[href='tel:1522']").first()).toBeVisible();
  await page.getByRole("button", { name: "Cancella tutto e ricomincia" }).tap();
  await expect(heading(page)).toHaveText(ITALIAN.assessTitle);
  expect(await stored()).toBe(0);
  await page.goBack();
  await expect(page.locator("#app")).not.toContainText("1522:");
  await expect(page.locator(".summary-row")).toHaveCount(0);
});

test("«Esci subito» inside the numbers leaves, and what was kept is gone", async ({ page, context }) => {
  await context.route("https://www.wikipedia.org/**", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Calm</h1>" }));
  await begin(page, ITALIAN);
  await walk(page, IN_DANGER);
  await page.locator("#field-keep").check();
  await page.locator(".assess-safety button.js-exit").tap();
  await expect(page).toHaveURL("https://www.wikipedia.org/");
  const other = await context.newPage();
  await other.goto("/polo/");
  expect(await other.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test("another language takes the answers over, and keeps nothing", async ({ page }) => {
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT, "touch", { until: /^Quanti anni hai/ });
  await page.locator(`header a[href="${ENGLISH.assess}"], .it-header-slim-wrapper a[href="${ENGLISH.assess}"]`).first().tap();
  await expect(page).toHaveURL((url) => url.pathname === ENGLISH.assess);
  await live(page);
  await expect(question(page)).toHaveText("How old are you?");
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test("a page is read from the outcome, and the answers are still there", async ({ page, context, complaints }) => {
  complaints.allow(/net::ERR_INTERNET_DISCONNECTED/);
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT);
  await page.getByRole("link", { name: "Sfratto ed emergenza casa" }).tap();
  await expect(heading(page)).toHaveText("Sfratto ed emergenza casa");
  await page.getByRole("button", { name: /Torna/ }).tap();
  await expect(heading(page)).toHaveText(OUTCOME);
  await expect(page.locator(".summary-row").first()).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("link", { name: "Banche del tempo" }).tap();
  await expect(page.locator("#app")).toContainText("La pagina non arriva");
  await page.getByRole("button", { name: /Torna/ }).tap();
  await expect(heading(page)).toHaveText(OUTCOME);
});

test("the answers go to the Polo, all but the line that was taken away", async ({ page }) => {
  test.setTimeout(120_000);
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT);
  await page.getByRole("link", { name: "Porta queste risposte al Polo" }).tap();
  await expect(page).toHaveURL((url) => url.pathname === ITALIAN.steps.reason);
  await live(page);
  await expect(page.locator('input[name="motive"][value="casa"]')).toBeChecked();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.postData() ?? ""));
  await toSummary(page, ITALIAN, { reply: { reply_by: "code" } });
  const lines = page.locator('#request input[name="answers"]:not([type="hidden"])');
  expect(await lines.count()).toBeGreaterThan(30);
  await expect(page.locator("#request")).toContainText("Quanto è l'affitto al mese? 450 euro al mese");
  await page.locator(".choice, .form-check").filter({ hasText: "800 euro" }).locator("label").tap();
  expect(sent).toEqual([]);
  await send(page, ITALIAN);
  const body = sent.join("");
  expect(body).toContain("450 euro al mese");
  expect(body).not.toContain("800 euro");
  await expect(onward(page)).toHaveCount(0);
});

for (const [name, changes] of [
  ["a lone parent", []],
  ["six members", [[/^Quanti figli/, "4"], [/moglie/, "1"], [/Quanti anni ha/, "=9"]]],
] as [string, Given][]) {
  test(`the outcome prints on one sheet: ${name}`, async ({ page }) => {
    test.setTimeout(120_000);
    await begin(page, ITALIAN);
    await walk(page, [...changes, ...LONE_PARENT]);
    const pdf = await page.pdf({ format: "A4" });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g) ?? [];
    expect(pages.length).toBe(1);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".print-sheet")).toBeVisible();
    await expect(page.locator(".print-sheet")).toContainText("Riepilogo per il colloquio");
    await expect(page.locator(".assess-first")).toBeHidden();
  });
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the page lists every measure with its conditions, the numbers to call, the way to a person", async ({ page }) => {
    await page.goto(ITALIAN.assess);
    const folder = "content/flows/measures";
    const files = readdirSync(folder).filter((name) => name.endsWith(".toml"));
    expect(files.length).toBeGreaterThan(9);
    await expect(page.locator("#plain .measure")).toHaveCount(files.length);
    for (const file of files) {
      const text = readFileSync(`${folder}/${file}`, "utf8");
      const name = /^name\.it = "(.*)"$/m.exec(text)?.[1] ?? "";
      const item = page.locator("#plain .measure").filter({ has: page.locator("summary", { hasText: name }) }).first();
      await item.locator("summary").tap();
      const criteria = text.split("[[criterion]]").length - 1;
      await expect(item.locator("ul").first().locator("li")).toHaveCount(criteria);
      await expect(item).toContainText("Fonte:");
      await expect(item).not.toContainText("{{");
    }
    for (const number of ["112", "1522", "114", "19696"]) await expect(page.locator(`#app a[href="tel:${number}"]`).first()).toBeVisible();
    await expect(page.locator(`#app a[href="${ITALIAN.steps.reason}"]`)).toBeVisible();
  });
});

test("where the app cannot start, the page stays", async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource/, /net::ERR_FAILED/);
  await page.route(/\.wasm$/, (route) => route.abort());
  await page.goto(ITALIAN.assess);
  await expect(page.locator(".assess-starting")).toContainText("più sotto");
  await expect(page.locator("#plain .measure").first()).toBeVisible();
});

for (const [name, meddling] of [["translates", translate], ["adds elements", extend]] as const) {
  test(`a browser that ${name} before and during does not stop the questions`, async ({ page }) => {
    await meddleBefore(page, meddling);
    await page.goto(ITALIAN.assess);
    await live(page);
    await keepMeddling(page, meddling);
    await start(page);
    await choose(page, "self");
    await page.locator(next).tap();
    await expect(question(page)).toContainText("Che cosa ti porta qui");
    await choose(page, "ask");
    await page.locator(next).tap();
    await choose(page, "no");
    await page.locator(next).tap();
    await choose(page, ["child_in_danger"]);
    await expect(page.locator(".assess-safety a[href='tel:114']").first()).toBeVisible();
    await choose(page, [NONE]);
    await expect(page.locator(".assess-safety a[href='tel:114']")).toHaveCount(0);
  });
}

test("right to left, at every width, nothing sticks out and axe finds nothing", async ({ page }) => {
  test.setTimeout(180_000);
  await begin(page, ITALIAN);
  const look = async (what: string) => {
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      expect.soft(await tooWide(page), `${what} at ${width} px`).toEqual([]);
      expect.soft(await violations(page), `${what} at ${width} px`).toEqual([]);
    }
  };
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await walk(page, LONE_PARENT, "touch", { until: /difficile per te/ });
  await look("a list");
  await walk(page, LONE_PARENT);
  for (const summary of await page.locator(".measure summary").all()) await summary.click();
  await look("the outcome");
  await expect(measure(page, "Assegno di inclusione").locator(".criterion")).toHaveCount(8);
});

test("the last of a long list of worries brings the numbers into sight", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 640 });
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT, "touch", { until: /una di queste cose/ });
  await choose(page, ["elder_in_danger"]);
  await expect(page.locator(".assess-safety a[href='tel:112']").first()).toBeInViewport();
});

test("the door leads to the questions, in both languages", async ({ page }) => {
  for (const [door, words] of [["/orientarsi/", ITALIAN], ["/en/what-can-i-ask/", ENGLISH]] as const) {
    await page.goto(door);
    await page.locator(`#app a[href="${words.assess}"]`).first().tap();
    await expect(heading(page)).toHaveText(words.assessTitle);
  }
  await openLive(page, ENGLISH.assess);
});
