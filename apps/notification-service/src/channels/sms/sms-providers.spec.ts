import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SmsSettings } from '@curbline/platform';
import { callbackUrlOf } from './callback-url.js';
import type { SmsCall, SmsContext, SmsProvider } from './sms-provider.js';
import { smsProviderOf } from './sms-providers.js';

const NOW = Date.parse('2026-03-11T17:00:00Z');
const NOW_S = NOW / 1000;
const SETTINGS: SmsSettings = {
  provider: 'twilio',
  base: 'https://api.example',
  user: 'user',
  password: '12345',
  path: 'sms-ab1-1',
  options: { signature: 'sig-secret', consumer: 'consumer', key: 'signing-key' },
  from: '+33937000000',
};
const MESSAGE = { id: 'd-1', to: '+33612345678', text: 'Prêt', expiresAt: NOW + 600_000 };

function providerWith(
  provider: SmsSettings['provider'],
  options: Record<string, string> = {},
): { api: SmsProvider; context: SmsContext } {
  const settings = { ...SETTINGS, provider, options: { ...SETTINGS.options, ...options } };
  const callbackUrl = callbackUrlOf(settings, 'https://pickup.example');
  return { api: smsProviderOf(settings), context: { settings, callbackUrl, now: NOW } };
}
const call = (parts: Partial<SmsCall>): SmsCall => ({
  url: 'https://pickup.example/v1/inbound/sms',
  headers: {},
  fields: {},
  rawBody: '',
  ...parts,
});
const formOf = (provider: SmsSettings['provider']): Record<string, string> => {
  const { api, context } = providerWith(provider);
  return Object.fromEntries(new URLSearchParams(api.request(MESSAGE, context).body));
};

describe('Twilio', () => {
  const { api, context } = providerWith('twilio');

  it('is asked to send by a form, with the time until which it is worth it', () => {
    const { url, headers } = api.request(MESSAGE, context);
    expect(url).toBe('https://api.example/2010-04-01/Accounts/user/Messages.json');
    expect(headers['authorization']).toBe(`Basic ${btoa('user:12345')}`);
    expect(formOf('twilio')).toEqual({
      To: '+33612345678',
      From: '+33937000000',
      Body: 'Prêt',
      ValidityPeriod: '600',
      StatusCallback: 'https://pickup.example/v1/inbound/sms',
    });
  });

  // The example of Twilio's documentation of webhook security.
  const fields = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  };
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const headers = { 'x-twilio-signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' };

  it('signs its calls over the address and the fields', () => {
    expect(api.isGenuine(call({ url, fields, headers }), context)).toBe(true);
    expect(api.isGenuine(call({ url, fields: { ...fields, Digits: '1235' }, headers }), context)).toBe(false);
    expect(api.isGenuine(call({ url: `${url}#`, fields, headers }), context)).toBe(false);
    expect(api.isGenuine(call({ url, fields }), context)).toBe(false);
  });

  it('tells of messages and of what became of ours', () => {
    const came = { MessageSid: 'SM1', From: '+33612345678', Body: 'ICI 4', To: '+33937000000' };
    expect(api.read(call({ fields: came }))).toEqual({
      kind: 'message',
      id: 'SM1',
      from: came.From,
      text: 'ICI 4',
    });
    const failed = { MessageSid: 'SM2', MessageStatus: 'undelivered', ErrorCode: '30003' };
    expect(api.read(call({ fields: failed }))).toMatchObject({
      kind: 'report',
      providerId: 'SM2',
      state: 'failed',
    });
    expect(api.read(call({ fields: { MessageSid: 'SM2', MessageStatus: 'queued' } }))).toBeUndefined();
  });
});

