import type { SmsSettings } from '@curbline/platform';
import { callbackSecret } from './callback-secret.js';

/** Where providers call. */
export const INBOUND_SMS = '/v1/inbound/sms';

/** The address that the provider is to call, with the secret for those that sign nothing. */
export function callbackUrlOf(settings: SmsSettings, publicUrl: string): string {
  const secret = callbackSecret(settings);
  return `${publicUrl}${INBOUND_SMS}${secret === undefined ? '' : `/${secret}`}`;
}
