/** Talks to the provider: OpenID Connect, Authorization Code with PKCE. Whatever goes wrong is one of two answers. */
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIRMED_FOR_MS } from '@curbline/access';
import { type OidcSettings, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import * as client from 'openid-client';
import { z } from 'zod';
import type { ProviderClaims } from './decide-identity.js';

/** Nobody waits longer for a page; the provider has this long for each of its answers. */
const ANSWER_WITHIN_S = 5;
const CALLBACK_PATH = '/v1/sign-in/provider/callback';

/** What the browser keeps until the provider sends it back. */
export const KeptSignIn = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
});
export type KeptSignIn = z.infer<typeof KeptSignIn>;

/** `unavailable`: down, too slow, or not the provider that was set up. `refused`: it answered, and not with a sign-in. */
export class ProviderFailure extends Error {
  constructor(readonly reason: 'unavailable' | 'refused') {
    super(reason);
  }
}

@Injectable()
export class IdentityProvider {
  private readonly logger = new Logger('identity-provider');
  private found: Promise<client.Configuration> | undefined;

  constructor(
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'publicUrl' | 'oidc'>,
  ) {}

  /** Undefined when none is set up. */
  get settings(): OidcSettings | undefined {
    return this.options.oidc;
  }

  /** @returns where to send the browser, and what it keeps. @throws ProviderFailure */
  async begin(): Promise<{ readonly address: string; readonly kept: KeptSignIn }> {
    const config = await this.configuration();
    const kept = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri: `${this.options.publicUrl}${CALLBACK_PATH}`,
      scope: 'openid email',
      state: kept.state,
      nonce: kept.nonce,
      // Whoever finds an open browser does not get in by the provider's own session alone.
      max_age: String(CONFIRMED_FOR_MS / 1000),
      code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
      code_challenge_method: 'S256',
    });
    return { address: address.href, kept };
  }

  /** @param path with the query that the provider sent the browser back with. @throws ProviderFailure */
  async finish(path: string, { state, nonce, verifier }: KeptSignIn): Promise<ProviderClaims> {
    const config = await this.configuration();
    try {
      const tokens = await client.authorizationCodeGrant(config, new URL(path, this.options.publicUrl), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new ProviderFailure('refused');
      return claimsOf(claims, this.settings?.roles?.claim);
    } catch (error) {
      throw this.failureOf(error, 'refused');
    }
  }

  /** Read once it is needed, and again until it was read: the program starts without its provider. */
  private async configuration(): Promise<client.Configuration> {
    this.found ??= this.discover();
    try {
      return await this.found;
    } catch (error) {
      this.found = undefined;
      throw this.failureOf(error, 'unavailable');
    }
  }

  private async discover(): Promise<client.Configuration> {
    const { settings } = this;
    if (!settings) throw new ProviderFailure('unavailable');
    const { issuer, clientId, clientSecret } = settings;
    const proof = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
    const isPlain = issuer.startsWith('http:');
    return client.discovery(new URL(issuer), clientId, undefined, proof, {
      timeout: ANSWER_WITHIN_S,
      // The signature of the ID token is checked, too, though TLS has vouched for its sender.
      execute: [client.enableNonRepudiationChecks, ...(isPlain ? [client.allowInsecureRequests] : [])],
    });
  }

  /** The log has the kind of failure alone: answers of a provider hold names and addresses. */
  private failureOf(error: unknown, usual: ProviderFailure['reason']): ProviderFailure {
    if (error instanceof ProviderFailure) return error;
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    this.logger.warn(
      `Signing in with the provider failed: ${typeof code === 'string' ? code : nameOf(error)}`,
    );
    return new ProviderFailure(isUnreachable(error) ? 'unavailable' : usual);
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (code === 'OAUTH_TIMEOUT' || error.name === 'TimeoutError') return true;
  // What `fetch` says of a provider that cannot be reached.
  if (error instanceof TypeError && error.message === 'fetch failed') return true;
  return error.cause instanceof Error && isUnreachable(error.cause);
}

function claimsOf(claims: client.IDToken, roleClaim: string | undefined): ProviderClaims {
  const { sub: subject, email, email_verified: verified, amr, auth_time: authenticated } = claims;
  const groups: unknown = roleClaim === undefined ? undefined : claims[roleClaim];
  return {
    subject,
    email: typeof email === 'string' ? email : undefined,
    emailVerified: verified === true,
    authenticatedAt: typeof authenticated === 'number' ? authenticated * 1000 : null,
    secondFactor: textsIn(amr).includes('mfa'),
    groups: textsIn(groups),
  };
}

const textsIn = (value: unknown): string[] =>
  [value].flat().filter((part): part is string => typeof part === 'string');
