import { Injectable } from '@nestjs/common';
import type { StoreSettings } from '@curbline/contracts/http';
import { bayNamed } from '@curbline/domain/notify';
import { problem } from '@curbline/platform';
import { StoresService } from './stores.service.js';

/** Which bays, counters and lockers a store has, as people name them. */
@Injectable()
export class BaysService {
  constructor(private readonly stores: StoresService) {}

  /**
   * The store's own spelling of a place's label, however somebody wrote it; any label where the store
   * has no places on file. Not for use inside a transaction.
   * @throws ProblemException `bay-unknown` naming the places there are, `store-unknown`.
   */
  async require(storeId: string, label: string): Promise<string> {
    const { settings } = await this.stores.get(storeId);
    const labels = labelsOf(settings);
    if (labels.length === 0) return label;
    const wanted = label.toUpperCase();
    const found = labels.find((one) => one.toUpperCase() === wanted);
    if (found !== undefined) return found;
    const list = labels.slice(0, 40).join(', ');
    const detail =
      [...(settings.counters ?? []), ...(settings.lockers ?? [])].length === 0
        ? { en: `The bays here are ${list}`, fr: `Les places ici sont ${list}` }
        : {
            en: `The places here are ${list}`,
            fr: `Les emplacements ici sont ${list}`,
          };
    throw problem('bay-unknown', { detail });
  }

  /** The store's own spelling of the place that a text message names; undefined when the store has none alike. */
  async named(storeId: string, bay: string): Promise<string | undefined> {
    const { settings } = await this.stores.get(storeId);
    return bayNamed(bay, labelsOf(settings));
  }
}

const labelsOf = ({
  bays,
  counters = [],
  lockers = [],
}: Pick<StoreSettings, 'bays' | 'counters' | 'lockers'>): string[] =>
  [...bays, ...counters, ...lockers].map(({ label }) => label);
