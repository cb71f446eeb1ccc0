// The guide: the Polo of a street, the pages for some words. On the phone, without a word leaving it; by the server where scripts are off.
import type { Page } from "@playwright/test";
import { expect, heading, live, openLive, test } from "./support/portal.ts";
import { extend, keepMeddling, translate } from "./support/strangers.ts";
import { ENGLISH, ITALIAN, type Words } from "./support/words.ts";

const field = (page: Page) => page.locator("#field-words");
const answer = (page: Page) => page.locator("#answer");
const hits = (page: Page) => page.locator(".hit-link");
const go = (page: Page) => page.locator("#app form .btn-primary").first().click();

/** Whatever the page sends from now on. */
function sent(page: Page): string[] {
  const all: string[] = [];
  page.on("request", (request) => all.push(`${request.method()} ${new URL(request.url()).pathname} ${request.postData() ?? ""}`));
  return all;
}

test("the pages for some words come as one types, the words marked, and nothing is sent", async ({ page }) => {
  await openLive(page, ITALIAN.search);
  const requests = sent(page);
  await field(page).pressSequentially("non riesco a pagare la casa", { delay: 10 });
  await expect(hits(page).first()).toBeVisible();
  await expect(page.locator("#answer [role=status]")).toContainText("pagine trovate");
  await expect(page.locator(".hit mark").first()).toBeVisible();
  expect(requests.filter((request) => !/^GET \/data\/search-it-[^/]*\.bin $/.test(request))).toEqual([]);
  expect(requests.length, "the index is fetched once").toBe(1);
  expect(page.url()).not.toContain("pagare");
  await field(page).press("Enter");
  await expect(answer(page)).toBeFocused();
  expect(requests.length).toBe(1);
});

