/** The port of whatever takes messages: one adapter for each way out. */
import type { SendResult } from '@curbline/domain/notify';

export interface OutgoingMessage {
  /** The delivery's id: the same for each try. */
  readonly id: string;
  readonly storeId: string;
  /** Null for what is about no trip. */
  readonly tripId: string | null;
  readonly language: 'fr' | 'en';
  readonly to: string;
  readonly storeName: string;
  readonly subject: string;
  readonly text: string;
  readonly link: string | null;
  /** Unix ms; where the provider can be told, it gives up then. */
  readonly expiresAt: number;
  /** Where the reader ends e-mails; null where there is nothing to end. */
  readonly unsubscribe: string | null;
}

export interface MessageChannel {
  /** What the list of messages calls it: `smtp`, `twilio`, `outbox`. */
  readonly provider: string;
  /** Tries once. Never rejects: whatever went wrong is a result. */
  send(message: OutgoingMessage): Promise<SendResult>;
  close(): Promise<void>;
}

/**
 * Where nothing is configured: the message is kept as it would have been sent, and the manager's page shows it. So a
 * first-time user sees all of it work.
 */
export const OUTBOX: MessageChannel = {
  provider: 'outbox',
  send: async () => ({ kind: 'sent' }),
  close: async () => {},
};
