// Other ways to meet the self-assessment: on paper, without scripts, translated, from right to left, in forced colours, at every
// width; and danger, which comes into sight wherever one is on the page.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { begin, button, choose, IN_DANGER, LONE_PARENT, measure, NONE, question, start, walk, type Given } from "./support/assess.ts";
import { tooWide, violations } from "./support/axe.ts";
import { expect, heading, openLive, test } from "./support/portal.ts";
import { extend, keepMeddling, meddleBefore, translate } from "./support/strangers.ts";
import { ENGLISH, ITALIAN } from "./support/words.ts";

test.use({ hasTouch: true, isMobile: true, actionTimeout: 10_000 });

const MEASURES = "content/flows/measures";
const OUTCOME = "Che cosa puoi fare adesso";

/** Six in the house, one of them in need of help. */
const SIX: Given = [
  [/moglie/, "1"],
  [/^Quanti figli/, "3"],
  [/altre persone della famiglia/, "1"],
  [/^Quanti anni ha chi fa coppia/, "=36"],
  [/^Quanti anni ha il figlio o la figlia [12]/, "=9"],
  [/^Quanti anni ha il figlio o la figlia 3/, "=2"],
  [/^Quanti anni ha l'altra persona/, "=81"],
  [/^Chi lavora/, ["0", "1"]],
  [/^Chi studia/, ["2", "3"]],
  [/sotto i tre anni/, ["1"]],
  [/disabilità o un'invalidità/, ["5"]],
  [/grado di disabilità/, "not_self_sufficient"],
  [/camminare, lavarsi/, ["5"]],
  [/percentuale di invalidità/, "=100"],
  [/riceve già l'indennità/, ["5"]],
  [/gravissimo/, "?"],
  [/ISEE per le cure/, "?"],
];

for (const [name, given] of [
  ["a lone parent", LONE_PARENT],
  ["six in the house", [...SIX, ...LONE_PARENT]],
] as const) {
  test(`the outcome prints on one sheet: ${name}`, async ({ page }) => {
    await begin(page, ITALIAN);
    const asked = await walk(page, given);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g) ?? []).toHaveLength(1);
    await page.emulateMedia({ media: "print" });
    const sheet = page.locator(".print-sheet");
    await expect(sheet).toBeVisible();
    await expect(sheet).toContainText("Riepilogo per il colloquio al Polo");
    await expect(sheet).toContainText("San Leonardo");
    await expect(sheet.locator(".print-answers li")).toHaveCount(asked.length);
    const sizes = await sheet.locator("*").evaluateAll((all) => all.map((each) => parseFloat(getComputedStyle(each).fontSize)));
    expect(Math.min(...sizes), "it can still be read").toBeGreaterThan(8);
    for (const screen of [".assess-first", ".assess-bring", ".measures-group", ".summary-list"]) {
      await expect(page.locator(screen).first()).toBeHidden();
    }
  });
}

/** The measures as their files have them: the name and the number of conditions. */
function measures(language: string): [string, number][] {
  const files = readdirSync(MEASURES).filter((name) => name.endsWith(".toml"));
  return files.map((file) => {
    const text = readFileSync(join(MEASURES, file), "utf8");
    return [new RegExp(`^name\\.${language} = "(.*)"$`, "m").exec(text)?.[1] ?? file, text.split("[[criterion]]").length - 1];
  });
}

/** That the page has all there is without the app. */
async function whole(page: Page, language: string): Promise<void> {
  const all = measures(language);
  expect(all.length).toBe(10);
  await expect(page.locator("#plain .measure")).toHaveCount(all.length);
  for (const [name, criteria] of all) {
    const item = page.locator("#plain .measure").filter({ has: page.locator("summary").getByText(name, { exact: true }) });
    await item.locator("summary").tap();
    await expect(item.locator("ul").first().locator("li"), name).toHaveCount(criteria);
    // The source, and from which day to which its figures hold.
    const rule = language === "it" ? /Fonte: .+\. Cifre dal .+\d{4}, valide fino al .+\./ : /Source: .+\. Figures from .+\d{4}, valid until .+\./;
    await expect(item.locator(".small")).toContainText(rule);
    await expect(item).not.toContainText(/\{\{?\w/);
    await expect(item.locator('a[href*="/servizi/"]')).toHaveCount(1);
  }
  for (const number of ["112", "1522", "114", "19696"]) await expect(page.locator(`#app a[href="tel:${number}"]`).first()).toBeVisible();
  await expect(page.locator("#app a[href^='tel:+39']").first()).toBeVisible();
}

for (const words of [ITALIAN, ENGLISH]) {
  test.describe(`without scripts (${words.id})`, () => {
    test.use({ javaScriptEnabled: false });

    test("the page has the numbers to call, the way to a person, and every measure with its conditions", async ({ page }) => {
      await page.goto(words.assess);
      await whole(page, words.id);
      await expect(page.locator("#app button")).toHaveCount(0);
      await page.locator(`#app a[href="${words.steps.reason}"]`).tap();
      await expect(heading(page)).toHaveText(words.titles.reason);
    });
  });
}

test("where the app cannot start, the page stays and says where the same help is", async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource/, /net::ERR_FAILED/);
  await page.route(/\.wasm$/, (route) => route.abort());
  await page.goto(ITALIAN.assess);
  await expect(page.locator(".assess-starting")).toContainText("più sotto");
  await whole(page, "it");
});

/** Walks a way and tells what every screen said, blanks apart. */
async function told(page: Page, given: Given): Promise<string[]> {
  const screens: string[] = [];
  const note = async () => {
    const text = await page.locator("#app").evaluate((app: HTMLElement) => app.innerText);
    screens.push(text.replace(/\s+/g, ""));
  };
  await walk(page, given, "touch", { seen: note, chosen: note });
  await note();
  return screens;
}

for (const [who, meddling] of [["a browser that translates", translate], ["an extension", extend]] as const) {
  test(`every screen says the same while ${who} is at work`, async ({ page }) => {
    // What is said of money is much longer: one of the two will do.
    const given = meddling === translate ? LONE_PARENT : IN_DANGER;
    await begin(page, ITALIAN);
    const plain = await told(page, given);
    await meddleBefore(page, meddling);
    await openLive(page, ITALIAN.assess);
    await keepMeddling(page, meddling);
    await start(page);
    expect(await told(page, given)).toEqual(plain);
  });

  test(`numbers come and go with what is chosen while ${who} is at work`, async ({ page }) => {
    await begin(page, ITALIAN);
    await keepMeddling(page, meddling);
    await walk(page, LONE_PARENT, "touch", { until: /una di queste cose/ });
    await choose(page, ["child_in_danger"]);
    await expect(page.locator(".assess-safety a[href='tel:114']").first()).toBeVisible();
    await choose(page, [NONE]);
    await expect(page.locator(".assess-safety a")).toHaveCount(0);
    await page.goBack();
    await expect(question(page)).toHaveText(/in pericolo adesso/);
    await button(page, "Mostrami subito il risultato").tap();
    await expect(heading(page)).toHaveText(OUTCOME);
  });
}

// Colours are the same at every width: the dark ones are looked at once.
for (const [dir, colorScheme, widths] of [
  ["ltr", "light", [320, 390, 1280]],
  ["ltr", "dark", [390]],
  ["rtl", "light", [320, 390, 1280]],
] as const) {
  test(`a list, a field and the outcome fit at ${widths.join(", ")} px, ${dir}, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme });
    const everyWidth = async (screen: string) => {
      for (const width of widths) {
        await page.setViewportSize({ width, height: 844 });
        expect.soft(await tooWide(page), `${screen} at ${width} px`).toEqual([]);
        expect.soft(await violations(page), `${screen} at ${width} px`).toEqual([]);
      }
      await page.setViewportSize({ width: 390, height: 844 });
      // From where one reads on.
      await heading(page).focus();
    };
    await openLive(page, ITALIAN.assess);
    await page.evaluate((dir) => (document.documentElement.dir = dir), dir);
    await start(page);
    await walk(page, LONE_PARENT, "touch", { until: /una di queste cose/ });
    await choose(page, ["partner_violence", "elder_in_danger"]);
    await everyWidth("a list with danger chosen");
    await walk(page, LONE_PARENT, "touch", { until: /ISEE ordinario/ });
    await page.locator(".question input").fill("seimila");
    await button(page, "Avanti").tap();
    await expect(page.locator(".question .invalid-feedback")).toBeVisible();
    await everyWidth("a field with a mistake");
    await walk(page, LONE_PARENT);
    for (const summary of await page.locator(".measure summary").all()) await summary.tap();
    await expect(measure(page, "Assegno di inclusione").locator(".criterion").first()).toBeVisible();
    await everyWidth("the outcome, all of it open");
  });
}

test("in forced colours and with motion the questions have edges and lead on", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "no-preference" });
  await begin(page, ITALIAN);
  const edge = (selector: string) => page.locator(selector).first().evaluate((each) => parseFloat(getComputedStyle(each).borderTopWidth));
  expect(await edge(".question .choice")).toBeGreaterThan(0);
  expect(await edge(".question .btn-primary")).toBeGreaterThan(0);
  await walk(page, LONE_PARENT, "touch", { until: /^Chi lavora/ });
  await button(page, "Mostrami subito il risultato").tap();
  await expect(heading(page)).toHaveText(OUTCOME);
  expect(await edge(".measure")).toBeGreaterThan(0);
});

test("the last of a long list of worries brings the numbers into sight", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT, "touch", { until: /una di queste cose/ });
  const worries = page.locator(`.question input:not([value="${NONE}"])`);
  const last = (await worries.last().getAttribute("value")) ?? "";
  expect(await worries.count()).toBeGreaterThan(8);
  await choose(page, [last]);
  await expect(page.locator(".assess-safety a[href='tel:112'], .assess-safety a[href='tel:1522']").first()).toBeInViewport({ ratio: 1 });
  // Nor does the bar with its own numbers lie over it.
  const open = await page.locator(".assess-safety a").first().evaluate((link) => {
    const box = link.getBoundingClientRect();
    return link.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
  });
  expect(open).toBe(true);
});

test("who is called for, told by one answer more, is brought into sight anew", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await begin(page, ITALIAN);
  await walk(page, LONE_PARENT, "touch", { until: /una di queste cose/ });
  await choose(page, ["partner_violence"]);
  await expect(page.locator(".assess-safety a[href='tel:1522']").first()).toBeInViewport();
  await choose(page, ["elder_in_danger"]);
  await expect(page.locator(".assess-safety .callout-danger").first()).toBeInViewport();
});
