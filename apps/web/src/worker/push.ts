/** Shows what is pushed to this page, and opens the page that it is about. */
import { type PushedNotice, readPushed } from './read-pushed.js';

declare const self: ServiceWorkerGlobalScope;

/** @param page where a message leads that says nothing else: `/board` */
export function tellByPush(page: string): void {
  self.addEventListener('push', (event) => {
    const notice = readPushed(event.data?.text() ?? '', self.location.origin, page);
    event.waitUntil(show(notice));
  });
  self.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(open(String(event.notification.data ?? page)));
  });
  self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));
}

async function show({ title, body, tag, lang, navigate }: PushedNotice): Promise<void> {
  // What takes the place of an older notice rings all the same.
  const options = { body, tag, lang, data: navigate, icon: '/icons/board-192.png', renotify: tag !== '' };
  await self.registration.showNotification(title, options);
}

/** In the page that is open already, else in a new one. */
async function open(address: string): Promise<void> {
  const { pathname, hash } = new URL(address, self.location.origin);
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = windows.find(({ url }) => new URL(url).pathname === pathname);
  if (!shown) return void (await self.clients.openWindow(address));
  const focused = await shown.focus();
  if (hash !== '' && focused.url !== address)
    await focused.navigate(address).catch(() => self.clients.openWindow(address));
}

/** What browsers say when they change a subscription by themselves; some leave the new one out, some both. */
interface SubscriptionChange extends ExtendableEvent {
  readonly oldSubscription?: PushSubscription | null;
  readonly newSubscription?: PushSubscription | null;
}

/** Where the old one is not known, the page says it at its next visit. */
async function renew(event: Event): Promise<void> {
  const { oldSubscription, newSubscription } = event as SubscriptionChange;
  if (!oldSubscription) return;
  const renewed = newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription.options));
  const { endpoint, keys } = renewed.toJSON();
  await fetch('/v1/push/renewals', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ oldEndpoint: oldSubscription.endpoint, subscription: { endpoint, keys } }),
  });
}
