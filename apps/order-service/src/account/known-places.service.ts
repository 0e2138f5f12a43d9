/**
 * Where secrets were right before: an address, a browser or a device, each by itself or together with whose secret it
 * was. Such a place is let in when misses from elsewhere have slowed everybody else down. Kept as hashes, for 30 days.
 */
import { Injectable } from '@nestjs/common';
import { hashToken } from '@curbline/access';
import { addressKey, Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';

export const PLACE_KNOWN_MS = 30 * 24 * 3_600_000;

@Injectable()
export class KnownPlacesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @param place such as `login anna 203.0.113.7`, or `address 203.0.113.7` */
  async has(place: string): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      'SELECT 1 FROM sign_in_known_address WHERE subject_hash = $1 AND last_at > $2',
      [hashToken(place), new Date(this.clock.now() - PLACE_KNOWN_MS)],
    );
    return rows.length > 0;
  }

  async add(...places: readonly string[]): Promise<void> {
    for (const place of places) {
      await this.db.query(
        `INSERT INTO sign_in_known_address (subject_hash, last_at) VALUES ($1, $2)
         ON CONFLICT (subject_hash) DO UPDATE SET last_at = excluded.last_at`,
        [hashToken(place), new Date(this.clock.now())],
      );
    }
  }
}

/** Somebody at this address was right lately, whoever it was. @param address as `request.ip` has it */
export const addressPlace = (address: string): string => `address ${addressKey(address)}`;
