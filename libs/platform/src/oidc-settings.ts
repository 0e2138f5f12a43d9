/** The provider with which managers and admins may sign in, as the environment names it; off unless it does. */
import * as z from 'zod';
import { EnvironmentInvalid } from './environment.js';

/** Who may sign in as what, by a claim of the provider. */
export interface OidcRoles {
  readonly claim: string;
  /** The role that each value of the claim opens; `admin` opens both. */
  readonly values: ReadonlyMap<string, 'manager' | 'admin'>;
}

export interface OidcSettings {
  /** As the provider writes it in its tokens, without a slash at the end unless it has one. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** What the button calls it. */
  readonly name: string;
  /** Undefined: whoever has an account here. */
  readonly roles: OidcRoles | undefined;
}

const ROLES = /^([\w.:/-]+):((?:[^=,]+=(?:admin|manager))(?:,[^=,]+=(?:admin|manager))*)$/;
const ISSUER_RULE = 'must be the provider’s address with https, such as https://login.example';

/** Plain http only on this machine, where nobody listens in between. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  );
}

export const oidcFields = {
  OIDC_ISSUER: z.string().refine(isIssuer, ISSUER_RULE).optional(),
  OIDC_CLIENT_ID: z.string().min(1).max(200).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).max(500).optional(),
  OIDC_NAME: z.string().trim().min(1).max(40).optional(),
  OIDC_ROLES: z
    .string()
    .regex(ROLES, 'must be a claim and what its values open, such as groups:chain-admins=admin,shops=manager')
    .optional(),
};

/** @throws EnvironmentInvalid when a part is missing. */
export function oidcSettingsOf(read: {
  readonly [Field in keyof typeof oidcFields]?: string | undefined;
}): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = read;
  if (issuer === undefined && clientId === undefined) return undefined;
  if (issuer === undefined || clientId === undefined)
    throw new EnvironmentInvalid(['OIDC_ISSUER and OIDC_CLIENT_ID go together: set both, or neither']);
  const name = read.OIDC_NAME ?? new URL(issuer).hostname;
  return { issuer, clientId, clientSecret, name, roles: rolesOf(read.OIDC_ROLES) };
}

function rolesOf(text: string | undefined): OidcRoles | undefined {
  const [, claim, pairs] = ROLES.exec(text ?? '') ?? [];
  if (claim === undefined || pairs === undefined) return undefined;
  const values = pairs.split(',').map((pair) => pair.split('=') as [string, 'manager' | 'admin']);
  return { claim, values: new Map(values) };
}
