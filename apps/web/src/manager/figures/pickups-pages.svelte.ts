/** The list behind a figure, page after page. */
import type { PickupRow } from '@curbline/contracts/http';
import type { CallResult } from '../../live/http.js';
import { readPickups, type ShownPickups } from './figures-api.js';
import type { DayRange } from './ranges.js';

export class PickupsPages {
  pickups = $state.raw<readonly PickupRow[]>([]);
  total = $state<number | null>(null);
  nextPage = $state<string | null>(null);
  /** Whether the rows are those of the list asked for last; else they are of the list before it. */
  current = $state(false);
  busy = $state(false);
  failure = $state.raw<CallResult<unknown> | null>(null);

  private generation = 0;

  constructor(
    private readonly storeId: string,
    private readonly onSignedOut: () => void,
  ) {}

  /** Reads the first page of another list. */
  begin = (range: DayRange, shown: ShownPickups): Promise<void> => this.read(range, shown, null);

  /** Reads the page after the last one shown. */
  more = (range: DayRange, shown: ShownPickups): Promise<void> => this.read(range, shown, this.nextPage);

  private async read(range: DayRange, shown: ShownPickups, page: string | null): Promise<void> {
    this.generation += 1;
    const { generation } = this;
    this.busy = true;
    if (page === null) this.current = false;
    const answer = await readPickups(this.storeId, range, shown, page);
    if (generation !== this.generation) return;
    this.busy = false;
    this.failure = answer.ok ? null : answer;
    if (!answer.ok) {
      if (answer.problem?.status === 401) this.onSignedOut();
      return;
    }
    const { pickups, total, nextPage } = answer.value;
    this.pickups = page === null ? pickups : [...this.pickups, ...pickups];
    this.total = total;
    this.nextPage = nextPage;
    this.current = true;
  }
}
