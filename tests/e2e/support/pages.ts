// Which pages there are: those that the site map lists, and those of the app in each language.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setting } from "./setting.ts";
import { LANGUAGES, STEPS, type Words } from "./words.ts";

/** A page to visit. */
export interface Place {
  path: string;
  /** The words of its only h1, where a test can know them. */
  title?: string;
  live: boolean;
  language: string;
}

/** The pages where the app is live, in one language. */
export function livePlaces(words: Words): Place[] {
  const place = (path: string, title: string): Place => ({ path, title, live: true, language: words.id });
  return [
    ...STEPS.map((step) => place(words.steps[step], words.titles[step])),
    place(words.receipt, words.noReceipt),
    place(words.status, words.yourRequest),
    place(words.finder, words.finderTitle),
    place(words.search, words.searchTitle),
    place(words.assess, words.assessTitle),
  ];
}

/** Every page of the app, in every language. */
export function typedPlaces(): Place[] {
  return LANGUAGES.flatMap((words) => [
    ...livePlaces(words),
    { path: words.gallery, title: words.galleryTitle, live: false, language: words.id },
  ]);
}

/** The pages of text: what the site map lists beside the pages of the app. */
export function textPlaces(): Place[] {
  const typed = new Set(typedPlaces().map((place) => place.path));
  return listed()
    .filter((path) => !typed.has(path))
    .map((path) => ({ path, live: false, language: path.startsWith("/en/") ? "en" : "it" }));
}

/** The pages that are read only. */
export function readPlaces(): Place[] {
  return allPlaces().filter((place) => !place.live);
}

/** How many places one test visits: a dozen, so that no worker is left with one long test. */
const DOZEN = 12;

/** Places by the part of the portal that they stand in, so that one test can visit them one after the other. */
export function together(places: Place[]): [string, Place[]][] {
  const parts = new Map<string, Place[]>();
  for (const place of places) {
    const [, first, ...more] = place.path.split("/");
    const part = more.length > 1 || first === "en" ? `/${first}/…` : "/…";
    parts.set(part, [...(parts.get(part) ?? []), place]);
  }
  return [...parts].flatMap(([part, places]) => {
    const count = Math.ceil(places.length / DOZEN);
    return Array.from({ length: count }, (_, at): [string, Place[]] => [
      count === 1 ? part : `${part} (${at + 1})`,
      places.slice(at * DOZEN, (at + 1) * DOZEN),
    ]);
  });
}

/** All of them. */
export function allPlaces(): Place[] {
  return [...textPlaces(), ...typedPlaces()];
}

/** One page of each layout, for what is too slow to do on every page. */
export const KINDS = [
  "/",
  "/servizi/",
  "/servizi/segretariato-sociale/",
  "/poli/pablo/",
  "/primo-colloquio/",
  "/note-legali/",
  "/mappa/",
  "/argomenti/",
  "/argomenti/lavoro/",
  "/en/urgent-help/",
  "/servizi/misure/isee/",
  "/parole/",
  "/domande-frequenti/",
  "/facile/aiuto-urgente/",
];

/** The paths that the site map lists. */
export function listed(): string[] {
  const text = readFileSync(join(setting("POLO_SITE"), "sitemap.xml"), "utf8");
  return [...text.matchAll(/<loc>https?:\/\/[^/]+(\/[^<]*)<\/loc>/g)].map((found) => found[1]);
}
