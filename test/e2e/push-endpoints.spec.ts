import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PushKey } from '@curbline/contracts/http';
import { type PushBrowser, PushService } from './push-service.js';
import { Running } from './running.js';

/** Where a browser may be reached: at push services alone, whatever is asked for. */
let service: PushService;
let running: Running;
beforeAll(async () => {
  service = await PushService.start();
  const hosts = new Set(['127.0.0.1']);
  const secretKey = 'a key of the tests, long enough to be one';
  running = await Running.start({ secretKey, pushHosts: hosts, outgoingPrivateHosts: hosts });
}, 120_000);
afterAll(async () => {
  await running.close();
  await service.close();
}, 30_000);

const newBrowser = async (): Promise<PushBrowser> => {
  const { publicKey } = (await (await fetch(`${running.url}/v1/push/key`)).json()) as PushKey;
  return service.browser(publicKey);
};

describe('what is no browser’s subscription', () => {
  it.each([
    ['https://10.0.0.1/send', 'subscription.endpoint'],
    ['https://192.168.1.20/send', 'subscription.endpoint'],
    ['https://172.16.0.9/send', 'subscription.endpoint'],
    ['https://169.254.169.254/latest/meta-data', 'subscription.endpoint'],
    ['https://127.0.0.2/send', 'subscription.endpoint'],
    ['https://2130706434/send', 'subscription.endpoint'],
    ['https://0x7f.0.0.2/send', 'subscription.endpoint'],
    ['https://[::1]/send', 'subscription.endpoint'],
    ['https://[fd00::1]/send', 'subscription.endpoint'],
    ['https://[::ffff:10.0.0.1]/send', 'subscription.endpoint'],
    ['https://localhost/send', 'subscription.endpoint'],
    ['https://printer.local/send', 'subscription.endpoint'],
    ['http://fcm.googleapis.com/fcm/send/a', 'subscription.endpoint'],
    ['ftp://fcm.googleapis.com/fcm/send/a', 'subscription.endpoint'],
    ['https://user:pass@fcm.googleapis.com/fcm/send/a', 'subscription.endpoint'],
    ['https://fcm.googleapis.com:8443/fcm/send/a', 'subscription.endpoint'],
    ['https://fcm.googleapis.com.evil.example/fcm/send/a', 'subscription.endpoint'],
    ['https://evilpush.apple.com/a', 'subscription.endpoint'],
    ['https://push.apple.com.evil.example/a', 'subscription.endpoint'],
    ['https://push.apple.com/a', 'subscription.endpoint'],
    ['https://www.googleapis.com/a', 'subscription.endpoint'],
    ['https://notify.windows.com@evil.example/a', 'subscription.endpoint'],
    ['https://evil.example/#.push.apple.com', 'subscription.endpoint'],
    ['https://evil.example/?.notify.windows.com', 'subscription.endpoint'],
    ['javascript:alert(1)', 'subscription.endpoint'],
    ['not an address', 'subscription.endpoint'],
    ['', 'subscription.endpoint'],
  ])('%s is refused, with the field and what to do', async (endpoint, field) => {
    const { subscription } = await newBrowser();
    const problem = await refusalOf({ ...subscription, endpoint });
    expect(problem).toMatchObject({ status: 400, code: 'invalid-input', errors: [{ field }] });
  });

  it.each([
    ['a point that is not on the curve', { p256dh: Buffer.alloc(65, 4).toString('base64url') }],
    ['a key that is too short', { p256dh: 'BAAA' }],
    ['a secret that is too long', { auth: 'A'.repeat(43) }],
    ['a secret of other letters', { auth: 'é'.repeat(22) }],
  ])('%s is refused', async (_, keys) => {
    const { subscription } = await newBrowser();
    const problem = await refusalOf({ ...subscription, keys: { ...subscription.keys, ...keys } });
    const field = `subscription.keys.${Object.keys(keys)[0]}`;
    expect(problem).toMatchObject({ status: 400, code: 'invalid-input', errors: [{ field }] });
  });

  it.each([
    'https://fcm.googleapis.com/fcm/send/dXNlcg:APA91b',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAAAABk',
    'https://web.push.apple.com/QGuQyavXutnMH',
    'https://wns2-par02p.notify.windows.com/w/?token=BQYAAAB',
  ])('%s is one', async (endpoint) => {
    const { subscription } = await newBrowser();
    // Taken as far as whose it would be: nobody knows the endpoint of before.
    const answer = await renewal({ ...subscription, endpoint });
    expect(await answer.json()).toMatchObject({ subscribed: false });
  });

  const renewal = (subscription: object): Promise<Response> =>
    fetch(`${running.url}/v1/push/renewals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ oldEndpoint: 'https://fcm.googleapis.com/fcm/send/x', subscription }),
    });
  const refusalOf = async (subscription: object): Promise<unknown> => (await renewal(subscription)).json();
});
