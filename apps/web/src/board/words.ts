/** The words and pictures of a card: one place where an enum of the contract becomes something to read. */
import type { Card } from '@curbline/contracts/events';
import type { PositionDoubt, ShortMessage } from '@curbline/contracts/ids';
import type { Problem } from '@curbline/contracts/problems';
import type { WaitLevel } from '@curbline/domain/wait';
import type { IconName } from '../figures/icon.svelte';
import { m } from '../messages/generated/messages.js';
import type { BoardRow, ShownColumn, Signal } from './board-view.js';

type Word = () => string;
type Evidence = NonNullable<Card['arrival']>['evidence'];
type Colour = NonNullable<NonNullable<Card['vehicle']>['colour']>;

export const COLUMN_WORDS: Record<ShownColumn, { name: Word; empty: Word; icon: IconName }> = {
  on_the_way: { name: m.board_on_the_way, empty: m.board_empty_on_the_way, icon: 'car' },
  arriving: { name: m.board_arriving, empty: m.board_empty_arriving, icon: 'walk' },
  here: { name: m.board_here, empty: m.board_empty_here, icon: 'parked' },
  handed_over: { name: m.board_handed_over, empty: m.board_empty_handed_over, icon: 'check' },
};

export const LEVEL_WORDS: Record<WaitLevel, Word> = {
  calm: m.board_level_calm,
  watch: m.board_level_watch,
  late: m.board_level_late,
  critical: m.board_level_critical,
};

export const EVIDENCE_WORDS: Record<Evidence, { name: Word; icon: IconName }> = {
  position_parked: { name: m.board_evidence_position_parked, icon: 'parked' },
  position_inside: { name: m.board_evidence_position_inside, icon: 'live' },
  bay_scanned: { name: m.board_evidence_bay_scanned, icon: 'scan' },
  tapped_near: { name: m.board_evidence_tapped_near, icon: 'tap' },
  tapped_unseen: { name: m.board_evidence_tapped_unseen, icon: 'tap' },
  tapped_far: { name: m.board_evidence_tapped_far, icon: 'far' },
  text_message: { name: m.board_evidence_text_message, icon: 'message' },
  staff_entered: { name: m.board_evidence_staff_entered, icon: 'person' },
};

/** A colour as a word, and as paint for the swatch beside it. */
export const COLOURS: Record<Colour, { name: Word; paint: string }> = {
  white: { name: m.board_colour_white, paint: '#ffffff' },
  black: { name: m.board_colour_black, paint: '#15181b' },
  grey: { name: m.board_colour_grey, paint: '#70777d' },
  silver: { name: m.board_colour_silver, paint: '#c3c9ce' },
  blue: { name: m.board_colour_blue, paint: '#1d5fc4' },
  red: { name: m.board_colour_red, paint: '#c41f2b' },
  green: { name: m.board_colour_green, paint: '#1f7a3e' },
  brown: { name: m.board_colour_brown, paint: '#6b4426' },
  beige: { name: m.board_colour_beige, paint: '#dfcfae' },
  yellow: { name: m.board_colour_yellow, paint: '#f4cf1c' },
  orange: { name: m.board_colour_orange, paint: '#e9761b' },
  purple: { name: m.board_colour_purple, paint: '#6d3ba6' },
};

const PLACEMENTS: Record<NonNullable<Card['placement']>, Word> = {
  trunk: m.board_place_trunk,
  back_seat: m.board_place_back_seat,
  front_seat: m.board_place_front_seat,
  ask: m.board_place_ask,
};

const PROOFS: Record<NonNullable<Card['order']['proof']>, Word> = {
  code: m.board_proof_code,
  qr: m.board_proof_qr,
  id_checked: m.board_proof_id_checked,
  none: m.board_proof_none,
};
export const proofWords = (proof: keyof typeof PROOFS): string => PROOFS[proof]();

/** "Blanche · Peugeot 208 · Coffre"; empty when nothing was said. */
export function vehicleWords(card: Card): string {
  const { vehicle, placement } = card;
  const parts = [
    vehicle?.colour ? COLOURS[vehicle.colour].name() : null,
    vehicle?.model ?? null,
    placement ? PLACEMENTS[placement]() : null,
  ];
  return parts.filter(Boolean).join('\u00a0· ');
}

const DOUBTS: Record<PositionDoubt, Word> = {
  teleport: m.board_doubt_teleport,
  frozen: m.board_doubt_frozen,
  replayed: m.board_doubt_replayed,
  accuracy_zero: m.board_doubt_accuracy_zero,
  from_the_future: m.board_doubt_from_the_future,
  two_phones: m.board_doubt_two_phones,
  far_from_sign: m.board_doubt_far_from_sign,
};

