/** One board of hundreds in its process: it counts what must never happen, and tells when it heard what. */
import type { StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';
import type { SnapshotAnswer } from '../../apps/web/src/live/board-link-environment.js';
import { PageBoard } from '../../test/faults/page-board.js';
import { nowMs, type LeanHttp } from './lean-http.js';

export interface BoardPlace {
  readonly store: string;
  readonly cookie: string;
  readonly address: string;
}

export class LoadBoard extends PageBoard {
  /** Unix ms of the last time it went live. */
  liveAt = 0;
  readonly counts = { applied: 0, repeated: 0, gaps: 0, snapshots: 0, refused: 0, lives: 0, errors5xx: 0 };

  constructor(
    readonly place: BoardPlace,
    private readonly http: LeanHttp,
    url: string,
    private readonly heard: (event: StoreEvent, atMs: number) => void,
  ) {
    const { store, cookie, address } = place;
    super({ store, url, headers: { cookie, 'x-forwarded-for': address } }, () => this.fetchSnapshot(), {
      phase: (phase) => {
        if (phase !== 'live') return;
        this.liveAt = nowMs();
        this.counts.lives += 1;
      },
      snapshot: () => void (this.counts.snapshots += 1),
      events: (events, before, after, gap) => {
        if (gap) this.counts.gaps += 1;
        this.count(events, before, after);
      },
    });
  }

  private async fetchSnapshot(): Promise<SnapshotAnswer> {
    const { store, cookie, address } = this.place;
    const askedAt = performance.now();
    const path = `/v1/stores/${store}/board`;
    const { status, body } = await this.http.ask<BoardSnapshot>({ path, cookie, address });
    if (status === 200) return { snapshot: body, delayMs: (performance.now() - askedAt) / 2 };
    if (status >= 500) this.counts.errors5xx += 1;
    if (status === 401 || status === 403) return { refused: 'signed_out' };
    this.counts.refused += 1;
    return { unreachable: true };
  }

  private count(events: readonly StoreEvent[], before: number, after: number): void {
    const atMs = nowMs();
    for (const event of events) {
      if (event.seq <= before) this.counts.repeated += 1;
      else if (event.seq <= after) {
        this.counts.applied += 1;
        this.heard(event, atMs);
      }
    }
  }
}
