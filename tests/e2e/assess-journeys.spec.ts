// Whole journeys through the self-assessment: by touch and by keyboard, without a network, axe clean at each step, and no answer
// in any request.
import { violations } from "./support/axe.ts";
import { expect, live, test } from "./support/portal.ts";
import { begin, IN_DANGER, leavesNoTrace, LONE_PARENT, measure, OLD_COUPLE, start, walk, type How } from "./support/assess.ts";
import { ENGLISH, ITALIAN, type Words } from "./support/words.ts";
import type { Page } from "@playwright/test";

test.use({ hasTouch: true, isMobile: true });

/** Opens the page, waits until the app is live, and takes the network away. */
async function offline(page: Page, words: Words): Promise<string[]> {
  await page.goto(words.assess);
  await live(page);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url()));
  await page.context().setOffline(true);
  return sent;
}

const clean = (page: Page, how: How) => async (asked: string) => {
  // Once for each screen: what axe sees does not depend on how one got there.
  if (how === "touch") expect.soft(await violations(page), asked).toEqual([]);
};

for (const how of ["touch", "keyboard"] as const) {
  test(`a lone parent who rents learns what to ask for, by ${how}, without a network`, async ({ page }) => {
    test.setTimeout(240_000);
    const sent = await offline(page, ITALIAN);
    await start(page, how);
    const asked = await walk(page, LONE_PARENT, how, { seen: clean(page, how) });
    expect(asked.length).toBeLessThan(36);
    await expect(page.locator("h1")).toHaveText("Che cosa puoi fare adesso");
    await expect(measure(page, "Assegno di inclusione").locator(".verdict")).toHaveText("Probabilmente sì");
    await expect(measure(page, "Assegno di inclusione").locator(".measure-sum")).toContainText(/Circa \d+,\d\d euro al mese/);
    await expect(measure(page, "Assegno unico").locator(".measure-sum")).toContainText(/Circa 407,60 euro al mese/);
    await expect(measure(page, "Carta Dedicata").locator(".verdict")).toHaveText("Manca qualcosa per dirlo");
    await expect(measure(page, "Assegno sociale").locator(".verdict")).toHaveText("Probabilmente no");
    await expect(page.locator(".assess-first")).toContainText("San Leonardo");
    await expect(page.getByRole("link", { name: "Sfratto ed emergenza casa" })).toBeVisible();
    await expect(page.locator("section", { hasText: "Quello che puoi dare" })).toContainText("tempo");
    await clean(page, how)("the outcome");
    await leavesNoTrace(page, ITALIAN);
    expect(sent, "nothing was even asked for").toEqual([]);
  });

  test(`a daughter answers for an old couple with a frail sister, by ${how}, without a network`, async ({ page }) => {
    test.setTimeout(240_000);
    const sent = await offline(page, ENGLISH);
    await start(page, how);
    const asked = await walk(page, OLD_COUPLE, how, { seen: clean(page, how) });
    // From the second question on it is about somebody else.
    expect(asked.slice(1).filter((words) => /\byou(r)?\b/.test(words.replace(/the person you help/g, "")) && !/your Polo|do you want/i.test(words))).toEqual([]);
    await expect(page.locator("h1")).toHaveText("What you can do now");
    await expect(measure(page, "Attendance allowance").locator(".verdict")).toHaveText("Probably yes");
    await expect(measure(page, "Attendance allowance")).toContainText("has it already");
    await expect(measure(page, "Universal benefit").locator(".verdict")).toHaveText("Probably yes");
    await expect(measure(page, "Universal benefit").locator(".measure-sum")).toHaveText("About 850 euro a month");
    // What somebody has already is not the first thing to ask for.
    await expect(page.locator(".assess-first")).not.toContainText("Indennità di accompagnamento");
    await expect(page.locator(".assess-first")).toContainText("Pablo");
    await clean(page, how)("the outcome");
    await leavesNoTrace(page, ENGLISH);
    expect(sent).toEqual([]);
  });

  test(`a woman in danger sees whom to call, at once and from then on, by ${how}, without a network`, async ({ page }) => {
    test.setTimeout(120_000);
    const sent = await offline(page, ITALIAN);
    await start(page, how);
    const panel = page.locator(".assess-safety .callout-danger");
    let told = false;
    await walk(page, IN_DANGER, how, {
      seen: async (asked) => {
        await expect(panel).toHaveCount(told ? 1 : 0);
        await clean(page, how)(asked);
        expect(asked).not.toMatch(/denaro|ISEE/);
      },
      chosen: async (asked) => {
        if (/una di queste cose/.test(asked)) {
          // Before «Avanti»: above everything, and in sight.
          told = true;
          await expect(panel.locator("a[href='tel:1522']")).toBeInViewport();
          await expect(panel.locator("button.js-exit")).toHaveCount(1);
        }
      },
    });
    await expect(page.locator("h1")).toHaveText("Adesso conta la sicurezza");
    const first = page.locator("#app a, #app button").first();
    await expect(first).toHaveAttribute("href", "tel:1522");
    await expect(panel.locator("a[href='tel:112']")).toBeVisible();
    await expect(page.locator(".measure, .verdict")).toHaveCount(0);
    await expect(page.locator("#app")).not.toContainText(/Probabilmente|Assegno|euro/);
    await clean(page, how)("the outcome");
    await leavesNoTrace(page, ITALIAN);
    expect(sent).toEqual([]);
  });
}

test("with a network, too, no request carries an answer", async ({ page }) => {
  test.setTimeout(120_000);
  const sent: { method: string; url: string; body: string; headers: string }[] = [];
  page.on("request", (request) =>
    sent.push({
      method: request.method(),
      url: request.url(),
      body: request.postData() ?? "",
      headers: JSON.stringify(request.headers()),
    }),
  );
  await begin(page, ITALIAN);
  const before = sent.length;
  await walk(page, LONE_PARENT);
  expect(sent.slice(before).map((request) => request.url)).toEqual([]);
  for (const { method, url, body, headers } of sent) {
    expect(method).toBe("GET");
    expect(body).toBe("");
    expect(new URL(url).search + new URL(url).hash).toBe("");
    expect(headers).not.toMatch(/housing|san-leonardo|5800|cookie/i);
  }
});
