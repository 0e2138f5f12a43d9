/** What this browser does for push: whether it can, and its subscription for a page's service worker. */
import type { BrowserSubscription, PushKey } from '@curbline/contracts/http';
import { call } from './http.js';

/**
 * `home-screen`: an iPhone or iPad, which can once the page was added to the Home Screen. `refused`: somebody said no, and
 * the browser does not ask again.
 */
export type PushAbility = 'able' | 'unsupported' | 'home-screen' | 'refused';

export function pushAbility(): PushAbility {
  if (!('serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis)) {
    const isTablet = navigator.maxTouchPoints > 1 && /Macintosh/.test(navigator.userAgent);
    return isTablet || /iPhone|iPad/.test(navigator.userAgent) ? 'home-screen' : 'unsupported';
  }
  return Notification.permission === 'denied' ? 'refused' : 'able';
}

/** @param page whose service worker shows the messages: `/board` */
export class BrowserPush {
  constructor(private readonly page: string) {}

  /** The subscription that this browser has already; undefined without one. */
  async current(): Promise<PushSubscription | undefined> {
    if (pushAbility() !== 'able' || Notification.permission !== 'granted') return undefined;
    const registration = await navigator.serviceWorker.getRegistration(this.page);
    return (await registration?.pushManager.getSubscription()) ?? undefined;
  }

  /**
   * Subscribes with the installation's key, for which the permission must be there. Undefined where the server has no key
   * or cannot be reached, or the browser's maker cannot.
   */
  async subscribe(): Promise<BrowserSubscription | undefined> {
    const answer = await call<PushKey>('/v1/push/key');
    const registration = await navigator.serviceWorker.getRegistration(this.page);
    if (!answer.ok || !registration?.active) return undefined;
    const applicationServerKey = bytesOf(answer.value.publicKey);
    const before = await registration.pushManager.getSubscription();
    // One for a key that is no longer the installation's is good for nothing.
    if (before && !isSame(before.options.applicationServerKey, applicationServerKey))
      await before.unsubscribe();
    try {
      const options = { userVisibleOnly: true, applicationServerKey };
      return asSent(await registration.pushManager.subscribe(options));
    } catch {
      return undefined;
    }
  }

  async unsubscribe(): Promise<void> {
    await (await this.current())?.unsubscribe();
  }
}

function asSent(subscription: PushSubscription): BrowserSubscription {
  const { endpoint = '', keys } = subscription.toJSON();
  return { endpoint, keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' } };
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

function isSame(before: ArrayBuffer | null, now: Uint8Array): boolean {
  return before !== null && new Uint8Array(before).join() === now.join();
}
