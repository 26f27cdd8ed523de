// A provider with two people, for one test: `node provider.js CLIENT_ID CLIENT_SECRET`. It listens on a
// free port of loopback, prints its issuer, and ends with its standard input, so that it outlives no test.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider, { interactionPolicy } from "oidc-provider";

const PEOPLE = {
  ada: { name: "Ada Lovelace", email: "ada@example.org", email_verified: true, groups: ["teachers"] },
  bob: { name: "Bob Student", email: "bob@example.org", email_verified: true, groups: ["students"] },
  // Calls herself like others: nothing here proves that a name is hers.
  eve: { name: "Ada", email: "ada@example.org", email_verified: false, groups: ["students"] },
};

const [clientId, clientSecret] = process.argv.slice(2);
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration());
  const answer = provider.callback();
  server.on("request", (request, response) =>
    request.url === "/favicon.ico" ? response.writeHead(204).end() : answer(request, response),
  );
  console.log(`ready at ${issuer}`);
});

process.stdin.on("end", () => process.exit(0)).resume();

function configuration() {
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        // For such clients any port of loopback is right (RFC 8252, 7.3): the tests' server takes a free one.
        application_type: "native",
        redirect_uris: ["127.0.0.1", "localhost"].map((host) => `http://${host}/sign-in/oidc/return`),
      },
    ],
    claims: {
      openid: ["sub"],
      profile: ["name"],
      email: ["email", "email_verified"],
      groups: ["groups"],
    },
    scopes: ["openid", "profile", "email", "groups"],
    interactions: { policy: policyWithoutConsent() },
    pkce: { required: () => true },
    jwks: { keys: [{ ...key(), kid: "one", use: "sig", alg: "RS256" }] },
    cookies: { keys: ["only for tests"] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
    // As providers of an organisation do for its own clients: nobody is asked for consent.
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      });
      grant.addOIDCScope("openid profile email groups");
      await grant.save();
      return grant;
    },
  };
}

// Clients of this type are asked for consent each time, grant or not.
function policyWithoutConsent() {
  const policy = interactionPolicy.base();
  policy.get("consent").checks.remove("native_client_prompt");
  return policy;
}

function key() {
  return generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
}
