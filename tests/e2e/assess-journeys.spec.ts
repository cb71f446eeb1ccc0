// Whole journeys through the self-assessment: by finger and by keyboard alone, without a network, axe clean at each step; no
// answer leaves the phone or stands where the browser would keep it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page, Request } from "@playwright/test";
import { begin, IN_DANGER, leavesNoTrace, LONE_PARENT, measure, OLD_COUPLE, rows, start, walk, type How } from "./support/assess.ts";
import { violations } from "./support/axe.ts";
import { expect, heading, openLive, test } from "./support/portal.ts";
import { setting } from "./support/setting.ts";
import { ENGLISH, ITALIAN, type Words } from "./support/words.ts";

test.use({ hasTouch: true, isMobile: true, actionTimeout: 10_000 });

const MEASURES = "content/flows/measures";

/** The names of the measures, and the words of the verdicts. */
const BENEFITS = readdirSync(MEASURES)
  .filter((name) => name.endsWith(".toml"))
  .flatMap((name) => [...readFileSync(join(MEASURES, name), "utf8").matchAll(/^name\.it = "(.*)"$/gm)].map((found) => found[1]))
  .concat("Probabilmente", "Manca qualcosa per dirlo", "euro al mese");

/** Everything that a browser asks for from now on, by any page or worker. */
function requests(context: BrowserContext): Request[] {
  const all: Request[] = [];
  context.on("request", (request) => all.push(request));
  return all;
}

const addresses = (all: Request[]) => all.map((request) => request.url());

/** Opens the page, waits until the app is live and the page has all its files, and takes the network away. */
async function offline(page: Page, words: Words): Promise<Request[]> {
  await openLive(page, words.assess);
  await page.waitForLoadState("networkidle");
  const all = requests(page.context());
  await page.context().setOffline(true);
  return all;
}

/** What is looked at on every screen. What axe sees does not depend on how one came there: by keyboard it need not look again. */
function look(page: Page, words: Words, how: How) {
  return async (screen: string) => {
    await leavesNoTrace(page, words);
    if (how === "touch") expect.soft(await violations(page), screen).toEqual([]);
  };
}

