import { Injectable } from '@nestjs/common';
import { bayNamed } from '@curbline/domain/notify';
import { problem } from '@curbline/platform';
import { StoresService } from './stores.service.js';

/** Which bays a store has, as people name them. */
@Injectable()
export class BaysService {
  constructor(private readonly stores: StoresService) {}

  /**
   * The store's own spelling of a bay's label, however somebody wrote it; any label where the store
   * has no bays on file. Not for use inside a transaction.
   * @throws ProblemException `bay-unknown` naming the bays there are, `store-unknown`.
   */
  async require(storeId: string, label: string): Promise<string> {
    const { settings } = await this.stores.get(storeId);
    if (settings.bays.length === 0) return label;
    const wanted = label.toUpperCase();
    const bay = settings.bays.find((b) => b.label.toUpperCase() === wanted);
    if (bay) return bay.label;
    const labels = settings.bays
      .slice(0, 40)
      .map((b) => b.label)
      .join(', ');
    throw problem('bay-unknown', {
      detail: { en: `The bays here are ${labels}`, fr: `Les places ici sont ${labels}` },
    });
  }

  /** The store's own spelling of the bay that a text message names; undefined when the store has none alike. */
  async named(storeId: string, bay: string): Promise<string | undefined> {
    const { settings } = await this.stores.get(storeId);
    return bayNamed(
      bay,
      settings.bays.map(({ label }) => label),
    );
  }
}
