// The way in through the Comune's provider: npm's, at another name of this machine, so that browsers take it for another site. A
// server and a database of its own: the others' sign-in stays as it is.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { violations } from "./support/axe.ts";
import { expect, heading, test } from "./support/portal.ts";
import { setting } from "./support/setting.ts";

const NAME = "l'accesso di prova";

let origin = "";
let folder = "";
const running: ChildProcess[] = [];

test.use({ viewport: { width: 1280, height: 900 } });
test.beforeEach(({ complaints }) => complaints.allow(/Failed to load resource: the server responded with a status of 4\d\d/));

/** Starts something, and waits for the line that says it is ready. */
async function started(program: string, words: string[], ready: RegExp): Promise<string> {
  const child = spawn(program, words, { stdio: ["pipe", "pipe", "ignore"] });
  running.push(child);
  for await (const line of createInterface(child.stdout!)) {
    const found = ready.exec(line);
    if (found) return found[1];
  }
  throw new Error(`${program} ended`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

const polo = (...words: string[]) =>
  promisify(execFile)(setting("POLO_BIN"), [...words, "--database", `sqlite:${join(folder, "polo.db")}`, "--config", join(folder, "polo.toml")]);

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "polo-provider-"));
  const peer = resolve("tests/peers/oidc.mjs");
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const provider = await started("node", [peer, "localhost", `${origin}/desk/accesso/ritorno`], /^(\d+)$/);
  await writeFile(join(folder, "secret"), "il segreto del portale, lungo abbastanza");
  await writeFile(
    join(folder, "polo.toml"),
    `[oidc]\nissuer = "http://localhost:${provider}"\nclient_id = "polo"\nclient_secret_file = "${join(folder, "secret")}"\n` +
      `origin = "${origin}"\nname = "${NAME}"\nacr_values = ["urn:esempio:secondo-fattore"]\n`,
  );
  await polo("staff", "add", "--name", "Sara Conti", "--login", "sara", "--role", "social_worker");
  await polo("staff", "provider", "sara");
  const words = ["serve", "--listen", `127.0.0.1:${port}`, "--site", setting("POLO_SITE"), "--config", join(folder, "polo.toml")];
  await started(setting("POLO_BIN"), [...words, "--database", `sqlite:${join(folder, "polo.db")}`], /polo is ready at (\S+)/);
});

test.afterAll(async () => {
  for (const child of running) child.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Signs in at the provider, once its page is there. */
async function atProvider(page: Page, name: string): Promise<void> {
  await expect(heading(page)).toHaveText("Accesso di prova");
  await page.getByLabel("Nome", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Entra", exact: true }).click();
}

test("somebody leaves for the provider, comes back signed in, and signs out at both", async ({ page }) => {
  await page.goto(`${origin}/desk`);
  const button = page.getByRole("button", { name: `Entra con ${NAME}` });
  await expect(button).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await button.click();
  await atProvider(page, "sara");
  await expect(page.getByRole("button", { name: "Esci" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/desk/");
  await expect(page.getByText("Sara Conti")).toBeVisible();
  const cookies = await page.context().cookies(origin);
  expect(cookies.find((cookie) => cookie.name === "polo-desk")).toMatchObject({ httpOnly: true, sameSite: "Strict" });
  expect(cookies.filter((cookie) => cookie.name === "polo-desk-way")).toEqual([]);

  await page.getByRole("button", { name: "Esci" }).click();
  // The provider asks whether that was meant.
  await page.getByRole("button", { name: "Sì, esci" }).click();
  await expect(page).toHaveURL(`${origin}/desk/`);
  await expect(button).toBeVisible();
});

test("whoever has no account reads so, and finds the way back", async ({ page }) => {
  await page.goto(`${origin}/desk`);
  await page.getByRole("button", { name: `Entra con ${NAME}` }).click();
  await atProvider(page, "nessuno");
  await expect(heading(page)).toHaveText("Per te non c'è ancora un account");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "Torna alla scrivania" }).click();
  await expect(page.getByRole("button", { name: `Entra con ${NAME}` })).toBeVisible();
});