/** "Check: position jumps, two phones". A doubt that this page does not know yet goes unnamed. */
const doubtWords = (doubts: readonly PositionDoubt[]): string =>
  m.board_doubted({ doubts: doubts.map((doubt) => DOUBTS[doubt]?.() ?? '…').join(', ') });

/** Why we believe that somebody is here: "à l’arrêt 14 s, ±9 m, 3 positions". */
export function reasonWords(card: Card): string {
  const reasons = card.arrival?.reasons;
  if (!reasons) return '';
  const { stoodForS, insideForS, accuracyM, fixes } = reasons;
  const parts = [
    stoodForS === undefined ? null : m.board_reason_stood({ seconds: Math.round(stoodForS) }),
    insideForS === undefined || stoodForS !== undefined
      ? null
      : m.board_reason_inside({ seconds: Math.round(insideForS) }),
    accuracyM === undefined ? null : `±${Math.round(accuracyM)}\u00a0m`,
    fixes === undefined ? null : fixes === 1 ? m.board_reason_fix() : m.board_reason_fixes({ count: fixes }),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

export function signalWords(signal: Signal, now: number): { text: string; icon: IconName } {
  if (signal.kind === 'live') return { text: m.board_live(), icon: 'live' };
  if (signal.kind === 'not_shared') return { text: m.board_not_shared(), icon: 'signal-off' };
  const seconds = Math.max(0, Math.round((now - signal.atMs) / 1000));
  const text =
    seconds < 90
      ? m.board_last_seen_s({ seconds })
      : m.board_last_seen_min({ minutes: Math.round(seconds / 60) });
  return { text, icon: 'seen' };
}

export interface FlagWords {
  readonly text: string;
  readonly icon: IconName;
  readonly strong: boolean;
}

/** What to know before walking out; the strong ones change what one does. */
export function flagWords({ card, overtaken, wait, facts, doubts }: BoardRow): readonly FlagWords[] {
  const { order, flags } = card;
  const open = order.state !== 'handed_over';
  const list: (FlagWords | null)[] = [
    open && order.state !== 'ready' ? { text: m.board_flag_not_ready(), icon: 'clock', strong: true } : null,
    flags.includes('id_check') ? { text: m.board_flag_id_check(), icon: 'id', strong: true } : null,
    open && doubts.length > 0 ? { text: doubtWords(doubts), icon: 'warn', strong: true } : null,
    card.trip.otherStore
      ? { text: m.board_at_other_store({ store: card.trip.otherStore.name }), icon: 'far', strong: true }
      : null,
    overtaken ? { text: m.board_flag_overtaken(), icon: 'warn', strong: true } : null,
    flags.includes('cold') ? { text: m.board_flag_cold(), icon: 'cold', strong: false } : null,
    flags.includes('heavy') ? { text: m.board_flag_heavy(), icon: 'heavy', strong: false } : null,
    open && wait !== null && wait.earlyMs > 0 && wait.storeMs + wait.shortNoticeMs === 0
      ? { text: m.board_flag_early(), icon: 'clock', strong: false }
      : null,
    open && order.recalls > 0 ? { text: m.board_flag_recalled(), icon: 'undo', strong: false } : null,
    facts.tripState === 'departed' && open ? { text: m.board_departed(), icon: 'far', strong: true } : null,
  ];
  return list.filter((flag) => flag !== null);
}

export const MESSAGE_WORDS: Record<ShortMessage, Word> = {
  come_to_entrance: m.board_message_come_to_entrance,
  hazard_lights: m.board_message_hazard_lights,
  on_our_way: m.board_message_on_our_way,
  call_us: m.board_message_call_us,
};

export const itemsWords = (count: number): string =>
  count === 1 ? m.board_items_one() : m.board_items({ count });

/** What a refused tap says: who was first, or the server's own words in the page's language. */
export function refusalWords(problem: Problem, card: Card | null, now: number): string {
  if (problem.code === 'wrong-code') {
    return card ? `${card.customerName}, ${card.shortCode} – ${m.board_wrong_code()}` : m.board_wrong_code();
  }
  const { claimedBy, claimedAt } = card?.order ?? {};
  const seconds = claimedAt ? Math.max(0, Math.round((now - Date.parse(claimedAt)) / 1000)) : Infinity;
  if (problem.code === 'already-claimed' && claimedBy && seconds < 120) {
    return m.board_taken_ago({ name: claimedBy.name, seconds });
  }
  return problem.detail ?? problem.title;
}
