/** All boards of a load, in several processes; the boards of one store are in the same one. */
import type { Counts, Heard } from './board-crowd.js';
import { Crowd } from './crowd.js';
import { addressOf } from './lean-http.js';
import type { BoardPlace } from './load-board.js';
import type { Plant } from './plant.js';

export class Boards {
  private readonly crowds: readonly Crowd[];
  private opened = 0;

  constructor(
    private readonly plant: Plant,
    crowds: number,
  ) {
    this.crowds = Array.from({ length: crowds }, () => Crowd.start('board-crowd.ts'));
  }

  /**
   * Opens what is not open yet.
   * @param most so many in all; store by store in turn
   * @returns how long it took until all were live, ms.
   */
  async open(most = Number.POSITIVE_INFINITY): Promise<number> {
    const shares: BoardPlace[][] = this.crowds.map(() => []);
    const places = placesOf(this.plant);
    for (const place of places.slice(this.opened, most)) {
      shares[place.crowd % shares.length]!.push(place);
      this.opened += 1;
    }
    const took = await Promise.all(
      this.crowds.map((crowd, i) => crowd.ask<number>('open', { to: this.plant.url, places: shares[i] })),
    );
    return Math.max(...took);
  }

  async counts(): Promise<Counts> {
    const all = await this.each<Counts>('counts');
    const sum = { ...all[0]! };
    for (const counts of all.slice(1)) {
      for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] += counts[name];
    }
    return sum;
  }

  async heard(): Promise<Heard> {
    const all = await this.each<Heard>('heard');
    return {
      receipts: all.flatMap(({ receipts }) => receipts),
      fixMs: all.flatMap(({ fixMs }) => fixMs),
      tapMs: all.flatMap(({ tapMs }) => tapMs),
    };
  }

  /** Every board that is not what the server says, with the reason. */
  async differing(): Promise<string[]> {
    return (await this.each<string[]>('compare')).flat();
  }

  /** How long after `since` (Unix ms) each board went live; null for those that have not. */
  async livesSince(since: number): Promise<(number | null)[]> {
    return (await this.each<(number | null)[]>('livesSince', { since })).flat();
  }

  /** Every page is loaded anew. @returns when, Unix ms. */
  async reload(): Promise<number> {
    return Math.min(...(await this.each<number>('reload')));
  }

  async churn(share: number): Promise<void> {
    await this.each('churn', { share });
  }

  async close(): Promise<void> {
    this.opened = 0;
    await this.each('close');
  }

  async end(): Promise<void> {
    await Promise.all(this.crowds.map((crowd) => crowd.end()));
  }

  private each<Answer>(ask: string, body: object = {}): Promise<Answer[]> {
    return Promise.all(this.crowds.map((crowd) => crowd.ask<Answer>(ask, body)));
  }
}

/** The first board of every store, then the second of every store, and so on. */
function placesOf({ chain: { stores } }: Plant): (BoardPlace & { readonly crowd: number })[] {
  const rounds = Math.max(0, ...stores.map(({ boards }) => boards.length));
  const places = Array.from({ length: rounds }, (_, round) =>
    stores.flatMap(({ id: store, boards }, crowd) => {
      const cookie = boards[round];
      return cookie === undefined ? [] : [{ store, cookie, crowd, address: '' }];
    }),
  ).flat();
  return places.map((place, n) => ({ ...place, address: addressOf(0xb00000 + n) }));
}
