import { describe, expect, it } from 'vitest';
import { MESSAGE_TEXTS } from '@curbline/domain/notify';
import { channelIsOn, textOf, withAlert, withChannel, withText, withUsualTexts } from './message-edits.js';

describe('what a store says', () => {
  it('keeps what differs from the usual, and nothing else', () => {
    const off = withChannel({}, 'order_ready', 'sms', false);
    expect(off).toEqual({ kinds: { order_ready: { channels: { sms: false } } } });
    expect(channelIsOn(off, 'order_ready', 'sms')).toBe(false);
    expect(withChannel(off, 'order_ready', 'sms', true)).toEqual({});
    const on = withChannel({}, 'order_handed_over', 'email', true);
    expect(on).toEqual({ kinds: { order_handed_over: { channels: { email: true } } } });
  });

  it('is in its own words until they are the usual ones again, or none', () => {
    const usual = MESSAGE_TEXTS.order_ready.fr.sms;
    const own = withText({}, 'order_ready', 'fr', 'sms', 'Venez : {link}');
    expect(own).toEqual({ kinds: { order_ready: { texts: { fr: { sms: 'Venez : {link}' } } } } });
    expect(textOf(own, 'order_ready', 'fr', 'sms')).toBe('Venez : {link}');
    expect(textOf(own, 'order_ready', 'en', 'sms')).toBe(MESSAGE_TEXTS.order_ready.en.sms);
    for (const back of [usual, '', '  ']) expect(withText(own, 'order_ready', 'fr', 'sms', back)).toEqual({});
    expect(withUsualTexts(own, 'order_ready')).toEqual({});
  });

  it('names who is told when no board is connected', () => {
    const told = withAlert({}, 'manager', 'phone', '06 12 34 56 78');
    expect(told).toEqual({ alerts: { manager: { phone: '06 12 34 56 78' } } });
    expect(withAlert(told, 'manager', 'phone', ' ')).toEqual({});
  });
});
