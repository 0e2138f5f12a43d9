/** Finds an order by a scan, by the camera or by what was typed, and holds what opened for it. */
import type { Card } from '@curbline/contracts/events';
import { searchOrders } from '@curbline/domain/search';
import { tick } from 'svelte';
import { findByCode, searchStore } from '../live/board-api.js';
import { m } from '../messages/generated/messages.js';
import { COLUMNS, type BoardRow, type ShownColumn } from './board-view.js';
import type { BoardModel } from './board-model.svelte.js';
import { likeliestReading, readScan, type Scanned } from './scan.js';
import { refusalWords } from './words.js';

/** One scan: another object each time, so that the same code scanned again is another try. */
export interface ScannedCode {
  readonly code: string;
}

/** One of several orders to choose from; with the code, if one was scanned, that will hand it over. */
export interface Choice {
  readonly card: Card;
  readonly code: string | null;
}

/** What is open above the board. */
export type OpenPanel =
  | { readonly kind: 'hand-over'; readonly orderId: string; readonly scanned: ScannedCode | null }
  | { readonly kind: 'arrival'; readonly card: Card }
  | { readonly kind: 'unfinished' }
  /** `orderId`: the order that is put away; null for the lockers as a whole. */
  | { readonly kind: 'lockers'; readonly orderId: string | null }
  /** `text` was typed; null when it was scanned. */
  | { readonly kind: 'found'; readonly text: string | null; readonly choices: readonly Choice[] }
  | { readonly kind: 'camera' };

/** The most orders that a search shows. */
const MOST_FOUND = 10;
const SHOWN_FOR_MS = 4_000;

export class Finder {
  tab = $state<ShownColumn>('here');
  panel = $state.raw<OpenPanel | null>(null);
  /** The order whose card is pointed out. */
  found = $state<string | null>(null);
  /** The codes that the camera has read since somebody pressed its button; null while it is off. */
  camera = $state.raw<Set<string> | null>(null);
  /** Why the last scan led nowhere, for the panel that is open. */
  said = $state.raw<{ readonly words: string } | null>(null);
  /** The store is being asked. */
  busy = $state(false);
  /** Something is being typed into the find field. */
  typing = $state(false);

  constructor(
    readonly model: () => BoardModel,
    /** Tells in passing, on the board. */
    private readonly tell: (words: string) => void,
  ) {}

  /** Opens a panel in place of what was open; without one, leaves the board alone. */
  open(panel: OpenPanel | null): void {
    this.panel = panel;
    this.said = null;
    // From one hand-over to the next the camera stays on: a refused code is followed by another one.
    if (panel?.kind !== 'hand-over' && panel?.kind !== 'camera') this.camera = null;
  }

  handOver(orderId: string): void {
    this.camera = null;
    this.open({ kind: 'hand-over', orderId, scanned: null });
  }

  /** In the hand-over that is open, else in a panel of its own. */
  lookWithCamera(): void {
    this.said = null;
    this.camera = new Set();
    if (this.panel?.kind !== 'hand-over') this.open({ kind: 'camera' });
  }

  /** The way on without a camera: the keys of the hand-over, else the find field. */
  async typeInstead(): Promise<void> {
    this.camera = null;
    if (this.panel?.kind === 'hand-over') return;
    this.open(null);
    // The panel gives the focus back as it goes; only then does the field take it.
    await tick();
    this.typing = true;
  }

  /** A scan: the hand-over in progress first, then the board, then the whole store. */
  async scan(readings: readonly string[]): Promise<void> {
    const { view } = this.model();
    if (!view) return;
    this.said = null;
    const text = likeliestReading(readings, view.cards);
    const scanned = readScan(text, view.cards);
    const { orderId, shortCode: named, code } = scanned;
    if (this.panel?.kind === 'hand-over' && orderId === null && named === null && code !== null) {
      this.panel = { ...this.panel, scanned: { code } };
      return;
    }
    if (orderId !== null && (await this.show(orderId, code))) return;
    this.busy = true;
    await this.findInStore(scanned, text);
    this.busy = false;
  }

