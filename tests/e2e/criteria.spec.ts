// What the criteria for municipal sites (Modello Comuni) check, each with its code.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/portal.ts";
import { allPlaces } from "./support/pages.ts";

const element = (name: string) => `[data-element="${name}"]`;

const SECTIONS = ["A chi è rivolto", "Come fare", "Cosa serve", "Cosa si ottiene", "Tempi e scadenze", "Accedi al servizio", "Condizioni di servizio", "Contatti"];
const HEADINGS = ["A chi è rivolto", "Descrizione", "Come fare", "Cosa serve", "Cosa si ottiene", "Tempi e scadenze", "Quanto costa", "Accedi al servizio", "Ulteriori informazioni", "Condizioni di servizio", "Contatti"];
const TOPICS = ["Assistenza sociale", "Assistenza agli invalidi", "Associazioni", "Integrazione sociale", "Immigrazione", "Istruzione", "Lavoro", "Formazione professionale", "Tempo libero"];
const VOCABULARY: Record<string, string[]> = {
  "management-category-link": ["Aree amministrative", "Documenti e dati", "Enti e fondazioni", "Organi di governo", "Personale amministrativo", "Politici", "Uffici"],
  "news-category-link": ["Avvisi", "Comunicati", "Notizie"],
  "service-category-link": ["Salute, benessere e assistenza", "Educazione e formazione", "Vita lavorativa", "Cultura e tempo libero", "Anagrafe e stato civile", "Giustizia e sicurezza pubblica"],
  "live-button-locations": ["Luoghi"],
  "live-button-events": ["Eventi"],
};
const POSITIVE = ["Le indicazioni erano chiare", "Le indicazioni erano complete", "Capivo sempre che stavo procedendo correttamente", "Non ho avuto problemi tecnici", "Altro"];
const NEGATIVE = ["A volte le indicazioni non erano chiare", "A volte le indicazioni non erano complete", "A volte non capivo se stavo procedendo correttamente", "Ho avuto problemi tecnici", "Altro"];
const FONTS = ["Titillium Web", "Lora", "Roboto Mono"];

async function services(page: Page): Promise<string[]> {
  await page.goto("/servizi/");
  const links = page.locator(element("service-link"));
  return links.evaluateAll((all) => all.map((link) => (link.closest("a") ?? link.querySelector("a"))?.getAttribute("href") ?? ""));
}

test("the menu has exactly the four entries, each once in the page, all on this host (C.SI.1.6)", async ({ page, baseURL }) => {
  for (const path of ["/", "/servizi/segretariato-sociale/", "/appuntamento/"]) {
    await page.goto(path);
    for (const [name, words] of [["management", "Amministrazione"], ["news", "Novità"], ["all-services", "Servizi"], ["live", /^Vivere \S+/]] as const) {
      await expect(page.locator(element(name))).toHaveCount(1);
      await expect(page.locator(element(name))).toContainText(words);
    }
    const hosts = await page.locator("#menu a").evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).origin));
    expect(new Set(hosts)).toEqual(new Set([baseURL]));
  }
});

test("the second level speaks the words of the model (C.SI.1.7)", async ({ page }) => {
  await page.goto("/");
  for (const [name, words] of Object.entries(VOCABULARY)) {
    const found = (await page.locator(element(name)).allTextContents()).map((text) => text.trim());
    expect(found.length, name).toBeGreaterThan(0);
    found.forEach((text) => expect(words, name).toContain(text));
  }
});

test("there are ten services or more, and an appointment can be asked for (C.SI.1.3, C.SI.2.1)", async ({ page }) => {
  const found = await services(page);
  expect(new Set(found).size).toBeGreaterThanOrEqual(10);
  await expect(page.locator(element("appointment-booking"))).toHaveAttribute("href", "/appuntamento/");
});

