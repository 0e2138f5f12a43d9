/** All boards of a load, in several processes; the boards of one store are in the same one. */
import type { Counts, Heard } from './board-clients.js';
import { ClientProcess } from './client-process.js';
import { addressOf } from './lean-http.js';
import type { BoardPlace } from './load-board.js';
import type { Cluster } from './cluster.js';

export class Boards {
  private readonly clientProcesses: readonly ClientProcess[];
  private opened = 0;

  constructor(
    private readonly cluster: Cluster,
    clientProcesses: number,
  ) {
    this.clientProcesses = Array.from({ length: clientProcesses }, () =>
      ClientProcess.start('board-clients.ts'),
    );
  }

  /**
   * Opens what is not open yet.
   * @param most so many in all; store by store in turn
   * @returns how long it took until all were live, ms.
   */
  async open(most = Number.POSITIVE_INFINITY): Promise<number> {
    const shares: BoardPlace[][] = this.clientProcesses.map(() => []);
    const places = placesOf(this.cluster);
    for (const place of places.slice(this.opened, most)) {
      shares[place.clients % shares.length]!.push(place);
      this.opened += 1;
    }
    const took = await Promise.all(
      this.clientProcesses.map((clients, i) =>
        clients.ask<number>('open', { to: this.cluster.url, places: shares[i] }),
      ),
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
    await Promise.all(this.clientProcesses.map((clients) => clients.end()));
  }

  private each<Reply>(ask: string, body: object = {}): Promise<Reply[]> {
    return Promise.all(this.clientProcesses.map((clients) => clients.ask<Reply>(ask, body)));
  }
}

/** The first board of every store, then the second of every store, and so on. */
function placesOf({ chain: { stores } }: Cluster): (BoardPlace & { readonly clients: number })[] {
  const rounds = Math.max(0, ...stores.map(({ boards }) => boards.length));
  const places = Array.from({ length: rounds }, (_, round) =>
    stores.flatMap(({ id: store, boards }, clients) => {
      const cookie = boards[round];
      return cookie === undefined ? [] : [{ store, cookie, clients, address: '' }];
    }),
  ).flat();
  return places.map((place, n) => ({ ...place, address: addressOf(0xb00000 + n) }));
}
