/** The words and pictures of a card: one place where an enum of the contract becomes something to read. */
import type { Card } from '@curbline/contracts/events';
import type { PositionDoubt, ShortMessage } from '@curbline/contracts/ids';
import type { Problem } from '@curbline/contracts/problems';
import { asks } from '@curbline/domain/service';
import type { WaitLevel } from '@curbline/domain/wait';
import { clockIcon, coldIcon, heavyIcon, idIcon } from '../ui/icons.js';
import {
  carIcon,
  checkIcon,
  farIcon,
  liveIcon,
  messageIcon,
  parkedIcon,
  personIcon,
  scanIcon,
  seenIcon,
  signalOffIcon,
  tapIcon,
  undoIcon,
  walkIcon,
  warnIcon,
} from '../ui/more-icons.js';
import { m } from '../messages/generated/messages.js';
import { type CarColor, type Placement, PLACEMENT_WORDS } from '../ui/vehicle.js';
import type { BoardRow, ShownColumn, Signal } from './board-view.js';

type Word = () => string;
type Evidence = NonNullable<Card['arrival']>['evidence'];

export const COLUMN_WORDS: Record<ShownColumn, { name: Word; empty: Word; icon: string }> = {
  on_the_way: { name: m.board_on_the_way, empty: m.board_empty_on_the_way, icon: carIcon },
  arriving: { name: m.board_arriving, empty: m.board_empty_arriving, icon: walkIcon },
  here: { name: m.board_here, empty: m.board_empty_here, icon: parkedIcon },
  handed_over: { name: m.board_handed_over, empty: m.board_empty_handed_over, icon: checkIcon },
};

export const LEVEL_WORDS: Record<WaitLevel, Word> = {
  calm: m.board_level_calm,
  watch: m.board_level_watch,
  late: m.board_level_late,
  critical: m.board_level_critical,
};

export const EVIDENCE_WORDS: Record<Evidence, { name: Word; icon: string }> = {
  position_parked: { name: m.board_evidence_position_parked, icon: parkedIcon },
  position_inside: { name: m.board_evidence_position_inside, icon: liveIcon },
  bay_scanned: { name: m.board_evidence_bay_scanned, icon: scanIcon },
  tapped_near: { name: m.board_evidence_tapped_near, icon: tapIcon },
  tapped_unseen: { name: m.board_evidence_tapped_unseen, icon: tapIcon },
  tapped_far: { name: m.board_evidence_tapped_far, icon: farIcon },
  text_message: { name: m.board_evidence_text_message, icon: messageIcon },
  staff_entered: { name: m.board_evidence_staff_entered, icon: personIcon },
};

/** A car is feminine in French. */
const COLOR_WORDS: Record<CarColor, Word> = {
  white: m.board_colour_white,
  black: m.board_colour_black,
  grey: m.board_colour_grey,
  silver: m.board_colour_silver,
  blue: m.board_colour_blue,
  red: m.board_colour_red,
  green: m.board_colour_green,
  brown: m.board_colour_brown,
  beige: m.board_colour_beige,
  yellow: m.board_colour_yellow,
  orange: m.board_colour_orange,
  purple: m.board_colour_purple,
};

const PLACEMENTS: Record<Placement, Word> = { ...PLACEMENT_WORDS, ask: m.board_place_ask };

const PROOFS: Record<NonNullable<Card['order']['proof']>, Word> = {
  code: m.board_proof_code,
  qr: m.board_proof_qr,
  id_checked: m.board_proof_id_checked,
  none: m.board_proof_none,
  opened: m.board_proof_opened,
};
export const proofWords = (proof: keyof typeof PROOFS): string => PROOFS[proof]();

/** Where the customer finds their order, or is found: the compartment, the bay, the counter; null where nobody knows. */
export const placeOf = ({ locker, bay }: Card): string | null => locker?.compartment ?? bay;

/** "Blanche · Peugeot 208 · Coffre"; empty when nothing was said, and of who comes on foot after all. */
export function vehicleWords(card: Card): string {
  if (!asks(card.service, 'vehicle')) return '';
  const { vehicle, placement } = card;
  const parts = [
    vehicle?.colour ? COLOR_WORDS[vehicle.colour]() : null,
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

export function signalWords(signal: Signal, now: number): { text: string; icon: string } {
  if (signal.kind === 'live') return { text: m.board_live(), icon: liveIcon };
  if (signal.kind === 'not_shared') return { text: m.shared_not_shared(), icon: signalOffIcon };
  const seconds = Math.max(0, Math.round((now - signal.atMs) / 1000));
  const text =
    seconds < 90
      ? m.board_last_seen_s({ seconds })
      : m.board_last_seen_min({ minutes: Math.round(seconds / 60) });
  return { text, icon: seenIcon };
}

export interface FlagWords {
  readonly text: string;
  readonly icon: string;
  readonly strong: boolean;
}

/** What to know before walking out; the strong ones change what one does. */
export function flagWords({ card, overtaken, wait, facts, doubts }: BoardRow): readonly FlagWords[] {
  const { order, flags } = card;
  const open = order.state !== 'handed_over';
  const list: (FlagWords | null)[] = [
    open && order.state !== 'ready'
      ? { text: m.board_flag_not_ready(), icon: clockIcon, strong: true }
      : null,
    flags.includes('id_check') ? { text: m.board_flag_id_check(), icon: idIcon, strong: true } : null,
    open && doubts.length > 0 ? { text: doubtWords(doubts), icon: warnIcon, strong: true } : null,
    card.trip.otherStore
      ? { text: m.board_at_other_store({ store: card.trip.otherStore.name }), icon: farIcon, strong: true }
      : null,
    overtaken ? { text: m.board_flag_overtaken(), icon: warnIcon, strong: true } : null,
    flags.includes('cold') ? { text: m.board_flag_cold(), icon: coldIcon, strong: false } : null,
    flags.includes('heavy') ? { text: m.board_flag_heavy(), icon: heavyIcon, strong: false } : null,
    open && wait !== null && wait.earlyMs > 0 && wait.storeMs + wait.shortNoticeMs === 0
      ? { text: m.board_flag_early(), icon: clockIcon, strong: false }
      : null,
    open && order.recalls > 0 ? { text: m.board_flag_recalled(), icon: undoIcon, strong: false } : null,
    facts.tripState === 'departed' && open ? { text: m.board_departed(), icon: farIcon, strong: true } : null,
  ];
  return list.filter((flag) => flag !== null);
}

export const MESSAGE_WORDS: Record<ShortMessage, Word> = {
  come_to_entrance: m.board_message_come_to_entrance,
  hazard_lights: m.board_message_hazard_lights,
  on_our_way: m.board_message_on_our_way,
  call_us: m.board_message_call_us,
};

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
