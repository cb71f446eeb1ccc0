// The engine of the self-assessment at a phone's speed, for `cargo xtask bench`: alone in a page, on a processor six times slower.
// Prints a markdown table and what the engine weighs; `**over**` stands where the budget is not kept.
//   CHROME_PATH=… node xtask/phone.mjs TIMED.wasm ENGINE.wasm EMPTY.wasm RULES.bin
import { chromium } from "@playwright/test";
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGET_MS = 5;
const DAY = 20261125;
const [timed, engine, empty, rules] = process.argv.slice(2).map((path) => readFileSync(path));

const cases = (path) =>
  JSON.parse(readFileSync(path, "utf8")).map(({ on, household }) => ({
    on: Number(on.replaceAll("-", "")),
    household: JSON.stringify(household),
  }));
const shared = cases("tests/assess/shared-cases.json");
const twelve = cases("bench/twelve.json");

// Invented households, as answers. What is asked beside them is not known, so that each way goes to its end.
const ages = (...all) => all.map((age, at) => `age.${at}\tn${age * 100}`);
const live = (partner, children, others) => ["alone\tcothers", `partner\tn${partner}00`, `children\tn${children}00`, `others\tn${others}00`];
const lines = (...own) => [
  ...["whom\tcself", "why\tcask", "danger\tcno", "worries\tc", "needs\tcmoney", "money\tcyes"],
  ...own.flat(),
  ...["home\tcrented", "rent\tn45000", "supply\tcyes", "citizenship\tcit", "residence\tn3400", "income\tn520000", "savings\tn80000"],
  ...["real_estate\tn0", "vehicles\tcnone", "receives\tc", "resources\tctime", "polo\tcsan-leonardo", "birth\tcno", "cares\tp"],
].join("\n");
const papers = ["isee_have\tchave", "isee_ordinary\tn650000", "isee_specific\tn580000", "employed\tp", "student\tp", "disability\tp", "helped\tp", "hardship\tp"];
const eight = [...live(1, 4, 2), ...ages(40, 41, 15, 9, 2, 0, 70, 85)];
const ill = ["disability", "helped", "accompagnamento"].map((question) => `${question}\tp0 1 2 3 4 5 6 7`);
const WAYS = {
  "a person alone": lines("alone\tcalone", ages(45), papers),
  "a lone parent of two": lines(live(0, 2, 0), ages(34, 8, 3), papers),
  "a couple with three children": lines(live(1, 3, 0), ages(40, 41, 15, 9, 2), papers),
  "eight people": lines(eight, papers),
  "eight people, each of them ill": lines(eight, "isee_have\tcestimate", ill),
};

const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const page = await browser.newPage();
const session = await page.context().newCDPSession(page);
await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
const times = await page.evaluate(
  async ({ wasm, bytes, shared, twelve, ways, day }) => {
    const from64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(from64(wasm), {});
    const call = instance.exports;
    const put = (data) => {
      const at = call.input(data.length);
      new Uint8Array(call.memory.buffer, at, data.length).set(data);
    };
    const write = (text) => put(new TextEncoder().encode(text));
    const load = () => {
      put(from64(bytes));
      if (call.rules(day) === 0) throw new Error("the rules are of another version");
    };
    // In batches, since a browser's clock is coarse.
    const time = (what, batch, runs) =>
      Array.from({ length: runs }, () => {
        const start = performance.now();
        what(batch);
        return (performance.now() - start) / batch;
      });
    const evaluations = (cases) =>
      cases.flatMap(({ on, household }) => {
        write(household);
        if (!call.household(on)) throw new Error(`no household: ${household}`);
        call.evaluate(100);
        return time((batch) => call.evaluate(batch), 10, 30);
      });
    load();
    const evaluated = { shared: evaluations(shared), twelve: evaluations(twelve) };
    load();
    const walked = Object.entries(ways).map(([name, text]) => {
      write(text);
      call.answers();
      const asked = call.finish();
      if (asked === 0) throw new Error(`a line is no answer to any question: ${name}`);
      const step = (place) => (batch) => call.step(place, batch);
      const quickest = Array.from({ length: asked }, (_, place) => Math.min(...time(step(place), 1, 3)));
      const slowest = quickest.indexOf(Math.max(...quickest));
      return { name, asked, last: time(step(asked - 1), 20, 30), slowest: time(step(slowest), 1, 30), place: slowest + 1 };
    });
    return { evaluated, walked };
  },
  { wasm: timed.toString("base64"), bytes: rules.toString("base64"), shared, twelve, ways: WAYS, day: DAY },
);
await browser.close();

const row = (what, all, budget) => {
  all.sort((a, b) => a - b);
  const at = (part) => all[Math.floor((all.length - 1) * part)];
  const held = budget === undefined ? "" : `${budget}${at(0.5) > budget ? " **over**" : ""}`;
  console.log(`| ${what} | ${at(0.5).toFixed(2)} | ${at(0.95).toFixed(2)} | ${held} |`);
};
console.log("| in the browser, processor six times slower, in ms | median | p95 | budget of the median |\n|---|--:|--:|--:|");
row(`evaluation of a household, ${shared.length} shared cases`, times.evaluated.shared, BUDGET_MS);
row("evaluation of a household of twelve members", times.evaluated.twelve, BUDGET_MS);
for (const { name, asked, last, slowest, place } of times.walked) {
  row(`${name}, ${asked} questions: the last answer changed`, last);
  row(`the same: answer ${place} changed, which takes longest`, slowest);
}
const sent = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
console.log(
  `\nThe engine's share of the WASM: ${kilobytes(sent(engine) - sent(empty))} kB (a program of it alone ${kilobytes(sent(engine))} kB, an empty one ${kilobytes(sent(empty))} kB; brotli).`,
);
