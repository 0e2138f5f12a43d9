/** What everybody else sees meanwhile: orders that a shop places, and how long each takes to a board. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogPosition } from '@curbline/contracts/events';
import type { EnrolCodeView } from '@curbline/contracts/http';
import { CookieJar, ShopSystem } from '@curbline/simulation';
import type { DemoCredentials } from '../../../src/demo/credentials.js';
import { TestBoard } from '../../e2e/test-board.js';

const EVERY_MS = 120;
const COMES_WITHIN_MS = 10_000;

/** Enrolled wall screens of the first store. */
export async function enrolWalls(
  url: string,
  { admin, stores }: DemoCredentials,
  count: number,
): Promise<CookieJar[]> {
  const manager = new CookieJar(url);
  await manager.send('POST', '/v1/sign-in', admin);
  const path = `/v1/stores/${stores[0]?.id}/devices/codes`;
  const walls: CookieJar[] = [];
  while (walls.length < count) {
    const { code } = await manager.send<EnrolCodeView>('POST', path, { kind: 'wall' });
    const jar = new CookieJar(url);
    await jar.send('POST', '/v1/devices/enrol', { code, name: `fuzz ${walls.length}` });
    walls.push(jar);
  }
  return walls;
}

/** One of them. */
export async function enrolWall(url: string, credentials: DemoCredentials): Promise<CookieJar> {
  const [wall] = await enrolWalls(url, credentials, 1);
  return wall!;
}

export class GoodBoard {
  private constructor(
    private readonly shop: ShopSystem,
    private readonly storeId: string,
    private readonly board: TestBoard,
  ) {}

  static async open(url: string, jar: CookieJar, credentials: DemoCredentials): Promise<GoodBoard> {
    const storeId = credentials.stores[0]?.id ?? '';
    const board = await TestBoard.open(url, jar, storeId);
    while (!board.live && !board.closed) await sleep(10);
    return new GoodBoard(new ShopSystem(url, credentials.apiKey), storeId, board);
  }

  /** What went wrong for this board, ever; empty when nothing did. */
  get complaints(): readonly string[] {
    return [
      ...this.board.faults,
      ...(this.board.closed ? [`the board was disconnected: ${this.board.closedBy}`] : []),
    ];
  }

  /** From sending an order to seeing it, ms, over and over until `over`. @throws Error when one never comes. */
  async latenciesUntil(over: Promise<unknown>): Promise<number[]> {
    let going = true;
    void over.finally(() => (going = false));
    const took: number[] = [];
    while (going) {
      const askedAt = performance.now();
      const { order } = await this.shop.place({
        storeId: this.storeId,
        customer: { firstName: 'Alix', language: 'fr' },
        state: 'ready',
      });
      took.push((await this.comes(order.id)) - askedAt);
      await sleep(EVERY_MS);
    }
    return took;
  }

  get position(): LogPosition {
    return this.board.position;
  }

  close(): void {
    this.board.close();
  }

  private async comes(orderId: string): Promise<number> {
    const { events, eventTimes } = this.board;
    for (const until = performance.now() + COMES_WITHIN_MS; performance.now() < until; await sleep(1)) {
      const at = events.findLastIndex(({ entityId }) => entityId === orderId);
      if (at >= 0) return eventTimes[at] ?? Infinity;
    }
    throw new Error(`an order never came to the board (${this.complaints.join(', ')})`);
  }
}
