// What axe and a ruler find on a page.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** What axe finds on the page as it stands. */
export async function violations(page: Page): Promise<string[]> {
  // From the top: what the page has scrolled half under the bar of urgent numbers is not too small for a finger.
  await page.evaluate(() => scrollTo(0, 0));
  // One document without frames: the plain mode opens no second page.
  const found = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] }).withTags(TAGS).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}

/** What sticks out of the page sideways. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if ((document.scrollingElement?.scrollWidth ?? 0) <= width) return [];
    const wide = [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > width + 1);
    return wide.map((each) => `${each.localName}.${each.className} to ${Math.round(each.getBoundingClientRect().right)}`).slice(0, 5).concat("…");
  });
}
