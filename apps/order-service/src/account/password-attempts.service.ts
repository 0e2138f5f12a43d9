/**
 * Slows the trying of a password without letting a stranger lock its owner out (OWASP ASVS 5.0.0 6.1.1,
 * 6.3.1; the idea is that of OWASP's "device cookies").
 *
 * Misses count by login and place, and lock that pair alone. The place is the browser, where the login came in with it
 * during the last thirty days, and else the address: a stranger on the shop's Wi-Fi stops nobody's own browser.
 * Against many places at one login there is a second, slower limit on the login itself: past fifty misses one
 * attempt a minute. A known browser or address is exempt from it: the manager's own office stays open. Misses at many
 * logins from one address that is not known for the login have a wide limit of their own.
 */
import { Injectable } from '@nestjs/common';
import { addressKey, type CountedAttempt, AttemptLimiter } from '@curbline/platform';
import { addressPlace, KnownPlacesService } from '../known-places/known-places.service.js';
import { SignInAttemptsService, waitAfterMs } from './sign-in-attempts.service.js';

export const FREE_MISSES_OF_ALL = 50;
export const WAIT_OF_ALL_MS = 60_000;
/** At a known address others may mistype, too. */
const FREE_MISSES_AT_KNOWN_ADDRESS = 30;

export const waitOfAllMs = (misses: number): number => (misses < FREE_MISSES_OF_ALL ? 0 : WAIT_OF_ALL_MS);

const waitAtKnownAddressMs = (misses: number): number =>
  waitAfterMs(Math.max(0, misses - FREE_MISSES_AT_KNOWN_ADDRESS));

/** Where somebody signs in: their address as `request.ip` has it, and the browser by the cookie that it keeps. */
export interface SignInPlace {
  readonly address: string;
  readonly browser?: string | undefined;
}

const ofAll = (login: string): string => `login ${login}`;
const ofAddress = (login: string, { address }: SignInPlace): string =>
  `login ${login} ${addressKey(address)}`;
const ofBrowser = (login: string, browser: string): string => `login ${login} browser ${browser}`;

@Injectable()
export class PasswordAttemptsService {
  constructor(
    private readonly places: KnownPlacesService,
    private readonly attempts: SignInAttemptsService,
    private readonly limiter: AttemptLimiter,
  ) {}

  /**
   * Before the password is looked at: the attempt counts as missed until it is said to be right. A login that nobody
   * has is treated like any other.
   * @param login in lower case
   * @throws ProblemException `locked` or `too-many-requests`, with the time to wait.
   */
  async begin(login: string, place: SignInPlace): Promise<CountedAttempt> {
    const [browser, address] = [place.browser && ofBrowser(login, place.browser), ofAddress(login, place)];
    if (browser && (await this.places.has(browser))) {
      await this.attempts.begin({ subject: browser });
      return { succeeded: () => this.succeeded(browser, place, address) };
    }
    if (await this.places.has(address)) {
      await this.attempts.begin({ subject: address, waitMs: waitAtKnownAddressMs });
      return { succeeded: () => this.succeeded(address, place, address, browser) };
    }
    const known = await this.places.has(addressPlace(place.address));
    const attempt = await this.limiter.begin({ kind: 'password', from: place.address, known });
    await this.attempts.begin({ subject: address }, { subject: ofAll(login), waitMs: waitOfAllMs });
    return {
      succeeded: async () => {
        await attempt.succeeded();
        // Only this attempt: the rest were others'.
        await this.attempts.takeBack(ofAll(login));
        await this.succeeded(address, place, address, browser);
      },
    };
  }

  /** Clears the misses that were counted at `pair`, and knows the places from now on. */
  private async succeeded(
    pair: string,
    { address }: SignInPlace,
    ...known: readonly (string | undefined)[]
  ): Promise<void> {
    await this.attempts.succeeded(pair);
    await this.places.add(addressPlace(address), pair, ...known.filter((place) => place !== undefined));
  }
}
