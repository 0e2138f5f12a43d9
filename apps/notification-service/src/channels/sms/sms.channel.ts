/** Text messages by the provider that the environment names. */
import type { SendResult } from '@curbline/domain/notify';
import type { Clock, SmsSettings } from '@curbline/platform';
import type { MessageChannel, OutgoingMessage } from '../message-channel.js';
import { smsProviderOf } from './sms-providers.js';
import type { SmsContext, SmsProvider } from './sms-provider.js';

const ANSWER_MS = 20_000;

export class SmsChannel implements MessageChannel {
  readonly provider: string;
  private readonly api: SmsProvider;

  constructor(
    private readonly settings: SmsSettings,
    private readonly callbackUrl: string,
    private readonly clock: Clock,
  ) {
    this.provider = settings.provider;
    this.api = smsProviderOf(settings);
  }

  async send(message: OutgoingMessage): Promise<SendResult> {
    const { url, headers, body } = this.api.request(message, this.context());
    let answer: Response;
    try {
      answer = await fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      if (answer.ok) return this.api.resultOf(await answer.json().catch(() => undefined));
    } catch (error) {
      return resultOfError(error);
    }
    return resultOfStatus(answer);
  }

  async close(): Promise<void> {}

  private context(): SmsContext {
    return { settings: this.settings, callbackUrl: this.callbackUrl, now: this.clock.now() };
  }
}

/** A connection that could not be made took nothing; after that the message may be theirs. */
function resultOfError(error: unknown): SendResult {
  const cause = (error as { cause?: { syscall?: string; code?: string } }).cause;
  const isBefore =
    cause?.syscall === 'connect' ||
    cause?.syscall === 'getaddrinfo' ||
    cause?.code === 'UND_ERR_CONNECT_TIMEOUT';
  return isBefore
    ? { kind: 'refused_for_now', reason: 'unreachable' }
    : { kind: 'unknown', reason: 'no_answer' };
}

function resultOfStatus({ status, headers }: Response): SendResult {
  const reason = `answer:${status}` as const;
  const retryAfterS = Number(headers.get('retry-after') ?? NaN);
  if (status === 429 || status === 503)
    return { kind: 'refused_for_now', reason, ...(Number.isFinite(retryAfterS) && { retryAfterS }) };
  return { kind: status >= 500 ? 'unknown' : 'refused', reason };
}
