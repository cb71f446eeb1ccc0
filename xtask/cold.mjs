// Cold visits on a slow phone, for `cargo xtask bench`: a processor six times slower, slow 4G, nothing kept. Each page of the
// list is visited three times, each in a browser context of its own; the median counts. Prints a markdown table.
//   CHROME_PATH=… node xtask/cold.mjs ADDRESS PATH…
import { chromium } from "@playwright/test";

const LATENCY_MS = 563;
const BYTES_PER_SECOND = (1.44 * 1_000_000) / 8;
const RUNS = 3;
const [address, ...paths] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});

async function visit(path) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "it-IT" });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.largest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.largest = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    window.liveAt = 0;
    new MutationObserver(() => {
      if (!window.liveAt && document.getElementById("app")?.hasAttribute("data-live")) window.liveAt = performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await page.goto(address + path, { waitUntil: "load", timeout: 60_000 });
  const isLive = await page.evaluate(() => document.getElementById("app")?.hasAttribute("data-bundle") ?? false);
  if (isLive) await page.waitForFunction(() => window.liveAt > 0, undefined, { timeout: 60_000 });
  await page.waitForTimeout(500);
  const times = await page.evaluate(() => ({
    first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    largest: window.largest,
    live: window.liveAt,
  }));
  await context.close();
  return { ...times, isLive };
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);

// A browser that has just started is busy with itself: one visit that does not count.
await visit(paths[0]);
console.log("| page | first paint, s | largest paint, s | live, s |\n|---|--:|--:|--:|");
for (const path of paths) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await visit(path));
  const of = (name) => seconds(median(runs.map((run) => run[name])));
  console.log(`| ${path} | ${of("first")} | ${of("largest")} | ${runs[0].isLive ? of("live") : ""} |`);
}
await browser.close();
