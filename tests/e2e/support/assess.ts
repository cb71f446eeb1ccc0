// The way through the self-assessment, as a person goes it: by touch, or by keyboard alone.
import { expect, heading, openLive } from "./portal.ts";
import type { Locator, Page } from "@playwright/test";
import type { Words } from "./words.ts";

/** To the question with these words: the values of what is chosen, or `=` and what is typed; `?` does not know, `-` would rather not say. */
export type Given = [RegExp, string | string[]][];

/** «None of these», «nobody». */
export const NONE = "no one";

export type How = "touch" | "keyboard";

/** A lone parent who rents, with two children. */
export const LONE_PARENT: Given = [
  [/^Per chi rispondi/, "self"],
  [/^Che cosa ti porta/, "ask"],
  [/in pericolo adesso/, "no"],
  [/una di queste cose, a te/, [NONE]],
  [/difficile per te/, ["housing", "money"]],
  [/^Stanotte/, "yes"],
  [/aiuti in denaro/, "yes"],
  [/^Con chi vivi/, "others"],
  [/moglie/, "0"],
  [/^Quanti figli/, "2"],
  [/altre persone della famiglia/, "0"],
  [/^Quanti anni hai/, "=34"],
  [/figlio o la figlia 1/, "=8"],
  [/figlio o la figlia 2/, "=3"],
  [/nato un bambino/, "no"],
  [/ISEE valido/, "have"],
  [/ISEE ordinario/, "=6.500"],
  [/ISEE per le famiglie/, "=5800,50"],
  [/^Chi lavora/, [NONE]],
  [/^Chi studia/, [NONE]],
  [/sotto i tre anni/, [NONE]],
  [/disabilità o un'invalidità/, [NONE]],
  [/camminare, lavarsi/, [NONE]],
  [/certificato di svantaggio/, [NONE]],
  [/^Dove vivi/, "rented"],
  [/affitto al mese/, "=450"],
  [/bolletta/, "yes"],
  [/cittadinanza/, "it"],
  [/vivi in Italia/, "=34"],
  [/entra in un anno/, "=5200"],
  [/conti e risparmi/, "=800"],
  [/altre case o terreni/, "=0"],
  [/questi veicoli/, "none"],
  [/ricevete già/, [NONE]],
  [/potresti dare/, ["time"]],
  [/il tuo Polo/, "san-leonardo"],
];

/** A daughter answers for an old couple; the woman's sister lives with them, very old and in need of help. */
export const OLD_COUPLE: Given = [
  [/answering for/, "other"],
  [/looking for/, "both"],
  [/danger right now/, "no"],
  [/Is any of this happening/, [NONE]],
  [/What is hard/, ["old_parent"]],
  [/help in money/, "yes"],
  [/^Who does/, "others"],
  [/wife, husband or partner/, "1"],
  [/How many children/, "0"],
  [/How many other people/, "1"],
  [/How old is the person/, "=84"],
  [/How old is their partner/, "=82"],
  [/How old is the other/, "=88"],
  [/was a child born/, "no"],
  [/a valid ISEE/, "have"],
  [/ordinary ISEE/, "=7200"],
  [/ISEE for families/, "?"],
  [/ISEE for health/, "=5,200"],
  [/recognised disability/, ["2"]],
  [/degree of disability/, "not_self_sufficient"],
  [/help to walk/, ["2"]],
  [/percentage of civil/, "=100"],
  [/attendance allowance/, ["2"]],
  [/gravissimo/, "yes"],
  [/certificate of/, "-"],
  [/Where does/, "owned"],
  [/electricity/, "yes"],
  [/citizenship/, "it"],
  [/lived in Italy/, "=84"],
  [/comes in a year/, "=14000"],
  [/in savings/, "=9000"],
  [/houses or land/, "=0"],
  [/vehicles/, "none"],
  [/already receive any/, [NONE]],
  [/could give/, ["experience"]],
  [/the Polo of/, "pablo"],
];

/** A woman whom somebody close to her hurts. */
export const IN_DANGER: Given = [
  [/^Per chi rispondi/, "self"],
  [/^Che cosa ti porta/, "ask"],
  [/in pericolo adesso/, "no"],
  [/una di queste cose, a te/, ["partner_violence"]],
  [/difficile per te/, ["housing"]],
  [/^Stanotte/, "-"],
  [/potresti dare/, "?"],
  [/il tuo Polo/, "pablo"],
];

export const question = (page: Page): Locator => page.locator("#app .question h1");

/** Opens the first question. */
export async function begin(page: Page, words: Words, how: How = "touch"): Promise<void> {
  await openLive(page, words.assess);
  await start(page, how);
}

/** From the page that is live to the first question. */
export async function start(page: Page, how: How = "touch"): Promise<void> {
  const button = page.locator(".assess-begin .btn-primary");
  if (how === "keyboard") {
    await button.focus();
    await page.keyboard.press("Enter");
  } else {
    await button.tap();
  }
  await expect(question(page)).toBeVisible();
}

/** Answers every question until the outcome, or until one that `until` matches; `seen` is called at each. */
export async function walk(
  page: Page,
  given: Given,
  how: How = "touch",
  options: { until?: RegExp; seen?: (asked: string) => Promise<void>; chosen?: (asked: string) => Promise<void> } = {},
): Promise<string[]> {
  const asked: string[] = [];
  for (;;) {
    await expect(page.locator("#app h1")).toHaveCount(1);
    await expect(page.locator("#app h1")).toBeFocused();
    if ((await question(page).count()) === 0) return asked;
    const words = (await question(page).innerText()).trim();
    await options.seen?.(words);
    if (options.until?.test(words)) return asked;
    const [, give] = given.find(([pattern]) => pattern.test(words)) ?? [null, null];
    expect(give, `an answer to «${words}»`).not.toBeNull();
    asked.push(words);
    await choose(page, give ?? "?", how);
    await options.chosen?.(words);
    await settle(page, give ?? "?", how);
    await expect(page.locator("#app h1").filter({ hasText: words })).toHaveCount(0);
  }
}

/** Chooses or types an answer, and goes no further. */
export async function choose(page: Page, give: string | string[], how: How = "touch"): Promise<void> {
  if (give === "?" || give === "-") return;
  if (typeof give === "string" && give.startsWith("=")) {
    if (how === "keyboard") {
      await tabTo(page, page.locator(".question input"));
      await page.keyboard.type(give.slice(1));
    } else {
      await page.locator(".question input").fill(give.slice(1));
    }
    return;
  }
  for (const value of [give].flat()) {
    const input = page.locator(`.question input[value="${value}"]`);
    if (how === "touch") {
      await page.locator(".question .choice").filter({ has: page.locator(`input[value="${value}"]`) }).locator("label").tap();
    } else if ((await input.getAttribute("type")) === "radio") {
      // One stop for all of them; arrows move and choose.
      await tabTo(page, page.locator(".question input").first());
      await page.keyboard.press("Space");
      for (let step = 0; step < 20 && !(await input.isChecked()); step++) await page.keyboard.press("ArrowDown");
    } else {
      await tabTo(page, input);
      await page.keyboard.press("Space");
    }
    await expect(input).toBeChecked();
  }
}

/** Goes on with what was chosen, or without an answer. */
async function settle(page: Page, give: string | string[], how: How): Promise<void> {
  const at = give === "?" ? 1 : give === "-" ? 2 : 0;
  const button = page.locator(".question-buttons .button-row").first().locator("button").nth(at);
  if (how === "touch") {
    await button.tap();
  } else if (at === 0) {
    await page.keyboard.press("Enter");
  } else {
    await tabTo(page, button);
    await page.keyboard.press("Enter");
  }
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab does not lead there");
}

/** What is said of a measure. */
export function measure(page: Page, name: string | RegExp): Locator {
  return page.locator(".measure").filter({ has: page.locator("h3", { hasText: name }) });
}

/** That nothing of the answers stands where a browser would keep it. */
export async function leavesNoTrace(page: Page, words: Words): Promise<void> {
  const kept = await page.evaluate(() => ({
    path: location.pathname + location.search + location.hash,
    state: typeof history.state,
    title: document.title,
    stored: localStorage.length + sessionStorage.length,
  }));
  expect(kept.path).toBe(words.assess);
  expect(kept.state).toBe("number");
  expect(kept.title).toContain(words.assessTitle);
  expect(kept.stored).toBe(0);
  await expect(heading(page)).toHaveCount(1);
}
