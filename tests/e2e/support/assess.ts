// The way through the self-assessment, as a person goes it: by touch, or by keyboard alone.
import { expect, openLive } from "./portal.ts";
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
  [/Comune di Parma/, "parma"],
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

/** A daughter answers for an old couple; a parent of theirs lives with them, very old and in need of help every day. */
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
  [/How old is the person/, "=70"],
  [/How old is their partner/, "=68"],
  [/How old is the other/, "=91"],
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
  [/Comune of Parma/, "parma"],
  [/citizenship/, "it"],
  [/lived in Italy/, "=70"],
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

/** A button of the question's screen, by its words. */
export const button = (page: Page, name: string): Locator => page.locator(".question-buttons").getByRole("button", { name, exact: true });

/** Opens the first question. */
export async function begin(page: Page, words: Words, how: How = "touch"): Promise<void> {
  await openLive(page, words.assess);
  await start(page, how);
}

/** From the page that is live to the first question. */
export async function start(page: Page, how: How = "touch"): Promise<void> {
  await press(page, page.locator(".assess-begin .btn-primary"), how);
  await expect(question(page)).toBeVisible();
}

/** What a walk calls on its way. */
interface Along {
  /** Stops before this question is answered. */
  until?: RegExp;
  /** At each question, before anything is chosen. */
  seen?: (asked: string) => Promise<void>;
  /** When something is chosen, before one goes on. */
  chosen?: (asked: string) => Promise<void>;
}

/** Answers every question until the outcome, and tells the words of those that were asked. */
export async function walk(page: Page, given: Given, how: How = "touch", along: Along = {}): Promise<string[]> {
  const asked: string[] = [];
  const title = page.locator("#app h1");
  for (;;) {
    await expect(title).toBeFocused();
    if ((await question(page).count()) === 0) return asked;
    const words = (await title.innerText()).trim();
    await along.seen?.(words);
    if (along.until?.test(words)) return asked;
    const [, give] = given.find(([pattern]) => pattern.test(words)) ?? [];
    if (give === undefined) throw new Error(`nobody gave the test an answer to «${words}»`);
    asked.push(words);
    await choose(page, give, how);
    await along.chosen?.(words);
    await settle(page, give, how);
    await expect(title, `«${words}» leads on`).not.toHaveText(words);
  }
}

/** Chooses or types an answer, and goes no further. */
export async function choose(page: Page, give: string | string[], how: How = "touch"): Promise<void> {
  if (give === "?" || give === "-") return;
  if (typeof give === "string" && give.startsWith("=")) {
    const field = page.locator(".question input");
    if (how === "keyboard") {
      await tabTo(page, ".question input");
      await page.keyboard.type(give.slice(1));
    } else {
      await field.tap();
      await field.fill(give.slice(1));
    }
    return;
  }
  for (const value of [give].flat()) {
    const input = page.locator(`.question input[value="${value}"]`);
    if (how === "touch") {
      const id = await input.getAttribute("id");
      await page.locator(`label[for="${id}"]`).tap();
    } else if ((await input.getAttribute("type")) === "radio") {
      // One stop for all of them; arrows move and choose.
      await tabTo(page, ".question input");
      await page.keyboard.press("Space");
      for (let step = 0; step < 20 && !(await input.isChecked()); step += 1) await page.keyboard.press("ArrowDown");
    } else {
      await tabTo(page, `.question input[value="${value}"]`);
      await page.keyboard.press("Space");
    }
    await expect(input).toBeChecked();
  }
}

/** Goes on with what was chosen, or without an answer. */
async function settle(page: Page, give: string | string[], how: How): Promise<void> {
  const row = page.locator(".question-buttons .button-row").first().locator("button");
  if (give === "?" || give === "-") {
    await press(page, row.nth(give === "?" ? 1 : 2), how);
  } else if (how === "keyboard" && typeof give === "string") {
    // As in any form: no need to go and look for the button.
    await page.keyboard.press("Enter");
  } else {
    await press(page, row.first(), how);
  }
}

/** Presses a button, by finger or by keyboard. */
async function press(page: Page, target: Locator, how: How): Promise<void> {
  if (how === "touch") {
    await target.tap();
    return;
  }
  await tabTo(page, target);
  await page.keyboard.press("Space");
}

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, target: Locator | string): Promise<void> {
  const there = () =>
    typeof target === "string"
      ? page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, target)
      : target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 60; presses += 1) {
    if (await there()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the focus never came to ${target}`);
}

/** What is said of a measure. */
export function measure(page: Page, name: string | RegExp): Locator {
  return page.locator(".measure").filter({ has: page.locator("h3", { hasText: name }) });
}

/** The answers in the outcome, a row each. */
export const rows = (page: Page): Locator => page.locator(".summary-row");

/** How much the browser keeps for the portal. */
export function stored(page: Page): Promise<number> {
  return page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length);
}

/** That nothing of the answers stands where a browser would keep it. */
export async function leavesNoTrace(page: Page, words: Words): Promise<void> {
  const left = await page.evaluate(() => ({
    address: location.pathname + location.search + location.hash,
    state: typeof history.state,
    title: document.title.split(" · ")[0],
    name: window.name,
  }));
  expect(left).toEqual({ address: words.assess, state: "number", title: words.assessTitle, name: "" });
  expect(await stored(page), "kept without being asked").toBe(0);
}