test("every service page has the prescribed structure (C.SI.1.3, C.SI.2.1, C.SI.2.2, R.SI.1.1)", async ({ page }) => {
  for (const path of await services(page)) {
    await test.step(path, async () => {
      await page.goto(path);
      expect(await texts(page, `${element("page-index")} > li > a`)).toEqual(SECTIONS);
      for (const name of ["service-title", "service-description", "service-status", "service-topic", "service-addressed", "service-how-to", "service-needed", "service-achieved", "service-file", "service-area"]) {
        await expect(page.locator(element(name)).first(), name).not.toBeEmpty();
      }
      const either = (...names: string[]) => page.locator(names.map(element).join(", "));
      await expect(either("service-calendar-text", "service-calendar-list")).toHaveCount(1);
      expect(await either("service-generic-access", "service-booking-access", "service-online-access").count()).toBeGreaterThan(0);
      await expect(page.locator(element("appointment-booking")).first()).toHaveAttribute("href", "/appuntamento/");
      const headings = await texts(page, "#app h2");
      expect(headings.filter((text) => HEADINGS.includes(text))).toEqual(HEADINGS.filter((text) => headings.includes(text)));
      const trail = await texts(page, `${element("breadcrumb")} li`);
      const at = trail.findIndex((text) => text.startsWith("Servizi"));
      expect(at, trail.join(" / ")).toBeGreaterThan(0);
      expect(trail[at + 1]).toContain("Salute, benessere e assistenza");
      const data = JSON.parse(await page.locator(`script${element("metatag")}`).innerHTML());
      expect(data["@type"]).toBe("GovernmentService");
      const places = [data.availableChannel.serviceLocation].flat();
      const required = [data.name, data.serviceType, data.serviceOperator.name, data.areaServed.name, data.audience.audienceType, data.availableChannel.serviceUrl];
      for (const place of places) {
        required.push(place.name, place.address.streetAddress, place.address.addressLocality);
        // The public facts of the example instance name no postal codes: the property is there, and empty until its Comune fills it.
        expect(place.address.postalCode).toMatch(/^(\d{5})?$/);
      }
      required.forEach((value) => expect(value).toMatch(/\S/));
    });
  }
});

async function texts(page: Page, selector: string): Promise<string[]> {
  const found = await page.locator(selector).allTextContents();
  return found.map((text) => text.replace(/\s+/g, " ").trim());
}

test("the home page leads to the topics, named as the model names them (C.SI.1.5)", async ({ page }) => {
  await page.goto("/");
  await page.locator(element("all-topics")).click();
  await expect(page.locator("h1")).toBeVisible();
  const found = await texts(page, element("topic-element"));
  expect(found.length).toBeGreaterThan(0);
  found.forEach((text) => expect(TOPICS).toContain(text));
});