describe('Vonage', () => {
  const { api, context } = providerWith('vonage');
  const signed = (fields: Record<string, string>, key = 'sig-secret'): Record<string, string> => {
    const text = Object.keys(fields)
      .toSorted()
      .map((name) => `&${name}=${fields[name]?.replaceAll(/[&=]/g, '_')}`)
      .join('');
    return { ...fields, sig: createHmac('sha256', key).update(text).digest('hex') };
  };
  const CAME = {
    messageId: 'V1',
    msisdn: '33612345678',
    text: 'ICI=4&',
    timestamp: String(NOW_S),
    type: 'text',
  };

  it('answers 200 to what it refuses', () => {
    expect(api.resultOf({ messages: [{ status: '0', 'message-id': 'V9' }] })).toEqual({
      kind: 'sent',
      providerId: 'V9',
    });
    expect(api.resultOf({ messages: [{ status: '1' }] })).toMatchObject({ kind: 'refused_for_now' });
    expect(api.resultOf({ messages: [{ status: '4' }] })).toMatchObject({ kind: 'refused' });
    expect(api.resultOf({})).toMatchObject({ kind: 'unknown' });
  });

  it('signs its calls, for five minutes', () => {
    expect(api.isGenuine(call({ fields: signed(CAME) }), context)).toBe(true);
    expect(api.isGenuine(call({ fields: signed(CAME, 'other') }), context)).toBe(false);
    expect(api.isGenuine(call({ fields: CAME }), context)).toBe(false);
    const yesterday = { ...CAME, timestamp: String(NOW_S - 86_400) };
    expect(api.isGenuine(call({ fields: signed(yesterday) }), context)).toBe(false);
    expect(api.read(call({ fields: CAME }))).toMatchObject({ kind: 'message', from: '+33612345678' });
  });
});

describe.each(['elks', 'ovh'] as const)('%s, which signs nothing', (provider) => {
  const { api, context } = providerWith(provider, { secret: 'a-secret-of-the-operator' });
  it('is known by the secret in the address that it was told', () => {
    expect(api.isGenuine(call({ url: context.callbackUrl }), context)).toBe(true);
    expect(api.isGenuine(call({ url: `${context.callbackUrl}?id=1` }), context)).toBe(true);
    expect(api.isGenuine(call({}), context)).toBe(false);
    expect(api.isGenuine(call({ url: context.callbackUrl }), providerWith(provider).context)).toBe(false);
    expect(api.isGenuine(call({ url: `${context.callbackUrl}x` }), context)).toBe(false);
  });
});

it('OVHcloud gets a signed request without its commercial line, and answers 200 to a number that it does not take', () => {
  const { api, context } = providerWith('ovh');
  const { url, headers, body } = api.request(MESSAGE, context);
  expect(JSON.parse(body)).toMatchObject({
    noStopClause: true,
    receivers: ['+33612345678'],
    validityPeriod: 10,
  });
  const text = ['12345', 'consumer', 'POST', url, body, String(NOW_S)].join('+');
  expect(headers['x-ovh-signature']).toBe(`$1$${createHash('sha1').update(text).digest('hex')}`);
  expect(api.resultOf({ ids: [7], invalidReceivers: [] })).toEqual({ kind: 'sent', providerId: '7' });
  expect(api.resultOf({ ids: [], invalidReceivers: ['+33'] })).toMatchObject({ kind: 'refused' });
});

it('46elks says in its answer that it failed', () => {
  const { api } = providerWith('elks');
  expect(api.resultOf({ id: 's1', status: 'created' })).toEqual({ kind: 'sent', providerId: 's1' });
  expect(api.resultOf({ id: 's1', status: 'failed' })).toMatchObject({ kind: 'refused' });
});

describe('a phone of one’s own', () => {
  const { api, context } = providerWith('android');
  const rawBody = JSON.stringify({
    event: 'sms:received',
    id: 'w-1',
    payload: { messageId: 'hash', message: 'ICI 4', sender: '06 12 34 56 78' },
  });
  const headersAt = (timestamp: number) => ({
    'x-timestamp': String(timestamp),
    'x-signature': createHmac('sha256', 'signing-key').update(`${rawBody}${timestamp}`).digest('hex'),
  });

  it('signs its calls over the body and the time', () => {
    expect(api.isGenuine(call({ rawBody, headers: headersAt(NOW_S) }), context)).toBe(true);
    expect(api.isGenuine(call({ rawBody: `${rawBody} `, headers: headersAt(NOW_S) }), context)).toBe(false);
    expect(api.isGenuine(call({ rawBody, headers: headersAt(NOW_S - 86_400) }), context)).toBe(false);
  });

  it('tells of two messages that are alike as two', () => {
    expect(api.read(call({ rawBody }))).toEqual({
      kind: 'message',
      id: 'w-1',
      from: '06 12 34 56 78',
      text: 'ICI 4',
    });
    expect(api.read(call({ rawBody: 'no JSON' }))).toBeUndefined();
  });
});
