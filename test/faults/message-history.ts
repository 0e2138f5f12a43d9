/**
 * What is written down of a run over messages: what providers took, what ended whom when, and at the end what had to be
 * sent and what notification-service says became of it. No address, text, code or token: digests of them.
 */
import type { Channel } from '@curbline/domain/notify';

/** First and last line: without the last, the run was cut short and proves nothing. */
export interface MessageFrame {
  readonly t: 'begin' | 'end';
  readonly at: number;
  readonly shape: 'messages';
  readonly seed: number;
}

export interface Killed {
  readonly t: 'killed';
  readonly at: number;
  /** What was going on. */
  readonly moment: string;
  readonly processes: readonly string[];
}

export interface DiedByItself {
  readonly t: 'died';
  readonly at: number;
  readonly process: string;
}

/** A provider accepted a message, or a system a webhook: from here on its reader has it. */
export interface Taken {
  readonly t: 'taken';
  readonly at: number;
  readonly channel: Channel;
  /** Digest of the address, the number or the browser. */
  readonly to: string;
  /** Digest of what it says, without its link. */
  readonly says: string;
}
export interface Hooked {
  readonly t: 'hooked';
  readonly at: number;
  readonly id: string;
  readonly says: string;
}

/** By the log, a message had to be planned by one of these channels. */
export interface Due {
  readonly t: 'due';
  readonly store: string;
  readonly key: string;
  readonly channels: readonly Channel[];
}
export interface HookDue {
  readonly t: 'hook due';
  readonly id: string;
  readonly type: string;
  readonly store: string;
  readonly seq: number;
}

/** What notification-service says of a delivery at the end. */
export interface Row {
  readonly t: 'row';
  readonly store: string;
  readonly key: string;
  readonly channel: Channel;
  readonly to: string;
  readonly state: string;
  readonly reason: string | null;
  /** It waits for a time that has not come. */
  readonly isLater: boolean;
}
export interface HookRow {
  readonly t: 'hook row';
  readonly id: string;
  readonly state: string;
}

export type MessageLine =
  MessageFrame | Killed | DiedByItself | Taken | Hooked | Due | HookDue | Row | HookRow;
