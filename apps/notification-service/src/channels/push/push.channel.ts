/** Messages to browsers by their push services (RFC 8030). */
import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { SendResult } from '@curbline/domain/notify';
import type { Clock, OutgoingRequests, OutgoingResult } from '@curbline/platform';
import type { PushKeysService } from '../../push/push-keys.service.js';
import { type PushKeys, pushRequest } from '../../push/push-request.js';
import type { PushSubscriptionsRepository } from '../../push/push-subscriptions.repository.js';
import { retryAfterMs } from '../../webhooks/webhook-attempt.js';
import type { MessageChannel, OutgoingMessage } from '../message-channel.js';
import { pushPayload } from './push-payload.js';

const ANSWER_MS = 20_000;
/** An answer is not read further: nothing of it is kept but its status. */
const MAX_ANSWER_BYTES = 1_024;
/** What is useless so soon must not wait for a phone that sleeps, ms. */
const URGENT_MS = 15 * 60_000;

type Answer = Extract<OutgoingResult, { kind: 'answered' }>;

export class PushChannel implements MessageChannel {
  readonly provider = 'push';
  private readonly logger = new Logger('messages');

  /** @param subject whom a push service can ask about this installation */
  constructor(
    private readonly outgoing: OutgoingRequests,
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly keys: PushKeysService,
    private readonly subject: string,
    private readonly publicUrl: string,
    private readonly clock: Clock,
  ) {}

  async send(message: OutgoingMessage): Promise<SendResult> {
    const { storeId, to } = message;
    const subscription = await this.subscriptions.find(storeId, to);
    if (!subscription) return ENDED;
    const keys = await this.readKeys();
    if (!keys) return { kind: 'refused', reason: 'refused' };
    const topic = topicOf(message);
    const leftMs = message.expiresAt - this.clock.now();
    const request = pushRequest(
      subscription,
      pushPayload(message, message.link ?? `${this.publicUrl}/p`, topic),
      keys,
      {
        subject: this.subject,
        ttlS: Math.max(0, Math.floor(leftMs / 1000)),
        urgency: leftMs <= URGENT_MS ? 'high' : 'normal',
        topic,
      },
    );
    const result = await this.outgoing.send({
      ...request,
      timeoutMs: ANSWER_MS,
      maxAnswerBytes: MAX_ANSWER_BYTES,
    });
    if (result.kind === 'answered' && (result.status === 404 || result.status === 410)) {
      await this.subscriptions.end(storeId, to, subscription);
      return ENDED;
    }
    return result.kind === 'answered' ? this.resultOfAnswer(result) : resultOfFailure(result);
  }

  async close(): Promise<void> {}

  /** Undefined when they cannot be opened; whoever runs the installation is told. */
  private async readKeys(): Promise<PushKeys | undefined> {
    try {
      return await this.keys.read();
    } catch (error) {
      this.logger.error({
        err: error,
        msg: 'The installation’s key for push cannot be read, so nobody is told by push. Was SECRET_KEY changed?',
      });
      return undefined;
    }
  }

  private resultOfAnswer({ status, headers }: Answer): SendResult {
    const reason = `answer:${status}` as const;
    if (status >= 200 && status < 300) return { kind: 'sent' };
    const waitMs = retryAfterMs(headers, this.clock.now());
    if (status === 429 || status >= 500)
      return {
        kind: 'refused_for_now',
        reason,
        ...(waitMs !== undefined && { retryAfterS: Math.ceil(waitMs / 1000) }),
      };
    // The subscription is good: it is us whom the push service does not believe.
    if (status === 400 || status === 401 || status === 403)
      this.logger.error({
        msg:
          'A push service refuses this installation’s key or contact. Is the time of this machine right, and does ' +
          'PUBLIC_URL or MAIL_FROM name an address of the internet?',
        status,
      });
    return { kind: 'refused', reason };
  }
}

const ENDED: SendResult = { kind: 'refused', reason: 'subscription_ended' };

/** One topic for all that is said of a trip, which tells a push service nothing of it. */
const topicOf = ({ id, tripId }: OutgoingMessage): string =>
  createHash('sha256')
    .update(`push ${tripId ?? id}`)
    .digest('base64url')
    .slice(0, 24);

/**
 * A second message of the same topic takes the place of the first, at the push service and on the screen: what may have
 * arrived is tried again only where nothing was sent.
 */
function resultOfFailure({ kind, reason }: Exclude<OutgoingResult, Answer>): SendResult {
  if (kind === 'refused') return { kind: 'refused', reason: 'refused' };
  return reason === 'timeout'
    ? { kind: 'unknown', reason: 'no_answer' }
    : { kind: 'refused_for_now', reason: 'unreachable' };
}
