// The way through the request, as a person goes it: the same with the app live and with the browser sending each form.
import { expect, heading } from "./portal.ts";
import type { Locator, Page } from "@playwright/test";
import { STEPS, type Step, type Words } from "./words.ts";

/** Answers to give: a word for a choice, true for a tick, a text for a field. */
export type Answers = Partial<Record<Step, Record<string, string | string[] | true>>>;

/** The three answers that are enough, and how to be answered by nobody but oneself. */
export const LEAST: Answers = {
  reason: { motive: "casa" },
  where: { polo: "pablo" },
  reply: { reply_by: "code" },
};

/** An answer to nearly everything. */
export const FULL: Answers = {
  reason: { motive: "famiglia" },
  whom: { for_whom: "relative", role: "Zia", aware: "yes" },
  where: { neighbourhood: "golese", way: "phone" },
  when: { days: ["mon", "thu"], parts: ["morning"] },
  needs: { language: "arabo", interpreter: true, access: "Niente scale", avoid: "Mio cugino" },
  reply: { reply_by: "phone", phone: "333 123 4567", name: "Amina", safe_hours: ["evening"], leave_message: "no" },
  note: { note: "Vorrei parlare con calma." },
};

/** What the self-assessment leaves for a request. */
export interface Brought {
  motive?: string;
  polo?: string;
  for_whom?: string;
  answers?: unknown[];
}

/** Leaves it as the self-assessment does, on a page before the request: what is read there is erased. */
export async function bring(page: Page, brought: Brought | string): Promise<void> {
  await page.goto("/privacy/");
  const json = typeof brought === "string" ? brought : JSON.stringify(brought);
  await page.evaluate((json) => sessionStorage.setItem("brought", json), json);
}

/** The tick boxes of the lines that were brought, in the summary. */
export function lines(page: Page): Locator {
  return page.locator('#request input[type="checkbox"][name="answers"]');
}

/** The control of a field; of a choice, that of the word. */
export function control(page: Page, name: string, value?: string): Locator {
  const all = `#request [name="${name}"]:not([type="hidden"])`;
  return page.locator(value === undefined ? all : `${all}[value="${value}"]`);
}

/** Touches a choice where a thumb does: on its label. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  const id = await control(page, name, value).getAttribute("id");
  await page.locator(`label[for="${id}"]`).click();
  await expect(control(page, name, value)).toBeChecked();
}

/** Gives the answers of one step. */
export async function answer(page: Page, answers: Answers[Step]): Promise<void> {
  for (const [name, value] of Object.entries(answers ?? {})) {
    if (name === "neighbourhood") {
      await control(page, name).selectOption(String(value));
    } else if (value === true) {
      await choose(page, name, "true");
    } else if (Array.isArray(value)) {
      for (const each of value) await choose(page, name, each);
    } else if (await control(page, name).first().evaluate((field) => field.matches("[type=radio], [type=checkbox]"))) {
      await choose(page, name, value);
    } else {
      await control(page, name).fill(value);
    }
  }
}

/** The button that goes on; on the summary it sends. */
export function onward(page: Page): Locator {
  return page.locator("#request .btn-primary[type=submit]");
}

/** Waits for a step to be there. */
export async function at(page: Page, words: Words, step: Step): Promise<void> {
  await expect(heading(page)).toHaveText(words.titles[step]);
}

/** Waits until the free times are there, or it is known that there are none. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator(".times")).not.toHaveAttribute("aria-busy");
}

/** Says that none of the free times suits, where there are some. */
export async function callMe(page: Page): Promise<void> {
  const call = page.locator("label[for=field-time-call]");
  if ((await call.count()) > 0) await call.click();
}

/** Answers each step from the present one on, and stops at the summary or at `until`. `seen` is called at each step that is reached. */
export async function toSummary(
  page: Page,
  words: Words,
  answers: Answers,
  options: { from?: Step; until?: Step; seen?: (step: Step) => Promise<void> } = {},
): Promise<void> {
  for (const step of STEPS.slice(STEPS.indexOf(options.from ?? "reason"))) {
    await at(page, words, step);
    if (step === "when") await settled(page);
    await options.seen?.(step);
    if (step === (options.until ?? "summary")) return;
    if (step === "when" && !answers.when?.time) await callMe(page);
    await answer(page, answers[step]);
    await onward(page).click();
  }
}

/** What the receipt shows. */
export interface Receipt {
  code: string;
  secret: string;
  link: string;
}

/** Consents and sends from the summary, and reads the receipt. */
export async function send(page: Page, words: Words): Promise<Receipt> {
  await at(page, words, "summary");
  if (!(await control(page, "consent").isChecked())) await choose(page, "consent", "true");
  await onward(page).click();
  return receipt(page, words);
}

/** Reads the receipt that is shown. */
export async function receipt(page: Page, words: Words): Promise<Receipt> {
  await expect(heading(page)).toHaveText(words.sent);
  const codes = page.locator(".code-value [aria-hidden=true]");
  const code = (await codes.nth(0).innerText()).trim();
  const secret = (await codes.nth(1).innerText()).trim();
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(secret.replace(/-/g, "")).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  await expect(page.locator("dl.facts:not(.appointment)")).toContainText(/20\d\d\/\d{6}/);
  const link = (await page.locator(".secret-link a").getAttribute("href")) ?? "";
  expect(link).toContain("#");
  return { code, secret, link };
}

/** Opens a request by typing its code and secret. */
export async function openRequest(page: Page, words: Words, found: Pick<Receipt, "code" | "secret">): Promise<void> {
  await page.locator("#field-code").fill(found.code);
  await page.locator("#field-secret").fill(found.secret);
  await page.locator(".status form .btn-primary").click();
  await expect(page.locator("dl.facts:not(.appointment)")).toContainText(found.code);
  await expect(heading(page)).toHaveText(words.yourRequest);
}