  /** What was typed: a code, else the beginning of a name; a single order is opened, of several one is chosen. */
  async search(text: string): Promise<void> {
    const { view, storeId } = this.model();
    if (!view) return;
    const { orderId, code } = readScan(text, view.cards);
    if (orderId !== null && (await this.show(orderId, code))) return;
    const onBoard = searchOrders(text, view.cards, MOST_FOUND);
    const answer = await searchStore(storeId, text);
    const inStore = answer.ok ? answer.value.cards : [];
    const shown = new Set(onBoard.map((card) => card.orderId));
    const cards = [...onBoard, ...inStore.filter((card) => !shown.has(card.orderId))].slice(0, MOST_FOUND);
    const [only] = cards;
    if (only && cards.length === 1) return this.choose({ card: only, code: null });
    if (cards.length === 0) return this.scan([text]);
    this.open({ kind: 'found', text, choices: cards.map((card) => ({ card, code: null })) });
  }

  /** An order that was found: handed over with its code, shown on the board, else its arrival is entered. */
  async choose({ card, code }: Choice): Promise<void> {
    this.open(null);
    if (await this.show(card.orderId, code)) return;
    if (card.order.state !== 'handed_over') this.open({ kind: 'arrival', card });
  }

  /** Brings a card of the board into sight; with the customer's code, hands it over. */
  private async show(orderId: string, code: string | null): Promise<boolean> {
    const { view } = this.model();
    const isIt = ({ card }: BoardRow): boolean => card.orderId === orderId;
    const column = COLUMNS.find((name) => view?.columns[name].some(isIt));
    const card = column && view?.columns[column].find(isIt)?.card;
    if (!card) return false;
    if (column === 'handed_over' && this.panel?.kind === 'hand-over') {
      this.sayDone(card);
      return true;
    }
    this.tab = column;
    this.found = orderId;
    if (code && column !== 'handed_over') this.open({ kind: 'hand-over', orderId, scanned: { code } });
    else if (this.panel?.kind === 'camera') this.open(null);
    await tick();
    document.querySelector(`#order-${CSS.escape(orderId)}`)?.scrollIntoView({ block: 'center' });
    setTimeout(() => (this.found = null), SHOWN_FOR_MS);
    return true;
  }

  private async findInStore({ shortCode: named, code }: Scanned, text: string): Promise<void> {
    const shortCode = named ?? /[A-Za-z0-9]{2,10}/.exec(text)?.[0] ?? '';
    const { storeId, now } = this.model();
    const answer = shortCode ? await findByCode(storeId, shortCode) : null;
    if (answer?.ok) {
      const { card } = answer.value;
      if (card.order.state === 'handed_over') return this.sayDone(card);
      return this.open({ kind: 'arrival', card });
    }
    if (named === null && this.tryAsMine(code)) return;
    if (answer === null || answer.problem?.status === 404)
      this.say(m.board_find_nothing({ text: (named ?? text).slice(0, 20) }));
    else this.say(answer.problem ? refusalWords(answer.problem, null, now) : m.board_no_network());
  }

  /** A QR that says only the code: of the one customer I am going to; of several, one tap says of whom. */
  private tryAsMine(code: string | null): boolean {
    const { view, me } = this.model();
    if (code === null || me === null) return false;
    const here = view?.columns.here ?? [];
    const mine = here.filter(({ card }) => card.order.claimedBy?.staffId === me.staffId);
    const [only] = mine;
    if (!only) return false;
    if (mine.length > 1)
      this.open({ kind: 'found', text: null, choices: mine.map(({ card }) => ({ card, code })) });
    else this.open({ kind: 'hand-over', orderId: only.card.orderId, scanned: { code } });
    return true;
  }

  private sayDone({ shortCode: code }: Card): void {
    this.say(m.board_find_done({ code }));
  }

  /** In the panel that is open, else in passing. */
  private say(words: string): void {
    if (this.panel?.kind === 'hand-over' || this.panel?.kind === 'camera') this.said = { words };
    else this.tell(words);
  }
}
