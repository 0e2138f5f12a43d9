/**
 * Where secrets were right before: an address, a browser or a device, each by itself or together with whose secret it
 * was. Such a place is let in when misses from elsewhere have slowed everybody else down. Kept as hashes, for 30 days.
 */
import { Injectable } from '@nestjs/common';
import { addressKey, Clock } from '@curbline/platform';
import { KnownPlacesRepository } from './known-places.repository.js';

export const PLACE_KNOWN_MS = 30 * 24 * 3_600_000;

@Injectable()
export class KnownPlacesService {
  constructor(
    private readonly clock: Clock,
    private readonly places: KnownPlacesRepository,
  ) {}

  /** @param place such as `login anna 203.0.113.7`, or `address 203.0.113.7` */
  has(place: string): Promise<boolean> {
    return this.places.has(place, this.clock.now() - PLACE_KNOWN_MS);
  }

  async add(...places: readonly string[]): Promise<void> {
    for (const place of places) await this.places.add(place, this.clock.now());
  }
}

/** Somebody at this address was right lately, whoever it was. @param address as `request.ip` has it */
export const addressPlace = (address: string): string => `address ${addressKey(address)}`;
