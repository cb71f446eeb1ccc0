// What browsers and their extensions do to a page behind its back.
import type { Page } from "@playwright/test";

/** What a stranger does to the page as it stands. */
export type Meddling = () => void;

/** A browser that translates wraps every text in two `font` elements, and marks the document. */
export function translate(): void {
  document.documentElement.classList.add("translated-ltr");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const holder = text.parentElement;
    if (!text.data.trim() || !holder || holder.closest("script, style, textarea, option, [translate=no]")) continue;
    if (holder.localName === "font") continue;
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    text.replaceWith(outer);
    outer.append(inner);
    inner.append(text);
  }
}

/** An extension puts elements of its own at the start and end of the app, and after each heading, field and part of a form. */
export function extend(): void {
  const app = document.querySelector("#app");
  if (!app) return;
  const stranger = () => Object.assign(document.createElement("div"), { className: "stranger" });
  const is = (each: Element | null) => each?.className === "stranger";
  if (!is(app.firstElementChild)) app.prepend(stranger());
  if (!is(app.lastElementChild)) app.append(stranger());
  const places = "h1, form > *, .form-group, input:not([type=hidden]), select, textarea";
  app.querySelectorAll(places).forEach((each) => {
    if (!is(each) && !is(each.nextElementSibling)) each.after(stranger());
  });
}

/** Meddles with the page when it is read, and holds the app back until that is done. */
export async function meddleBefore(page: Page, meddling: Meddling): Promise<void> {
  await page.addInitScript({
    content: `addEventListener("DOMContentLoaded", () => { (${meddling})(); document.meddled = true; });`,
  });
  await page.route(/\.wasm$/, async (route) => {
    const done = () => page.evaluate(() => "meddled" in document).catch(() => true);
    while (!(await done())) await page.waitForTimeout(20);
    await route.continue();
  });
}

/** Meddles with the page now. */
export async function meddle(page: Page, meddling: Meddling): Promise<void> {
  await page.evaluate(`(${meddling})()`);
}

/** Goes on meddling whenever the page changes, as a browser that translates does. */
export async function keepMeddling(page: Page, meddling: Meddling): Promise<void> {
  await page.evaluate(`{
    const meddle = ${meddling};
    meddle();
    let due = false;
    new MutationObserver(() => {
      if (due) return;
      due = true;
      setTimeout(() => { due = false; meddle(); });
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  }`);
}
