// Browser tests: what a person meets, on a real server with a fresh database. `cargo xtask test browser` builds the site
// and runs them. By hand: POLO_BIN (the server), POLO_SITE (the built site), CHROME_PATH (Chromium), all absolute paths, then
// `npx playwright test --config tests/e2e/playwright.config.ts`, with words of a title after `-g` for some of them.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "results",
  globalSetup: "./support/server.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  // A test is repeated by nobody: one that passes only sometimes is a fault of it or of the portal.
  retries: 0,
  forbidOnly: true,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    viewport: { width: 390, height: 844 },
    locale: "it-IT",
    timezoneId: "Europe/Rome",
    // Passages between pages are shown in modes.spec.ts; elsewhere they only take time.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: process.env.CHROME_PATH || undefined,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