test("the footer holds what is asked of it, and it answers (C.SI.2.3, 2.4, 3.2, 3.3, 3.4)", async ({ page, request }) => {
  for (const path of ["/", "/appuntamento/", "/en/first-talk/"]) {
    await page.goto(path);
    const link = (name: string) => page.locator(`footer ${element(name)}`);
    if (path.startsWith("/en/")) {
      await expect(link("faq")).toContainText(/FAQ/);
    } else {
      await expect(link("faq")).toContainText(/FAQ|domande frequenti/);
      await expect(link("report-inefficiency")).toHaveText("Segnalazione disservizio");
    }
    await expect(link("accessibility-link")).toHaveAttribute("href", /^https:\/\/form\.agid\.gov\.it\//);
    await expect(link("privacy-policy-link")).toHaveAttribute("href", /^https:\/\//);
    for (const name of ["faq", "report-inefficiency", "privacy-policy-link", "legal-notes"]) {
      const href = (await link(name).getAttribute("href")) ?? "";
      expect((await request.get(new URL(href, "https://portal.example").pathname)).ok(), `${name} ${href}`).toBe(true);
    }
  }
  await page.locator(`footer ${element("legal-notes")}`).click();
  await expect(page.locator(element("legal-notes-section"))).toHaveText("Licenza dei contenuti");
  await expect(page.locator(element("legal-notes-body"))).toContainText("In applicazione del principio open by default ai sensi dell’articolo 52 del decreto legislativo 7 marzo 2005, n. 82 (CAD)");
  await expect(page.locator(element("legal-notes-body"))).toContainText("sono rilasciati con licenza CC-BY 4.0");
});

test("headings and paragraphs are in a prescribed font (C.SI.1.1)", async ({ page }) => {
  for (const path of ["/", "/servizi/segretariato-sociale/", "/poli/pablo/", "/appuntamento/", "/richiesta/"]) {
    await page.goto(path);
    const families = await page.locator("h1, h2, h3, h4, h5, h6, p").evaluateAll((all) => all.map((each) => getComputedStyle(each).fontFamily.split(",")[0].replace(/["']/g, "").trim()));
    new Set(families).forEach((family) => expect(FONTS).toContain(family));
  }
});

test("the styles are Bootstrap Italia's, which say their version in double quotes (C.SI.1.2)", async ({ page }) => {
  const sheet = readFileSync(join(__dirname, "../../node_modules/bootstrap-italia/dist/css/bootstrap-italia.min.css"), "utf8");
  const theirs = new Set([...sheet.matchAll(/\.(-?[_a-zA-Z][\w-]*)/g)].map((found) => found[1]));
  for (const path of ["/", "/servizi/", "/servizi/segretariato-sociale/", "/appuntamento/", "/poli/pablo/"]) {
    await page.goto(path);
    const version = await page.evaluate(() => getComputedStyle(document.body).getPropertyValue("--bootstrap-italia-version"));
    expect(version.trim()).toMatch(/^"2\.\d+(\.\d+)?"$/);
    const used = await page.evaluate(() => [...new Set([...document.querySelectorAll("[class]")].flatMap((each) => [...each.classList]))]);
    const share = used.filter((name) => theirs.has(name)).length / used.length;
    expect(share, `${path}: ${used.filter((name) => !theirs.has(name)).join(" ")}`).toBeGreaterThanOrEqual(0.3);
  }
});

test("every page has the feedback box (C.SI.2.5)", async ({ request }) => {
  for (const place of allPlaces()) {
    const html = await (await request.get(place.path)).text();
    for (const name of ["feedback", "feedback-title", "feedback-rate-1", "feedback-rate-5", "feedback-rating-positive", "feedback-rating-negative", "feedback-input-text"]) {
      expect(html.split(`data-element="${name}"`).length - 1, `${name} on ${place.path}`).toBe(1);
    }
  }
});

test("the stars ask the right question, and a second click does not undo the first (C.SI.2.5, C.SI.2.6)", async ({ page }) => {
  await page.goto("/polo/");
  await expect(page.locator(element("feedback-title"))).toHaveText("Quanto sono chiare le informazioni su questa pagina?");
  const question = { positive: page.locator(element("feedback-rating-positive")), negative: page.locator(element("feedback-rating-negative")) };
  await expect(question.positive.locator(element("feedback-rating-question"))).toHaveText("Quali sono stati gli aspetti che hai preferito?");
  await expect(question.negative.locator(element("feedback-rating-question"))).toHaveText("Dove hai incontrato le maggiori difficoltà?");
  expect(await question.positive.locator(element("feedback-rating-answer")).allTextContents()).toEqual(POSITIVE);
  expect(await question.negative.locator(element("feedback-rating-answer")).allTextContents()).toEqual(NEGATIVE);
  await expect(question.positive).toBeHidden();
  await expect(question.negative).toBeHidden();
  for (const stars of [1, 2, 3, 4, 5]) {
    for (const click of ["first", "second"]) {
      await page.locator(element(`feedback-rate-${stars}`)).click();
      await expect(page.locator(`#star-${stars}`), `${click} click on ${stars}`).toBeChecked();
      await expect(question.positive).toBeVisible({ visible: stars > 3 });
      await expect(question.negative).toBeVisible({ visible: stars < 4 });
    }
  }
  await question.positive.locator(element("feedback-rating-answer")).first().click();
  await page.locator(element("feedback-input-text")).fill("Chiaro.");
  await page.locator(`${element("feedback")} button[type=submit]`).click();
  await expect(page.locator("h1")).toHaveText("Grazie, il tuo parere è arrivato");
  await page.locator("#app a.btn").click();
  await expect(page).toHaveURL(/\/polo\/$/);
});

test("no cookie is set, and nothing is asked of another host (C.SI.3.1)", async ({ page, context, baseURL }) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  for (const path of ["/", "/servizi/segretariato-sociale/", "/appuntamento/", "/richiesta/", "/poli/pablo/"]) {
    await page.goto(path);
  }
  expect(await context.cookies()).toEqual([]);
  expect([...hosts]).toEqual([baseURL]);
});
