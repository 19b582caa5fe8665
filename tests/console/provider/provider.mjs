// A certified OpenID provider (the library that ProConnect runs on), with the people and the clients that it is given.
// Arguments: where its packages are, and its settings as JSON.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const { resolve } = createRequire(`${process.argv[2]}/`);
const { default: Provider } = await import(pathToFileURL(resolve("oidc-provider")));
const { port, clients, people } = JSON.parse(process.argv[3]);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients,
  acrValues: ["eidas1", "eidas2"],
  claims: {
    openid: ["sub"],
    acr: null,
    email: ["email", "email_verified"],
    profile: ["name", "groups"],
    given_name: ["given_name"],
    usual_name: ["usual_name"],
  },
  scopes: ["openid", "email", "profile", "given_name", "usual_name"],
  cookies: { keys: ["made up"] },
  features: { devInteractions: { enabled: true }, jwtUserinfo: { enabled: true } },
  pkce: { required: () => true, methods: ["S256"] },
  findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
});
provider.listen(port, "127.0.0.1", () => console.log("ready"));
