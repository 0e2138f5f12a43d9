/** For providers that sign nothing: a secret of the operator's in the address that they are told to call. */
import type { SmsSettings } from '@curbline/platform';
import { equalText } from '../../equal-text.js';
import type { SmsCall, SmsContext } from './sms-provider.js';

/** Undefined: the operator chose none, and no call is believed. */
export const callbackSecret = ({ options }: Pick<SmsSettings, 'options'>): string | undefined =>
  options['secret'];

export function hasSecret({ url }: SmsCall, { settings }: SmsContext): boolean {
  const secret = callbackSecret(settings);
  return secret !== undefined && equalText(new URL(url).pathname.split('/').at(-1), secret);
}
