// Every address answers with a page of its own, in its language, without a complaint; the app starts where there is something
// to do, and nowhere else.
import type { Page } from "@playwright/test";
import { expect, heading, live, test } from "./support/portal.ts";
import { allPlaces, listed, livePlaces, readPlaces, together, typedPlaces, type Place } from "./support/pages.ts";
import { LANGUAGES } from "./support/words.ts";

const APP = /\.wasm$|\/assets\/(portal|guide|assess|boot)-[^/]*\.js$|\/data\/[a-z]+-[^/]*\.(json|bin)$/;

async function answers(page: Page, place: Place): Promise<void> {
  const response = await page.goto(place.path);
  expect(response?.status()).toBe(200);
  await expect(page.locator("html")).toHaveAttribute("lang", place.language);
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await expect(heading(page)).toHaveCount(1);
  await expect(heading(page)).toHaveText(place.title ?? /\S/);
  expect(await page.title()).toMatch(/\S+ · \S+/);
}

for (const [name, places] of together(readPlaces())) {
  test(`pages that are read answer, without the app: ${name}`, async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    for (const place of places) {
      await test.step(place.path, async () => {
        await answers(page, place);
        await expect(page.locator("#app")).not.toHaveAttribute("data-bundle");
      });
    }
    expect(asked.filter((path) => APP.test(path)), "a page that is read carries no app").toEqual([]);
  });
}

for (const place of LANGUAGES.flatMap(livePlaces)) {
  test(`${place.path} answers, and the app takes it over as it stands`, async ({ page }) => {
    await page.addInitScript(() => {
      addEventListener("DOMContentLoaded", () => {
        const first = document.querySelector("h1");
        if (first) Object.assign(first, { fromServer: true });
      });
    });
    await answers(page, place);
    await live(page);
    const taken = await heading(page).evaluate((element) => "fromServer" in element);
    expect(taken, "the heading is still the server's: nothing was drawn anew").toBe(true);
    await expect(heading(page)).toHaveCount(1);
    await expect(heading(page)).toHaveText(place.title ?? "");
  });
}

for (const words of LANGUAGES) {
  test(`an address that names nothing is answered by a page that helps on (${words.id})`, async ({ page, complaints }) => {
    complaints.allow(/Failed to load resource.*404/);
    const response = await page.goto(words.missing);
    expect(response?.status()).toBe(404);
    await expect(page.locator("html")).toHaveAttribute("lang", words.id);
    await expect(heading(page)).toHaveCount(1);
    await expect(heading(page)).toHaveText(words.notFound);
    await page.locator(`#app a[href="${words.home}"]`).last().click();
    await expect(page).toHaveURL((url) => url.pathname === words.home);
  });
}

test("no two pages have the same title, and all have a description", async ({ request }) => {
  const titles = new Map<string, string>();
  for (const place of allPlaces()) {
    const html = await (await request.get(place.path)).text();
    const title = `${place.language} ${/<title>([^<]*)<\/title>/.exec(html)?.[1]}`;
    expect(titles.get(title), `${place.path} has a title of its own`).toBeUndefined();
    titles.set(title, place.path);
    expect(html).toMatch(/<meta name="description" content="[^"]{10,}"/);
  }
});

test("search engines are shown what is to be found, and nothing else", async ({ request }) => {
  const map = new Set(listed());
  for (const place of typedPlaces()) {
    const html = await (await request.get(place.path)).text();
    expect(/<meta name="robots" content="noindex">/.test(html), place.path).toBe(!map.has(place.path));
  }
  expect(await (await request.get("/robots.txt")).text()).toContain("/sitemap.xml");
});

test("every link of every page of the portal leads somewhere", async ({ request }) => {
  const found = new Map<string, string>();
  const ids = new Map<string, Set<string>>();
  for (const place of allPlaces()) {
    const html = await (await request.get(place.path)).text();
    ids.set(place.path, new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])));
    for (const [, href] of html.matchAll(/<a [^>]*?href="([^"]+)"/g)) {
      if (/^[/#]/.test(href)) found.set(href.startsWith("#") ? place.path + href : href, place.path);
    }
  }
  for (const [href, from] of found) {
    const [path, fragment] = href.split("#");
    const response = ids.has(path) ? null : await request.get(path);
    expect(response === null || response.ok(), `${href} on ${from}`).toBe(true);
    if (fragment && response === null) expect([...(ids.get(path) ?? [])], `${href} on ${from}`).toContain(fragment);
  }
});
