import type { Configuration, JWK } from 'oidc-provider';
import type { DemoPerson } from './demo-person.js';
import { sessionMemory } from './session-memory.js';
import { showProblem } from './sign-in-page.js';

/** `aud` of every access token: what Tidings' doors ask for. */
export const AUDIENCE = 'tidings';
/** The only resource there is; RFC 8707 wants an absolute URI. */
const RESOURCE = 'urn:tidings';
const RESOURCE_SCOPE = 'tidings';
const CONSOLE_CLIENT = 'tidings-console';

const HOUR_SECONDS = 3600;

interface Particulars {
  readonly issuer: URL;
  readonly signingKey: JWK;
  readonly cookieSecret: Buffer;
  readonly people: readonly DemoPerson[];
  /** Path of the page where a person is picked. */
  readonly pickPath: (uid: string) => string;
}

/** Code flow with PKCE for one public client, JWT access tokens (RFC 9068) for one audience, and nothing else. */
export function providerSettings({ issuer, signingKey, cookieSecret, people, pickPath }: Particulars): Configuration {
  const personOf = (sub: string | undefined): DemoPerson | undefined => people.find((person) => person.sub === sub);
  return {
    adapter: sessionMemory(),
    jwks: { keys: [signingKey] },
    cookies: { keys: [cookieSecret] },
    clients: [
      {
        client_id: CONSOLE_CLIENT,
        token_endpoint_auth_method: 'none',
        redirect_uris: [new URL('/console/signed-in', issuer).href],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name', 'roles'] },
    conformIdTokenClaims: false, // name and roles go into the ID token: there is no userinfo endpoint to ask
    findAccount: (_ctx, sub) => {
      const person = personOf(sub);
      return person && { accountId: sub, claims: () => ({ sub, name: person.name, roles: [...person.roles] }) };
    },
    extraTokenClaims: (_ctx, token) => {
      const person = personOf('accountId' in token ? token.accountId : undefined);
      return person && { name: person.name, roles: [...person.roles] };
    },
    // Our own client needs nobody's consent.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ accountId: oidc.session!.accountId!, clientId: oidc.client!.clientId });
      grant.addOIDCScope('openid profile');
      grant.addResourceScope(RESOURCE, RESOURCE_SCOPE);
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: RESOURCE_SCOPE,
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: HOUR_SECONDS,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    pkce: { required: () => true },
    interactions: { url: (_ctx, interaction) => pickPath(interaction.uid) },
    renderError: (ctx, { error, error_description: described }) => {
      ctx.respond = false;
      showProblem(ctx.res, ctx.status, described ?? error);
    },
    ttl: {
      AccessToken: HOUR_SECONDS,
      AuthorizationCode: 60,
      Grant: 24 * HOUR_SECONDS,
      IdToken: HOUR_SECONDS,
      Interaction: HOUR_SECONDS,
      Session: 24 * HOUR_SECONDS,
    },
  };
}
