/** Screens in words. */
import type { DeviceView } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';
import { dateAndTime } from '../../ui/format.js';

/** A screen that is on calls at least every half minute, which is noted to the minute. */
const CONNECTED_MS = 150_000;

export const kindWords = (kind: DeviceView['kind']): string =>
  kind === 'wall' ? m.manager_kind_wall() : m.manager_kind_handheld();

/** "Connected", "Last seen 14 Jul 2026, 09:12". @param now Unix ms by the server's clock */
export function seenWords(lastSeenAt: string | null, now: number, timeZone: string): string {
  if (lastSeenAt === null) return m.screens_never_seen();
  const at = Date.parse(lastSeenAt);
  return now - at < CONNECTED_MS ? m.screens_seen_now() : m.screens_seen({ time: dateAndTime(at, timeZone) });
}
