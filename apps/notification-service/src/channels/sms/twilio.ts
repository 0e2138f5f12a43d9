/** Twilio Programmable Messaging, REST API of 2010-04-01, and its webhooks. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { DeliveryState } from '@curbline/domain/notify';
import { equalText } from '../../equal-text.js';
import { basic, formHeaders, lifetimeS, SENT_WITHOUT_ID, type SmsProvider } from './sms-provider.js';

const Answer = z.object({ sid: z.string() });

const STATES: Readonly<Record<string, DeliveryState>> = {
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
};

export const twilio: SmsProvider = {
  request({ to, text, expiresAt }, { settings: { base, user, password, from }, callbackUrl, now }) {
    const body = new URLSearchParams({
      To: to,
      [from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: from,
      Body: text,
      ValidityPeriod: String(lifetimeS(expiresAt, now, 1, 36_000)),
      StatusCallback: callbackUrl,
    });
    return {
      url: `${base}/2010-04-01/Accounts/${encodeURIComponent(user)}/Messages.json`,
      headers: { ...formHeaders, authorization: basic(user, password) },
      body: body.toString(),
    };
  },

  resultOf(answer) {
    const read = Answer.safeParse(answer);
    return read.success ? { kind: 'sent', providerId: read.data.sid } : SENT_WITHOUT_ID;
  },

  /** https://www.twilio.com/docs/usage/security: the address, then each field's name and value in order of the names. */
  isGenuine({ url, headers, fields }, { settings: { password } }) {
    const signed = Object.keys(fields)
      .toSorted()
      .reduce((text, name) => `${text}${name}${fields[name]}`, url);
    const signature = createHmac('sha1', password).update(signed).digest('base64');
    return equalText(headers['x-twilio-signature'], signature);
  },

  read({ fields }) {
    const { MessageSid: id, From: from, Body: text, MessageStatus: status, ErrorCode: code } = fields;
    if (id === undefined) return undefined;
    const state = STATES[status ?? ''];
    if (state !== undefined)
      return { kind: 'report', providerId: id, state, reason: code ? `error:${code}` : null };
    return from === undefined || text === undefined || status !== undefined
      ? undefined
      : { kind: 'message', id, from, text };
  },
};
