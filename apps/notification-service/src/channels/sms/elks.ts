/** 46elks. It signs nothing: its calls are known by a secret in the address that it is told. */
import { z } from 'zod';
import type { DeliveryState } from '@curbline/domain/notify';
import { basic, formHeaders, SENT_WITHOUT_ID, type SmsProvider } from './sms-provider.js';
import { hasSecret } from './callback-secret.js';

const Answer = z.object({ id: z.string(), status: z.string().optional() });
const STATES: Readonly<Record<string, DeliveryState>> = {
  sent: 'sent',
  delivered: 'delivered',
  failed: 'failed',
};

export const elks: SmsProvider = {
  request({ to, text }, { settings: { base, user, password, from }, callbackUrl }) {
    const body = new URLSearchParams({ from, to, message: text, whendelivered: callbackUrl });
    return {
      url: `${base}/a1/sms`,
      headers: { ...formHeaders, authorization: basic(user, password) },
      body: body.toString(),
    };
  },

  resultOf(answer) {
    const read = Answer.safeParse(answer);
    if (!read.success) return SENT_WITHOUT_ID;
    return read.data.status === 'failed'
      ? { kind: 'refused', reason: 'refused' }
      : { kind: 'sent', providerId: read.data.id };
  },

  isGenuine: hasSecret,

  read({ fields }) {
    const { id, from, message: text, status } = fields;
    if (id === undefined) return undefined;
    const state = STATES[status ?? ''];
    if (state !== undefined) return { kind: 'report', providerId: id, state, reason: null };
    return from === undefined || text === undefined ? undefined : { kind: 'message', id, from, text };
  },
};
