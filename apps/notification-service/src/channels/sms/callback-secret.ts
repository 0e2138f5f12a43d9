/** For providers that sign nothing: a secret in the address that they call, made from the password that they share. */
import { createHmac } from 'node:crypto';
import type { SmsSettings } from '@curbline/platform';
import { equalText } from './equal-text.js';
import type { SmsCall, SmsContext } from './sms-provider.js';

/** The same for every copy of the service, and after a restart. */
export const callbackSecret = ({ password }: Pick<SmsSettings, 'password'>): string =>
  createHmac('sha256', password).update('curbline inbound text messages').digest('base64url').slice(0, 32);

export function hasSecret({ url }: SmsCall, { settings }: SmsContext): boolean {
  const last = new URL(url).pathname.split('/').at(-1);
  return equalText(last, callbackSecret(settings));
}
