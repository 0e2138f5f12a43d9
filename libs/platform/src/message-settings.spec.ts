import { describe, expect, it } from 'vitest';
import { EnvironmentInvalid, readEnvironment } from './environment.js';
import { messageFields, smsSettingsOf, smtpSettingsOf } from './message-settings.js';
import * as z from 'zod';

const read = (source: Record<string, string>) => readEnvironment(z.object(messageFields), source);
const sms = (url: string, from = '+33937000000') => smsSettingsOf(read({ SMS_URL: url, SMS_FROM: from }));
const SMTP = 'smtps://user:password@mail.example:465';

describe('the mail server', () => {
  it('is a server and a sender, or neither', () => {
    expect(smtpSettingsOf(read({}))).toBeUndefined();
    expect(smtpSettingsOf(read({ SMTP_URL: SMTP, MAIL_FROM: 'Pickup <p@shop.example>' }))).toEqual({
      url: SMTP,
      from: 'Pickup <p@shop.example>',
    });
    const halves: Record<string, string>[] = [{ SMTP_URL: SMTP }, { MAIL_FROM: 'p@shop.example' }];
    for (const half of halves)
      expect(() => smtpSettingsOf(read(half))).toThrow('SMTP_URL and MAIL_FROM go together');
  });

  it('is what mail that comes back is about', () => {
    expect(() => smtpSettingsOf(read({ MAIL_BOUNCES: 'bounces@shop.example' }))).toThrow(
      'SMTP_URL is not set',
    );
  });

  it.each([
    ['MAIL_BOUNCES', 'Bounces <b@shop.example>'],
    ['MAIL_BOUNCES_TOKEN', 'short'],
    ['SMTP_URL', 'mail.example'],
    ['SMTP_URL', 'https://mail.example'],
    ['MAIL_FROM', 'Pickup'],
    ['MAIL_FROM', 'Pickup <p@shop.example>\nBcc: all@shop.example'],
  ])('refuses %s=%j', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(EnvironmentInvalid);
  });
});

describe('the provider of text messages', () => {
  it('is named by the scheme of its address', () => {
    expect(sms('twilio://AC1:to%2Fken@api.twilio.com')).toEqual({
      provider: 'twilio',
      base: 'https://api.twilio.com',
      user: 'AC1',
      password: 'to/ken',
      path: '',
      options: {},
      from: '+33937000000',
    });
    expect(sms('ovh://key:secret@eu.api.ovh.com/sms-ab1-1?consumer=c', 'MonMagasin')).toMatchObject({
      path: 'sms-ab1-1',
      options: { consumer: 'c' },
    });
    expect(sms('android+http://user:pass@192.168.1.20:8080?key=k')?.base).toBe('http://192.168.1.20:8080');
  });

  it('refuses a secret that could be guessed', () => {
    expect(() => sms('elks://u:p@api.46elks.com?secret=short')).toThrow('16 to 100');
    expect(sms('elks://u:p@api.46elks.com?secret=0123456789abcdef')?.options['secret']).toHaveLength(16);
  });

  it('needs a sender, but for those that have one of their own', () => {
    expect(smsSettingsOf(read({ SMS_URL: 'ovh://k:s@eu.api.ovh.com/x' }))?.from).toBe('');
    expect(() => smsSettingsOf(read({ SMS_URL: 'elks://u:p@api.46elks.com' }))).toThrow(
      'SMS_FROM is not set',
    );
    expect(() => smsSettingsOf(read({ SMS_FROM: '+33937000000' }))).toThrow('SMS_URL is not set');
  });

  it.each([
    ['SMS_URL', 'nobody://u:p@api.example'],
    ['SMS_URL', 'twilio://api.twilio.com'],
    ['SMS_FROM', 'Mon Magasin'],
    ['SMS_FROM', '0612'],
    ['SMS_FROM', 'TropLongPourUnNom'],
  ])('refuses %s=%j', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(EnvironmentInvalid);
  });
});
