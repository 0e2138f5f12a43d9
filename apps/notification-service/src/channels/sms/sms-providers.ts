import type { SmsSettings } from '@curbline/platform';
import { android } from './android.js';
import { elks } from './elks.js';
import { ovh } from './ovh.js';
import type { SmsProvider } from './sms-provider.js';
import { twilio } from './twilio.js';
import { vonage } from './vonage.js';

const PROVIDERS: Readonly<Record<SmsSettings['provider'], SmsProvider>> = {
  android,
  elks,
  ovh,
  twilio,
  vonage,
};

export const smsProviderOf = ({ provider }: Pick<SmsSettings, 'provider'>): SmsProvider =>
  PROVIDERS[provider];
