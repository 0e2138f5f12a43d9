/** A browser becomes a board of a store, by a code that a manager reads out. */
import { Injectable } from '@nestjs/common';
import { type DevicePrincipal, hashCode, hashToken } from '@curbline/access';
import { inTransaction } from '@curbline/database';
import { Clock, AttemptLimiter, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { addressPlace, KnownPlacesService } from '../known-places/known-places.service.js';
import { DevicesRepository } from './devices.repository.js';

@Injectable()
export class EnrollmentService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly limiter: AttemptLimiter,
    private readonly places: KnownPlacesService,
    private readonly devices: DevicesRepository,
  ) {}

  /**
   * @param from whose failed attempts are counted: the caller's address as `request.ip` has it.
   * @throws ProblemException `wrong-credentials` for a code that is unknown, used or old (which of these
   *   is not told), `too-many-requests` after many of them in a minute.
   */
  async enrol(code: string, name: string, from: string): Promise<{ device: DevicePrincipal; token: string }> {
    const place = addressPlace(from);
    const attempt = { kind: 'enrol', from, known: await this.places.has(place) };
    const enrolled = await this.limiter.attempt(attempt, async () => {
      const codeHash = await hashCode(code);
      return inTransaction(this.db, (manager) =>
        this.devices.enrol(manager, codeHash, name, this.clock.now()),
      );
    });
    if (!enrolled) {
      throw problem('wrong-credentials', {
        detail: {
          en: 'A code works once and for ten minutes. Ask a manager for a new one.',
          fr: 'Un code sert une fois et dix minutes. Demandez-en un nouveau au responsable.',
        },
      });
    }
    await this.places.add(place);
    const { device, token } = enrolled;
    const session = hashToken(token).toString('base64url');
    return {
      device: {
        kind: 'device',
        storeId: device.storeId,
        deviceId: device.id,
        name: device.name,
        deviceKind: device.kind,
        session,
      },
      token,
    };
  }
}
