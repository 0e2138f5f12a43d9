/**
 * Passkeys (WebAuthn): made, used, listed. The relying party is the host of PUBLIC_URL, and answers of another
 * origin are refused, so a look-alike site gets nothing. Each use asks the authenticator to verify its owner, so
 * a passkey is two factors by itself.
 */
import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { PasskeyAssertion, PasskeyRegistration, PasskeyView } from '@curbline/contracts/http';
import { inTransaction } from '@curbline/database';
import { Clock, PLATFORM_OPTIONS, type PlatformOptions, problem } from '@curbline/platform';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { DataSource, type EntityManager } from 'typeorm';
import type { PasskeyEntity } from './passkey.entity.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { StaffRepository } from '../staff/staff.repository.js';
import {
  challengeIn,
  CHALLENGE_LIFE_MS,
  type ChallengePurpose,
  WebAuthnChallengesRepository,
} from './web-authn-challenges.repository.js';

/** More than anybody has; a list without end would be one for a thief to hide in. */
const MOST_PASSKEYS = 20;
/** ES256, Ed25519, RS256: what authenticators have. */
const ALGORITHMS = [-7, -8, -257];

@Injectable()
export class PasskeysService {
  private readonly logger = new Logger('passkeys');
  private readonly rpId: string;
  private readonly origin: string;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly staff: StaffRepository,
    private readonly passkeys: PasskeysRepository,
    private readonly challenges: WebAuthnChallengesRepository,
    @Inject(PLATFORM_OPTIONS) { publicUrl }: Pick<PlatformOptions, 'publicUrl'>,
  ) {
    const url = new URL(publicUrl);
    this.rpId = url.hostname;
    this.origin = url.origin;
  }

  /** What the browser needs to make a passkey for the person. @param session to which the answer is bound. */
  async registrationOptions(
    person: { readonly staffId: string; readonly name: string },
    session: string,
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const owned = await this.passkeys.findByOwner(this.db.manager, person.staffId);
    const found = await this.staff.find(this.db.manager, { id: person.staffId });
    const options = await generateRegistrationOptions({
      rpName: 'Curbline',
      rpID: this.rpId,
      userName: found?.login ?? person.name,
      userDisplayName: person.name,
      userID: new TextEncoder().encode(person.staffId),
      timeout: CHALLENGE_LIFE_MS,
      attestationType: 'none',
      excludeCredentials: owned.map(transportsOf),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: ALGORITHMS,
    });
    await this.keep(options.challenge, 'register', session);
    return options;
  }

  /**
   * @param session the one that asked for the options.
   * @throws ProblemException `passkey-refused` when the answer is not one to a challenge of ours, or is wrong;
   *   `not-possible-now` with twenty passkeys.
   */
  async register(
    manager: EntityManager,
    staffId: string,
    session: string,
    name: string,
    registration: PasskeyRegistration,
  ): Promise<PasskeyView> {
    const challenge = await this.takeChallenge(manager, registration.response, 'register', session);
    const { registrationInfo } = await verifyRegistrationResponse({
      response: registration as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: this.origin,
      expectedRPID: this.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }).catch((error: unknown) => this.refuse(error));
    if (!registrationInfo) throw problem('passkey-refused');
    const { credential } = registrationInfo;
    const credentialId = Buffer.from(credential.id, 'base64url');
    // Locks the person, so that two at once cannot pass the limit together.
    await this.staff.lock(manager, staffId);
    const owned = await this.passkeys.findByOwner(manager, staffId);
    const taken = await this.passkeys.exists(manager, credentialId);
    if (owned.length >= MOST_PASSKEYS || taken) throw problem('not-possible-now');
    const now = new Date(this.clock.now());
    const id = randomUUID();
    await this.passkeys.insert(manager, {
      id,
      staffId,
      credentialId,
      publicKey: Buffer.from(credential.publicKey),
      signCount: String(credential.counter),
      transports: registration.response.transports,
      name,
      createdAt: now,
    });
    return { id, name, createdAt: now.toISOString(), lastUsedAt: null };
  }

  /**
   * What the browser needs to use a passkey.
   * @param of whose; undefined at the door, where the passkey itself tells.
   */
  async assertionOptions(
    purpose: ChallengePurpose,
    session: string | null,
    of?: string,
  ): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const owned = of === undefined ? [] : await this.passkeys.findByOwner(this.db.manager, of);
    const options = await generateAuthenticationOptions({
      rpID: this.rpId,
      allowCredentials: owned.map(transportsOf),
      timeout: CHALLENGE_LIFE_MS,
      userVerification: 'required',
    });
    await this.keep(options.challenge, purpose, session);
    return options;
  }

  /**
   * Uses the challenge up, whatever comes of it.
   * @param of whose the passkey must be; undefined: anybody's.
   * @returns whose it is. @throws ProblemException `passkey-refused`
   */
  async verify(
    assertion: PasskeyAssertion,
    purpose: ChallengePurpose,
    session: string | null,
    of?: string,
  ): Promise<string> {
    const challenge = await inTransaction(this.db, (manager) =>
      this.findChallenge(manager, assertion.response, purpose, session),
    );
    if (challenge === undefined) throw problem('passkey-refused');
    return inTransaction(this.db, async (manager) => {
      const passkey = await this.passkeys.lock(manager, Buffer.from(assertion.id, 'base64url'));
      if (!passkey || (of !== undefined && passkey.staffId !== of)) throw problem('passkey-refused');
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: assertion as unknown as AuthenticationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: this.origin,
        expectedRPID: this.rpId,
        requireUserVerification: true,
        credential: {
          id: text(passkey.credentialId),
          publicKey: new Uint8Array(passkey.publicKey),
          // A counter that does not rise is a copied key: the library refuses it.
          counter: Number(passkey.signCount),
          transports: passkey.transports,
        },
      }).catch((error: unknown) => this.refuse(error));
      if (!verified) throw problem('passkey-refused');
      await this.passkeys.noteUsed(manager, passkey.id, authenticationInfo.newCounter, this.clock.now());
      return passkey.staffId;
    });
  }

  private keep(challenge: string, purpose: ChallengePurpose, session: string | null): Promise<void> {
    return this.challenges.add(this.db.manager, challenge, purpose, session, this.clock.now());
  }

  private async takeChallenge(
    manager: EntityManager,
    response: { readonly clientDataJSON: string },
    purpose: ChallengePurpose,
    session: string | null,
  ): Promise<string> {
    const challenge = await this.findChallenge(manager, response, purpose, session);
    if (challenge === undefined) throw problem('passkey-refused');
    return challenge;
  }

  private async findChallenge(
    manager: EntityManager,
    { clientDataJSON }: { readonly clientDataJSON: string },
    purpose: ChallengePurpose,
    session: string | null,
  ): Promise<string | undefined> {
    const challenge = challengeIn(clientDataJSON);
    if (challenge === undefined) return undefined;
    const good = await this.challenges.use(manager, challenge, purpose, session, this.clock.now());
    return good ? challenge : undefined;
  }

  /** The library says in words what is wrong; the caller is told only that it is. */
  private refuse(error: unknown): never {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    this.logger.warn(`A passkey was refused: ${reason}`);
    throw problem('passkey-refused');
  }
}

const transportsOf = ({ credentialId, transports }: PasskeyEntity) => ({
  id: text(credentialId),
  transports,
});

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
