// Starts the server that all tests speak with, on a free port and a database of its own, and stops it at the end.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setting } from "./setting.ts";

const PATIENCE_MS = 20_000;

// Every test comes from one address: the limits that protect a Polo would stop them.
const SETTINGS = `
[throttle]
requests_per_hour = 100000
feedback_per_hour = 100000
wrong_codes = 100000
holds_per_hour = 100000
`;

export default async function start(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "polo-e2e-"));
  const config = join(folder, "polo.toml");
  await writeFile(config, SETTINGS);
  const database = `sqlite:${join(folder, "polo.db")}`;
  await filled(["demo", "--database", database, "--site", setting("POLO_SITE"), "--config", config], folder);
  // For the accounts of the desk, which the program itself gives.
  process.env.POLO_E2E_DATABASE = database;
  process.env.POLO_E2E_CONFIG = config;
  const server = spawn(
    setting("POLO_BIN"),
    ["serve", "--listen", "127.0.0.1:0", "--database", database, "--site", setting("POLO_SITE"), "--config", config],
    { cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
  );
  const log: string[] = [];
  server.stderr?.on("data", (lines: Buffer) => log.push(String(lines)));
  try {
    process.env.POLO_ADDRESS = await address(server, log);
  } catch (error) {
    server.kill();
    throw error;
  }
  return async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}

/** Staff and openings of the example, so that there are times to choose from. */
async function filled(words: string[], folder: string): Promise<void> {
  const demo = spawn(setting("POLO_BIN"), words, { cwd: folder, stdio: "ignore" });
  const code = await new Promise((resolve) => demo.once("exit", resolve));
  if (code !== 0) throw new Error(`polo demo ended with ${code}`);
}

function address(server: ChildProcess, log: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${log.join("")}`));
    const timer = setTimeout(() => fail("the server is not ready in time"), PATIENCE_MS);
    server.once("error", (error) => fail(error.message));
    server.once("exit", (code) => fail(`the server ended with ${code}`));
    if (!server.stdout) return fail("the server has no output");
    createInterface(server.stdout).on("line", (line) => {
      const found = /polo is ready at (http:\/\/\S+?)\/?$/.exec(line);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[1]);
    });
  });
}