for (const how of ["touch", "keyboard"] as const) {
  test(`a lone parent who rents learns what to ask for, by ${how}, without a network`, async ({ page }) => {
    test.setTimeout(180_000);
    const sent = await offline(page, ITALIAN);
    const seen = look(page, ITALIAN, how);
    await start(page, how);
    const asked = await walk(page, LONE_PARENT, how, { seen });
    expect(asked.length, "the way is short").toBeLessThan(36);
    await expect(heading(page)).toHaveText("Che cosa puoi fare adesso");
    const adi = measure(page, "Assegno di inclusione");
    await expect(adi.locator(".verdict")).toHaveText("Probabilmente sì");
    await expect(adi.locator(".measure-sum")).toHaveText(/^Circa \d{3},\d\d euro al mese$/);
    const unico = measure(page, "Assegno unico");
    await expect(unico.locator(".verdict")).toHaveText("Probabilmente sì");
    await expect(unico.locator(".measure-sum")).toHaveText("Circa 407,60 euro al mese");
    await expect(measure(page, "Carta Dedicata").locator(".verdict")).toHaveText("Manca qualcosa per dirlo");
    await expect(measure(page, "Assegno sociale").locator(".verdict")).toHaveText("Probabilmente no");
    await expect(page.locator(".assess-first")).toContainText("Parla con il Polo San Leonardo: via Verona 36/A");
    for (const service of ["Sfratto ed emergenza casa", "Contributi economici: se i soldi non bastano"]) {
      await expect(page.getByRole("link", { name: service })).toBeVisible();
    }
    await expect(page.locator("section", { has: page.locator("h2", { hasText: "Quello che puoi dare" }) })).toContainText("Un po' di tempo");
    await expect(rows(page)).toHaveCount(asked.length);
    await expect(page.locator("#app"), "every figure has been put in").not.toContainText(/\{\{?\w/);
    await seen("the outcome");
    expect(addresses(sent), "nothing was even asked for").toEqual([]);
  });

  test(`a daughter answers for an old couple and the parent with them, by ${how}, without a network`, async ({ page }) => {
    test.setTimeout(180_000);
    const sent = await offline(page, ENGLISH);
    const seen = look(page, ENGLISH, how);
    await start(page, how);
    const asked = await walk(page, OLD_COUPLE, how, { seen });
    // From the second question on it is about somebody else; only what is to be looked at is asked of her.
    const toHer = asked.slice(1).filter((words) => /\byour?\b/i.test(words.replaceAll("the person you help", "")));
    expect(toHer).toEqual(["Do you want to look at help in money too?"]);
    await expect(heading(page)).toHaveText("What you can do now");
    const allowance = measure(page, "Attendance allowance");
    await expect(allowance.locator(".verdict")).toHaveText("Probably yes");
    await expect(allowance).toContainText("somebody at home has it already");
    const universal = measure(page, "Universal benefit");
    await expect(universal.locator(".verdict")).toHaveText("Probably yes");
    await expect(universal.locator(".measure-sum")).toHaveText("About 850 euro a month");
    // What somebody has already is not the first thing to ask for.
    const first = page.locator(".assess-first");
    await expect(first).not.toContainText(/accompagnamento/i);
    await expect(first.getByRole("listitem").first(), "the ISEE settles the rest").toContainText("ISEE");
    await expect(first).toContainText("Pablo");
    await expect(rows(page).filter({ hasText: "the person you help" }).first()).toBeVisible();
    await expect(page.locator("#app"), "every figure has been put in").not.toContainText(/\{\{?\w/);
    await seen("the outcome");
    expect(addresses(sent)).toEqual([]);
  });

  test(`a woman in danger sees whom to call, at once and from then on, by ${how}, without a network`, async ({ page }) => {
    const sent = await offline(page, ITALIAN);
    const screen = look(page, ITALIAN, how);
    await start(page, how);
    const panel = page.locator(".assess-safety .callout-danger");
    const told = async () => {
      await expect(panel.locator("a[href='tel:1522']")).toBeVisible();
      // Before anything else that can be pressed, and above the question.
      await expect(page.locator("#app").locator("a, button, input").first()).toHaveAttribute("href", "tel:1522");
      const top = async (what: string) => (await page.locator(what).boundingBox())?.y ?? NaN;
      expect(await top("#app .assess-safety")).toBeLessThan(await top("#app h1"));
      await expect(panel.locator("button.js-exit")).toBeVisible();
      for (const word of BENEFITS) await expect(page.locator("#app")).not.toContainText(word);
    };
    let danger = false;
    await walk(page, IN_DANGER, how, {
      seen: async (asked) => {
        if (danger) await told();
        else await expect(panel).toHaveCount(0);
        await screen(asked);
        expect(asked, "of money one talks later").not.toMatch(/denaro|ISEE/);
      },
      chosen: async (asked) => {
        if (!/una di queste cose/.test(asked)) return;
        danger = true;
        await expect(panel.locator("a[href='tel:1522']")).toBeInViewport();
        await told();
      },
    });
    expect(danger).toBe(true);
    await expect(heading(page)).toHaveText("Adesso conta la sicurezza");
    await told();
    await expect(panel.locator("a[href='tel:112']")).toBeVisible();
    await expect(page.locator(".measure, .verdict, .print-sheet table")).toHaveCount(0);
    await expect(page.locator(".assess-first")).toContainText("Pablo");
    await expect(page.getByRole("link", { name: "Tutela delle donne vittime di violenza" })).toBeVisible();
    await screen("the outcome");
    expect(addresses(sent)).toEqual([]);
  });
}

test("with a network, too, only files of the portal are fetched, and no request carries an answer", async ({ page, baseURL }) => {
  const all = requests(page.context());
  page.on("websocket", (socket) => expect(socket.url(), "no other line is opened").toBe(""));
  await begin(page, ITALIAN);
  await page.waitForLoadState("networkidle");
  const before = all.length;
  await walk(page, LONE_PARENT, "touch", { seen: () => leavesNoTrace(page, ITALIAN) });
  expect(addresses(all.slice(before)), "answering asks for nothing").toEqual([]);
  await page.getByRole("link", { name: "Sfratto ed emergenza casa" }).tap();
  await expect(heading(page)).toHaveText("Sfratto ed emergenza casa");
  await leavesNoTrace(page, ITALIAN);
  expect(all.length, "the page that is read").toBeGreaterThan(before);
  const answers = LONE_PARENT.flatMap(([, give]) => give).map((give) => give.replace(/^=/, ""));
  const words = answers.filter((answer) => /^[a-z][a-z-]{4,}$|^\d{3,}|,/.test(answer));
  expect(words).toContain("san-leonardo");
  for (const request of all) {
    const url = new URL(request.url());
    expect(url.origin).toBe(baseURL);
    expect(url.search + url.hash).toBe("");
    const file = join(setting("POLO_SITE"), url.pathname, url.pathname.endsWith("/") ? "index.html" : "");
    expect(existsSync(file), `${url.pathname} is a file of the portal`).toBe(true);
    expect(request.method()).toBe("GET");
    expect(request.postData()).toBeNull();
    const { host, ...headers } = await request.allHeaders();
    expect(Object.keys(headers)).not.toContain("cookie");
    // A file's name may have any cipher in it; what comes with the request has none of the answers.
    expect(words.filter((word) => JSON.stringify(headers).replaceAll(`${host}`, "").includes(word))).toEqual([]);
  }
});
