// The engine of the self-assessment at a phone's speed, for `cargo xtask bench`: alone in a page, on a processor six times slower.
//   CHROME_PATH=… node xtask/phone.mjs ENGINE.wasm EMPTY.wasm RULES.bin
import { chromium } from "@playwright/test";
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGET_MS = 5;
const DAY = 20261125;
const [engine, empty, rules] = process.argv.slice(2).map((path) => readFileSync(path));

// Invented households, as answers.
const member = (id, at, word) => `${id}.${at}\t${word}`;
const head = ["whom\tcself", "why\tcask", "danger\tcno", "worries\tc", "needs\tcmoney", "money\tcyes"];
const papers = ["isee_have\tchave", "isee_ordinary\tn650000", "isee_specific\tn580000", "employed\tp", "student\tp", "disability\tp", "helped\tp", "hardship\tp"];
const home = ["home\tcrented", "rent\tn45000", "supply\tcyes", "citizenship\tcit", "residence\tn3400", "income\tn520000", "savings\tn80000"];
const tail = ["real_estate\tn0", "vehicles\tcnone", "receives\tc", "resources\tctime", "polo\tcsan-leonardo", "birth\tcno", "cares\tp"];
const lines = (own) => [...head, ...own, ...papers, ...home, ...tail].join("\n");
const ages = (all) => all.map((age, at) => member("age", at, `n${age * 100}`));
const HOUSEHOLDS = {
  "a person alone": lines(["alone\tcalone", ...ages([45])]),
  "a lone parent of two": lines(["alone\tcothers", "partner\tn0", "children\tn200", "others\tn0", ...ages([34, 8, 3])]),
  "a couple with three children": lines(["alone\tcothers", "partner\tn100", "children\tn300", "others\tn0", ...ages([40, 41, 15, 9, 2])]),
  "eight people": lines(["alone\tcothers", "partner\tn100", "children\tn400", "others\tn200", ...ages([40, 41, 15, 9, 2, 0, 70, 85])]),
};

const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const page = await browser.newPage();
const session = await page.context().newCDPSession(page);
await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
const timed = await page.evaluate(
  async ({ wasm, bytes, households, day }) => {
    const from64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(from64(wasm), {});
    const call = instance.exports;
    const put = (data) => {
      const at = call.input(data.length);
      new Uint8Array(call.memory.buffer, at, data.length).set(data);
    };
    put(from64(bytes));
    if (call.rules(day) === 0) throw new Error("the rules are of another version");
    // In batches, since a browser's clock is coarse; the median and the slowest but one in twenty.
    const time = (what, batch, runs) => {
      const all = [];
      for (let run = 0; run < runs; run += 1) {
        const start = performance.now();
        what(batch);
        all.push((performance.now() - start) / batch);
      }
      all.sort((a, b) => a - b);
      return { median: all[Math.floor(runs / 2)], p95: all[Math.floor(runs * 0.95)] };
    };
    return Object.entries(households).map(([name, text]) => {
      put(new TextEncoder().encode(text));
      const asked = call.answers();
      call.evaluate(200);
      const evaluation = time((times) => call.evaluate(times), 20, 40);
      const steps = Array.from({ length: asked }, (_, place) => time((times) => call.step(place, times), 2, 5).median);
      return { name, asked, evaluation, step: Math.max(...steps) };
    });
  },
  { wasm: engine.toString("base64"), bytes: rules.toString("base64"), households: HOUSEHOLDS, day: DAY },
);
await browser.close();

const ms = (number) => number.toFixed(2);
console.log(`| in the browser, processor six times slower | questions | evaluation, ms: median (budget ${BUDGET_MS}) | p95 | slowest step, ms |\n|---|--:|--:|--:|--:|`);
for (const { name, asked, evaluation, step } of timed) {
  const over = evaluation.median > BUDGET_MS ? " **over**" : "";
  console.log(`| ${name} | ${asked} | ${ms(evaluation.median)}${over} | ${ms(evaluation.p95)} | ${ms(step)} |`);
}
const sent = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
console.log(
  `\nThe engine's share of the WASM: ${kilobytes(sent(engine) - sent(empty))} kB (a program of it alone ${kilobytes(sent(engine))} kB, an empty one ${kilobytes(sent(empty))} kB; brotli).`,
);
if (timed.some(({ evaluation }) => evaluation.median > BUDGET_MS)) process.exitCode = 1;
