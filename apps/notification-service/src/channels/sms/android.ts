/** A phone of one's own with "SMS Gateway for Android" (android-sms-gateway), on the local network or by its cloud. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { DeliveryState } from '@curbline/domain/notify';
import { equalText } from '../../equal-text.js';
import {
  basic,
  jsonHeaders,
  lifetimeS,
  SENT_WITHOUT_ID,
  type SmsNews,
  type SmsProvider,
} from './sms-provider.js';

const Answer = z.object({ id: z.string() });
const Call = z.object({
  event: z.string(),
  id: z.string(),
  payload: z.object({
    messageId: z.string().optional(),
    message: z.string().optional(),
    sender: z.string().optional(),
    phoneNumber: z.string().optional(),
    reason: z.string().optional(),
  }),
});
const STATES: Readonly<Record<string, DeliveryState>> = {
  'sms:sent': 'sent',
  'sms:delivered': 'delivered',
  'sms:failed': 'failed',
};
/** A signature is good for so long, seconds: the phone repeats a call for two days with the signature of each try. */
const GOOD_FOR_S = 300;

export const android: SmsProvider = {
  request({ id, to, text, expiresAt }, { settings: { base, user, password }, now }) {
    const body = {
      id,
      textMessage: { text },
      phoneNumbers: [to],
      ttl: lifetimeS(expiresAt, now, 5, 86_400),
      withDeliveryReport: true,
    };
    return {
      url: `${base}/messages`,
      headers: { ...jsonHeaders, authorization: basic(user, password) },
      body: JSON.stringify(body),
    };
  },

  resultOf(answer) {
    const read = Answer.safeParse(answer);
    return read.success ? { kind: 'sent', providerId: read.data.id } : SENT_WITHOUT_ID;
  },

  isGenuine({ headers, rawBody }, { settings: { options }, now }) {
    const { 'x-timestamp': timestamp, 'x-signature': signature } = headers;
    const key = options['key'];
    if (!key || typeof timestamp !== 'string') return false;
    if (Math.abs(now / 1000 - Number(timestamp)) > GOOD_FOR_S) return false;
    const right = createHmac('sha256', key).update(`${rawBody}${timestamp}`).digest('hex');
    return equalText(signature, right);
  },

  read({ rawBody }) {
    const call = Call.safeParse(parsed(rawBody));
    return call.success ? newsOf(call.data) : undefined;
  },
};

/** `messageId` of a message that came is a hash of its text, so two alike have the same: the call's id tells them apart. */
function newsOf({ event, id, payload }: z.infer<typeof Call>): SmsNews | undefined {
  const state = STATES[event];
  if (state !== undefined && payload.messageId !== undefined)
    return {
      kind: 'report',
      providerId: payload.messageId,
      state,
      reason: payload.reason ? 'refused' : null,
    };
  const from = payload.sender ?? payload.phoneNumber;
  return event !== 'sms:received' || from === undefined || payload.message === undefined
    ? undefined
    : { kind: 'message', id, from, text: payload.message };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
