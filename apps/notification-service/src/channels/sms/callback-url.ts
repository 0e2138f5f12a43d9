import type { SmsSettings } from '@curbline/platform';
import { callbackSecret } from './callback-secret.js';

/** Where providers call. */
export const INBOUND_SMS = '/v1/inbound/sms';

const UNSIGNED: readonly SmsSettings['provider'][] = ['elks', 'ovh'];

/** The address that the provider is to call, with a secret for those that sign nothing. */
export const callbackUrlOf = (settings: SmsSettings, publicUrl: string): string =>
  `${publicUrl}${INBOUND_SMS}${UNSIGNED.includes(settings.provider) ? `/${callbackSecret(settings)}` : ''}`;
