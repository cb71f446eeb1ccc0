// The staff desk: accounts made by the program itself, their phones' codes reckoned here, requests sent through the public door.
import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { promisify } from "node:util";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect } from "./portal.ts";
import { setting } from "./setting.ts";

export const PASSWORD = "quattro cavalli blu";

/** Somebody of the staff, and the phone that shows their codes. */
export interface Worker {
  name: string;
  login: string;
  secret: string;
  /** Each takes the place of one code of the phone. */
  recovery: string[];
}

/** A name that nobody else has. */
function unused(): string {
  return Math.random().toString(36).slice(2, 10);
}

/** A ticket for a new account, as `polo staff add` prints it. */
export async function ticket(name: string, login: string, role: string, polo?: string): Promise<string> {
  const words = ["staff", "add", "--name", name, "--login", login, "--role", role, ...(polo ? ["--polo", polo] : [])];
  const { stdout } = await promisify(execFile)(setting("POLO_BIN"), [...words, "--database", setting("POLO_E2E_DATABASE"), "--config", setting("POLO_E2E_CONFIG")]);
  return stdout.split("\n")[0];
}

/** Somebody with an account that is set up. */
export async function worker(request: APIRequestContext, name: string, role: string, polo?: string): Promise<Worker> {
  const login = `${name.toLowerCase().replace(/[^a-z]/g, "")}.${unused()}`;
  const given = await ticket(name, login, role, polo);
  const headers = { Origin: setting("POLO_ADDRESS") };
  const enrolment = await (await request.post("/api/v1/desk/setup", { headers, data: { ticket: given } })).json();
  const done = await request.post("/api/v1/desk/setup/done", {
    headers,
    // The code before this one: this one and the next are left for signing in.
    data: { ticket: given, password: PASSWORD, code: code(enrolment.secret, -1) },
  });
  expect(done.status()).toBe(200);
  return { name, login, secret: enrolment.secret, recovery: (await done.json()).codes };
}

/** What the phone shows now, or so many steps of half a minute later: RFC 6238. */
export function code(secret: string, later = 0): string {
  const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac("sha1", key).update(step).digest();
  const from = hash[19] & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Opens the desk and waits until it has asked who is there. */
export async function openDesk(page: Page, path = "/desk"): Promise<void> {
  await page.goto(path);
  await page.locator("#app[data-live] h1").first().waitFor();
}

/** Signs in on the page as it stands. */
export async function signIn(page: Page, who: Worker, proof = code(who.secret)): Promise<void> {
  await page.getByLabel("Nome utente").fill(who.login);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Avanti" }).click();
  await page.getByLabel("Codice del telefono").fill(proof);
  await page.getByRole("button", { name: "Entra" }).click();
  await expect(page.getByRole("button", { name: "Esci" })).toBeVisible();
  await expect(page.getByLabel("Codice del telefono")).toBeHidden();
}

/** Opens the desk and signs in. */
export async function enter(page: Page, who: Worker, path = "/desk"): Promise<void> {
  await openDesk(page, path);
  await signIn(page, who);
}

/** Somebody sends a request; gives its code. */
export async function sent(request: APIRequestContext, more: Record<string, unknown> = {}): Promise<string> {
  const answer = await request.post("/api/v1/requests", {
    data: { motive: "casa", for_whom: "myself", polo: "pablo", reply_by: "code", consent: true, ...more },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()).code;
}
