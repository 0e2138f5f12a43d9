/** Who of a store is told that customers wait and no board is connected, in which order, and in which words. */
import type { Channel } from './message-kinds.js';

/** Where somebody is reached; a channel without an address is left out. */
export type StaffAddresses = Readonly<Partial<Record<Exclude<Channel, 'push'>, string>>>;

export interface DarkBoard {
  /** When a board was last connected, Unix ms; null when none ever was. */
  readonly lastConnectedAt: number | null;
  /** The store's calendar day: a board that nobody turns on is told of once a day. */
  readonly day: string;
}

export interface PlannedAlert {
  readonly key: string;
  readonly channel: Exclude<Channel, 'push'>;
  readonly to: string;
  /** Unix ms, as the next. */
  readonly dueAt: number;
  readonly expiresAt: number;
  /** The first goes in any case; the others only while it is still dark and somebody waits. */
  readonly unless: 'board_connected' | null;
}

const MINUTE_MS = 60_000;
/** So long after the store's first address its second has a try, and then the manager. */
const SECOND_ADDRESS_AFTER_MS = 2 * MINUTE_MS;
const MANAGER_AFTER_MS = 5 * MINUTE_MS;
const LIFETIME_MS = 30 * MINUTE_MS;
const ORDER = ['sms', 'email'] as const;

/**
 * The alerts of one darkness: the same keys however often it is decided, so each is sent once. The store comes first,
 * its manager when nobody did anything about it; where the store has no address, the manager at once.
 */
export function darkBoardAlerts(
  { lastConnectedAt, day }: DarkBoard,
  store: StaffAddresses,
  manager: StaffAddresses,
  now: number,
): PlannedAlert[] {
  const darkness = `${lastConnectedAt ?? 'never'}:${day}`;
  const hasStore = ORDER.some((channel) => store[channel] !== undefined);
  const to = (whom: 'store' | 'manager', addresses: StaffAddresses, startsAfterMs: number): PlannedAlert[] =>
    ORDER.filter((channel) => addresses[channel] !== undefined).map((channel, index) => {
      const afterMs = startsAfterMs + index * SECOND_ADDRESS_AFTER_MS;
      return {
        key: `dark_board:${whom}:${darkness}`,
        channel,
        to: addresses[channel] ?? '',
        dueAt: now + afterMs,
        expiresAt: now + LIFETIME_MS,
        unless: afterMs === 0 ? null : 'board_connected',
      };
    });
  return [...to('store', store, 0), ...to('manager', manager, hasStore ? MANAGER_AFTER_MS : 0)];
}

/** @param since when the first of them came, by the store's clock: `17:42` */
export function darkBoardText(
  language: 'fr' | 'en',
  { store, waiting, since }: { readonly store: string; readonly waiting: number; readonly since: string },
): { readonly sms: string; readonly subject: string; readonly body: string } {
  if (language === 'fr') {
    const who = waiting === 1 ? 'un client attend' : `${waiting} clients attendent`;
    return {
      sms: `${store} : ${who} depuis ${since} et aucun écran n'est allumé. Allumez un écran.`,
      subject: `${store}\u00a0: ${who}, aucun écran allumé`,
      body: `Depuis ${since}, ${who} et aucun écran du magasin n’est connecté\u00a0: personne ne voit qui est arrivé. Allumez un écran et vérifiez son réseau.`,
    };
  }
  const who = waiting === 1 ? 'a customer has been waiting' : `${waiting} customers have been waiting`;
  return {
    sms: `${store}: ${who} since ${since} and no screen is on. Please switch one on.`,
    subject: `${store}: ${who}, no screen is on`,
    body: `Since ${since}, ${who} and none of the store’s screens is connected: nobody sees who has arrived. Switch a screen on and check its network.`,
  };
}
