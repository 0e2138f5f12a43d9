/** Vonage SMS API and its webhooks. */
import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import type { DeliveryState } from '@curbline/domain/notify';
import { equalText } from '../../equal-text.js';
import { formHeaders, lifetimeS, SENT_WITHOUT_ID, type SmsProvider } from './sms-provider.js';

const Answer = z.object({
  messages: z.array(z.object({ status: z.string(), 'message-id': z.string().optional() })).min(1),
});
/** Too many requests, and trouble on their side; everything else is final. */
const FOR_NOW = new Set(['1', '5']);
const STATES: Readonly<Record<string, DeliveryState>> = {
  accepted: 'sent',
  buffered: 'sent',
  delivered: 'delivered',
  expired: 'failed',
  failed: 'failed',
  rejected: 'failed',
};
/** A signature is good for so long, seconds: Vonage repeats a call with a new one. */
const GOOD_FOR_S = 300;

export const vonage: SmsProvider = {
  request({ to, text, expiresAt }, { settings: { base, user, password, from }, callbackUrl, now }) {
    const body = new URLSearchParams({
      api_key: user,
      api_secret: password,
      from: from.replace(/^\+/, ''),
      to: to.replace(/^\+/, ''),
      text,
      ttl: String(lifetimeS(expiresAt, now, 20, 72 * 3_600) * 1000),
      callback: callbackUrl,
    });
    return { url: `${base}/sms/json`, headers: formHeaders, body: body.toString() };
  },

  /** Answers 200 whatever it did: the status is in the body. */
  resultOf(answer) {
    const read = Answer.safeParse(answer);
    if (!read.success) return SENT_WITHOUT_ID;
    const refused = read.data.messages.find(({ status }) => status !== '0');
    if (!refused) return { kind: 'sent', providerId: read.data.messages[0]?.['message-id'] ?? '' };
    const reason = `answer:${refused.status}` as const;
    return { kind: FOR_NOW.has(refused.status) ? 'refused_for_now' : 'refused', reason };
  },

  /** https://developer.vonage.com/en/getting-started/concepts/signing-messages */
  isGenuine({ fields }, { settings: { options }, now }) {
    const { sig, timestamp } = fields;
    const secret = options['signature'];
    if (sig === undefined || !secret || Math.abs(now / 1000 - Number(timestamp)) > GOOD_FOR_S) return false;
    const text = Object.keys(fields)
      .filter((name) => name !== 'sig')
      .toSorted()
      .map((name) => `&${name}=${fields[name]?.replaceAll(/[&=]/g, '_')}`)
      .join('');
    const method = options['method'] ?? 'sha256';
    const right =
      method === 'md5hash'
        ? createHash('md5').update(text + secret)
        : createHmac(method, secret).update(text);
    return equalText(sig.toLowerCase(), right.digest('hex'));
  },

  read({ fields }) {
    const { messageId: id, msisdn, text, status } = fields;
    if (id === undefined) return undefined;
    const state = STATES[status ?? ''];
    if (state !== undefined) {
      const code = fields['err-code'];
      return {
        kind: 'report',
        providerId: id,
        state,
        reason: code && code !== '0' ? `error:${code}` : null,
      };
    }
    // Of a long text the first part says it.
    const isFirst = fields['concat'] !== 'true' || fields['concat-part'] === '1';
    return msisdn === undefined || text === undefined || !isFirst
      ? undefined
      : { kind: 'message', id, from: `+${msisdn}`, text };
  },
};
