import type { ShopTrouble } from '@curbline/contracts/http';

/** A call to a shop's system failed; `trouble` says why, in a word that the manager's page explains. */
export class ShopCallFailed extends Error {
  constructor(
    readonly trouble: ShopTrouble,
    /** The shop asked to wait this long, seconds. */
    readonly retryAfterS?: number,
  ) {
    super(`The shop could not be called: ${trouble}`);
    this.name = 'ShopCallFailed';
  }
}
