// What the tests are told by environment variables.

/** The value of a variable that must be there. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: see playwright.config.ts`);
  return value;
}
