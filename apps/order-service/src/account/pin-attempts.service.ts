/**
 * Slows the trying of a PIN. Misses count by person and device, and lock that pair alone: who mistypes on one handheld
 * does not stop a colleague, nor the same person on another. Against many devices there is a second, slower limit on
 * the person: past fifty misses one attempt a minute, except on a device where that person was right lately.
 *
 * Each device also has a limit for all misses on it, so that asking for people who do not exist costs no more.
 */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DevicePrincipal } from '@curbline/access';
import { type CountedAttempt, AttemptLimiter } from '@curbline/platform';
import { addressPlace, KnownPlacesService } from '../known-places/known-places.service.js';
import { pinSubject } from '../staff/credentials.service.js';
import { waitOfAllMs } from './password-attempts.service.js';
import { SignInAttemptsService } from './sign-in-attempts.service.js';

@Injectable()
export class PinAttemptsService {
  constructor(
    private readonly attempts: SignInAttemptsService,
    private readonly places: KnownPlacesService,
    private readonly limiter: AttemptLimiter,
  ) {}

  /**
   * Before the PIN is looked at. A person whom nobody knows is treated like any other.
   * @param stored the hash that the PIN is held against, if there is one: misses at an earlier PIN do not count
   * @param from the caller's address as `request.ip` has it, which is known once the PIN was right
   * @throws ProblemException `locked` or `too-many-requests`, with the time to wait.
   */
  async begin(
    device: Pick<DevicePrincipal, 'storeId' | 'deviceId'>,
    staffId: string,
    stored: string | null,
    from: string,
  ): Promise<CountedAttempt> {
    const attempt = await this.limiter.begin({ kind: 'pin', from: { device: device.deviceId } });
    const ofAll = pinSubject(device.storeId, staffId);
    const place = `${ofAll} device ${device.deviceId}`;
    const pin = createHash('sha256')
      .update(stored ?? '')
      .digest('base64url');
    const pair = `${place} ${pin}`;
    const known = await this.places.has(place);
    if (known) await this.attempts.begin({ subject: pair });
    else await this.attempts.begin({ subject: pair }, { subject: ofAll, waitMs: waitOfAllMs });
    return {
      succeeded: async () => {
        await this.attempts.succeeded(pair);
        // Only this attempt: the rest were others'.
        if (!known) await this.attempts.takeBack(ofAll);
        await this.places.add(place, addressPlace(from));
        await attempt.succeeded();
      },
    };
  }
}
