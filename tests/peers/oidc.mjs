// A real OpenID Connect provider for the tests: npm's oidc-provider on a free port of this machine, which it prints. It takes
// whatever name is typed, without a password, and tells of a second factor. A name may end in `~` and how its answer is to be
// bent once the provider has made it: `sara~expired`. The bent tokens are those of an attacker, or of a provider gone wrong.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";
import { SignJWT, UnsecuredJWT, decodeJwt, exportJWK, exportSPKI, generateKeyPair } from "jose";

// The provider asks for it, and it is younger than Node 20.19.
URL.parse ??= (text) => (URL.canParse(text) ? new URL(text) : null);

const host = process.argv[2] ?? "127.0.0.1";
const back = process.argv[3] ?? "http://127.0.0.1/desk/accesso/ritorno";
const CLIENT = "polo";
const SECRET = "il segreto del portale, lungo abbastanza";
const now = () => Math.floor(Date.now() / 1000);

async function pair(kid) {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid, use: "sig", alg: "RS256" };
  const shown = { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "RS256" };
  return { jwk, shown, publicKey, privateKey };
}

const own = await pair("first");
const stranger = await pair("first");
const later = new Map();

const server = createServer();
await new Promise((done) => server.listen(Number(process.argv[4] ?? 0), "127.0.0.1", done));
const issuer = `http://${host}:${server.address().port}`;

// Its own page would ask the network for a font.
function logoutSource(context, form) {
  context.body = `<!doctype html><html lang="it"><title>Esci</title><h1>Esci?</h1>${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Sì, esci</button></html>`;
}

const split = (id) => id.split("~");
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: CLIENT,
      client_secret: SECRET,
      // Of such an application any port of this machine will do.
      application_type: "native",
      redirect_uris: [back],
      post_logout_redirect_uris: [new URL("/desk/", back).href],
    },
  ],
  jwks: { keys: [own.jwk] },
  cookies: { keys: ["a key for cookies"] },
  pkce: { required: () => true },
  acrValues: ["urn:esempio:secondo-fattore", "urn:esempio:password"],
  claims: { openid: ["sub", "amr"], profile: ["preferred_username"], email: ["email", "email_verified"] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource } },
  interactions: { url: (_, interaction) => `/login/${interaction.uid}` },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      preferred_username: split(id)[0],
      email: `${split(id)[0]}@comune.example`,
      email_verified: split(id)[1] !== "unverified",
    }),
  }),
  // Nobody is asked whether the portal of their own office may know their name.
  async loadExistingGrant(context) {
    const { client, session } = context.oidc;
    const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid profile email");
    await grant.save();
    return grant;
  },
});

const signed = (claims, key, alg = "RS256", kid = "first") =>
  new SignJWT(claims).setProtectedHeader({ alg, kid, typ: "JWT" }).sign(key);
const bytes = (text) => new TextEncoder().encode(text);

// How each way of bending makes another token out of the one that the provider has made.
const BENDS = {
  expired: (claims) => signed({ ...claims, iat: now() - 300, exp: now() - 120 }, own.privateKey),
  old: (claims) => signed({ ...claims, iat: now() - 3600 }, own.privateKey),
  early: (claims) => signed({ ...claims, nbf: now() + 600 }, own.privateKey),
  audience: (claims) => signed({ ...claims, aud: "another" }, own.privateKey),
  both: (claims) => signed({ ...claims, aud: [CLIENT, "another"] }, own.privateKey),
  party: (claims) => signed({ ...claims, azp: "another" }, own.privateKey),
  nonce: (claims) => signed({ ...claims, nonce: "another" }, own.privateKey),
  silent: ({ nonce, ...claims }) => signed(claims, own.privateKey),
  issuer: (claims) => signed({ ...claims, iss: "https://another.example" }, own.privateKey),
  swapped: (claims) => signed({ ...claims, at_hash: "AAAAAAAAAAAAAAAAAAAAAA" }, own.privateKey),
  bare: ({ preferred_username, ...claims }) => signed(claims, own.privateKey),
  none: async (claims) => new UnsecuredJWT(claims).encode(),
  secret: (claims) => signed(claims, bytes(SECRET), "HS256"),
  confused: async (claims) => signed(claims, bytes(await exportSPKI(own.publicKey)), "HS256"),
  stranger: (claims) => signed(claims, stranger.privateKey),
  unknown: (claims) => signed(claims, stranger.privateKey, "RS256", "nobody's"),
  async rotated(claims) {
    if (!later.has(claims.sub)) later.set(claims.sub, await pair(`key of ${claims.sub}`));
    const key = later.get(claims.sub);
    return signed(claims, key.privateKey, "RS256", key.shown.kid);
  },
};

provider.use(async (context, next) => {
  await next();
  if (context.path === "/jwks") context.body = { keys: [...context.body.keys, ...[...later.values()].map((key) => key.shown)] };
  if (context.path !== "/token" || !context.body?.id_token) return;
  const claims = decodeJwt(context.body.id_token);
  const bend = split(claims.sub)[1];
  if (bend === "slow") await new Promise((done) => setTimeout(done, 3000));
  if (bend === "missing") delete context.body.id_token;
  if (bend === "long") context.body.filler = "x".repeat(1 << 20);
  if (BENDS[bend]) context.body.id_token = await BENDS[bend](claims);
});

const FORM = `<!doctype html><html lang="it"><title>Accesso</title><h1>Accesso di prova</h1>
<form method="post"><label>Nome <input name="login" autofocus></label> <button>Entra</button></form></html>`;

async function login(request, response) {
  // Of such an application people are always asked for their leave; here they give it at once.
  const { prompt } = await provider.interactionDetails(request, response);
  if (prompt.name === "consent") return provider.interactionFinished(request, response, { consent: {} });
  if (request.method !== "POST") return response.setHeader("Content-Type", "text/html; charset=utf-8").end(FORM);
  let body = "";
  for await (const part of request) body += part;
  const name = new URLSearchParams(body).get("login") ?? "";
  const bend = split(name)[1];
  const strong = bend !== "weak";
  const acr = `urn:esempio:${strong ? "secondo-fattore" : "password"}`;
  const result =
    bend === "no"
      ? { error: "access_denied", error_description: "Somebody pressed Cancel" }
      : { login: { accountId: name, acr, amr: strong ? ["pwd", "otp"] : ["pwd"] } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const answer = provider.callback();
server.on("request", (request, response) => {
  if (!request.url.startsWith("/login/")) return answer(request, response);
  login(request, response).catch((error) => response.writeHead(500).end(String(error)));
});
process.stdout.write(`${server.address().port}\n`);
// It lives no longer than the test that reads what it prints.
process.stdin.on("end", () => process.exit(0)).resume();