test("danger comes first, with the numbers to call", async ({ page }) => {
  await openLive(page, ITALIAN.search);
  await field(page).fill("mi picchia");
  await expect(hits(page).first()).toHaveAttribute("href", /^\/aiuto-urgente\//);
  await expect(answer(page).locator(".callout-danger a[href='tel:1522']")).toBeVisible();
  await field(page).fill("banca del tempo");
  await expect(hits(page).first()).toHaveAttribute("href", "/vivere/comunita/banche-del-tempo/");
  await expect(answer(page).locator(".callout-danger")).toHaveCount(0);
});

test("the arrows lead to the results and back", async ({ page }) => {
  await openLive(page, ITALIAN.search);
  await field(page).fill("isee");
  await expect(hits(page).nth(1)).toBeVisible();
  await field(page).press("ArrowDown");
  await expect(hits(page).first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(hits(page).nth(1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/\/cerca\/$/);
  await expect(heading(page)).toBeVisible();
});

test("words that nothing answers lead to a person", async ({ page }) => {
  await openLive(page, ITALIAN.search);
  await field(page).fill("xyzzyqwk");
  await expect(answer(page)).toContainText("Nessuna pagina trovata");
  await expect(answer(page).locator("a[href='tel:+39052140521']")).toBeVisible();
});

test("from the home page words go to the search without being typed again", async ({ page }) => {
  await page.goto(ITALIAN.home);
  await page.locator(".home-search input").fill("mia madre cade");
  await page.locator(".home-search input").press("Enter");
  await expect(page).toHaveURL((url) => url.pathname === ITALIAN.search && url.search === "");
  await expect(field(page)).toHaveValue("mia madre cade");
  await expect(hits(page).first()).toBeVisible();
  await live(page);
  await expect(hits(page).first()).toBeVisible();
  await field(page).fill("assegno unico");
  await expect(hits(page).first()).toHaveAttribute("href", "/servizi/misure/assegno-unico/");
});

test("what was typed before the app is there is answered when it is", async ({ page }) => {
  let typed = () => {};
  const typing = new Promise<void>((resolve) => (typed = resolve));
  await page.route(/\.wasm$/, (route) => typing.then(() => route.continue()));
  await page.goto(ITALIAN.search, { waitUntil: "commit" });
  await field(page).fill("sfratto");
  typed();
  await live(page);
  await expect(field(page)).toHaveValue("sfratto");
  await expect(hits(page).first()).toBeVisible();
});

test("a street leads to its Polo, and nothing is sent", async ({ page }) => {
  await openLive(page, ITALIAN.finder);
  const requests = sent(page);
  await field(page).fill("V. Verona, 36/a");
  await expect(answer(page)).toContainText("Il tuo Polo è San Leonardo");
  await expect(answer(page).locator("a.btn-primary")).toHaveAttribute("href", "/poli/san-leonardo/");
  await field(page).fill("via Carmignan");
  await expect(answer(page)).toContainText("Montanara");
  await field(page).fill("via che non esiste");
  await expect(answer(page)).toContainText("Questa via non la conosciamo");
  await expect(answer(page).locator("a[href='tel:+39052140521']")).toBeVisible();
  expect(requests.filter((request) => !/^GET \/data\/streets-[^/]*\.json $/.test(request))).toEqual([]);
  expect(page.url()).not.toContain("verona");
});

test("each neighbourhood leads to its Polo", async ({ page }) => {
  await page.goto(ITALIAN.finder);
  await expect(page.locator(".finder-list li")).toHaveCount(13);
  await page.locator(".finder-list a", { hasText: "Oltretorrente" }).click();
  await expect(page).toHaveURL(/\/poli\/pablo\/$/);
});

for (const [who, meddling] of [["a browser that translates", translate], ["an extension", extend]] as const) {
  test(`the answers are those of the last words while ${who} is at work`, async ({ page }) => {
    await openLive(page, ITALIAN.search);
    await keepMeddling(page, meddling);
    for (const [words, first] of [
      ["isee", "/servizi/misure/isee/"],
      ["xyzzyqwk", ""],
      ["assegno unico", "/servizi/misure/assegno-unico/"],
    ]) {
      await field(page).fill(words);
      if (first) await expect(hits(page).first()).toHaveAttribute("href", first);
      else await expect(answer(page)).toContainText("Nessuna pagina trovata");
    }
    await expect(answer(page)).not.toContainText("Nessuna pagina trovata");
    await openLive(page, ITALIAN.finder);
    await keepMeddling(page, meddling);
    await field(page).fill("via Bocchi 1");
    await expect(answer(page)).toContainText("Pablo");
    await field(page).fill("via Verona 2");
    await expect(answer(page)).toContainText("San Leonardo");
    await expect(answer(page)).not.toContainText("Pablo");
  });
}

test("when the index does not come, the server answers", async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource/);
  await page.route(/\/data\/search-/, (route) => route.abort());
  await openLive(page, ITALIAN.search);
  await field(page).fill("badante");
  await go(page);
  await expect(hits(page).first()).toBeVisible();
  await expect(field(page)).toHaveValue("badante");
});

for (const words of [ITALIAN, ENGLISH]) {
  test.describe(`with JavaScript off (${words.id})`, () => {
    test.use({ javaScriptEnabled: false });

    test("the search answers a plain form", async ({ page }) => {
      await asked(page, words, words.search, words.id === "it" ? "non riesco a pagare l'affitto" : "I am afraid of my husband");
      await expect(hits(page).first()).toBeVisible();
    });

    test("the finder answers a plain form, asks when it must, and says when it does not know", async ({ page }) => {
      await asked(page, words, words.finder, "via Savani 3");
      await expect(answer(page)).toContainText("Pablo");
      await asked(page, words, words.finder, "nowhere at all 12");
      await expect(answer(page).locator("a[href='tel:+39052140521']")).toBeVisible();
    });
  });
}

async function asked(page: Page, words: Words, path: string, what: string): Promise<void> {
  await page.goto(path);
  await field(page).fill(what);
  await go(page);
  await expect(page).toHaveURL((url) => url.pathname === path && url.search === "");
  await expect(field(page)).toHaveValue(what);
  await expect(page.locator("html")).toHaveAttribute("lang", words.id);
}

test("who looks something up in the middle of a request finds the answers again", async ({ page }) => {
  await openLive(page, ITALIAN.steps.reason);
  await page.locator("input[name=motive][value=casa]").check({ force: true });
  await page.locator(".it-search-wrapper a").click();
  await expect(heading(page)).toHaveText("Cerca");
  await field(page).fill("banca del tempo");
  await go(page);
  await expect(hits(page).first()).toHaveAttribute("href", "/vivere/comunita/banche-del-tempo/");
  await hits(page).first().click();
  await expect(heading(page)).toHaveText(/Banche del tempo/i);
  await page.locator(".callout .btn-primary", { hasText: "Torna alla richiesta" }).click();
  await expect(page.locator("input[name=motive][value=casa]")).toBeChecked();
});
