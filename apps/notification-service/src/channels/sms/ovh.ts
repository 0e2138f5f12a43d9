/** OVHcloud SMS, API 1.0. Its calls are not signed: they are known by a secret in the address that it is told. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DeliveryState } from '@curbline/domain/notify';
import { hasSecret } from './callback-secret.js';
import { jsonHeaders, lifetimeS, SENT_WITHOUT_ID, type SmsProvider } from './sms-provider.js';

const Answer = z.object({ ids: z.array(z.number()), invalidReceivers: z.array(z.string()) });
/** `ptt` of a delivery report: 0 delivered, everything else on the way or not (OVHcloud, "Callback URL"). */
const STATES: Readonly<Record<string, DeliveryState>> = { '0': 'delivered', '1': 'failed', '8': 'sent' };

export const ovh: SmsProvider = {
  request({ to, text, expiresAt }, { settings: { base, user, password, from, options, path }, now }) {
    const url = `${base}/1.0/sms/${encodeURIComponent(path)}/jobs`;
    const body = JSON.stringify({
      message: text,
      receivers: [to],
      // A sender of letters cannot be answered.
      ...(from === '' ? { senderForResponse: true } : { sender: from }),
      // Without it OVHcloud appends a line, and sends on weekdays only, from 8 to 22.
      noStopClause: true,
      priority: 'high',
      charset: 'UTF-8',
      validityPeriod: Math.ceil(lifetimeS(expiresAt, now, 60, 2_880 * 60) / 60),
    });
    const timestamp = String(Math.floor(now / 1000));
    const consumer = options['consumer'] ?? '';
    const signed = [password, consumer, 'POST', url, body, timestamp].join('+');
    return {
      url,
      headers: {
        ...jsonHeaders,
        'x-ovh-application': user,
        'x-ovh-consumer': consumer,
        'x-ovh-timestamp': timestamp,
        'x-ovh-signature': `$1$${createHash('sha1').update(signed).digest('hex')}`,
      },
      body,
    };
  },

  /** Answers 200 also when it sends to nobody. */
  resultOf(answer) {
    const read = Answer.safeParse(answer);
    if (!read.success) return SENT_WITHOUT_ID;
    const [id] = read.data.ids;
    return read.data.invalidReceivers.length > 0 || id === undefined
      ? { kind: 'refused', reason: 'refused' }
      : { kind: 'sent', providerId: String(id) };
  },

  isGenuine: hasSecret,

  read({ fields }) {
    const { id, senderid: from, message: text, ptt } = fields;
    if (id === undefined) return undefined;
    const state = STATES[ptt ?? ''];
    if (state !== undefined) return { kind: 'report', providerId: id, state, reason: null };
    return from === undefined || text === undefined ? undefined : { kind: 'message', id, from, text };
  },
};
