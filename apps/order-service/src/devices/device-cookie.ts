import { type SessionCookies, storeTokenText } from '@curbline/access';
import type { HttpReply } from '@curbline/platform';

/** Browsers keep a cookie no longer than this; a revoked device loses access sooner. */
const DEVICE_COOKIE_S = 400 * 24 * 3600;

/** Gives the screen its token. */
export function setDeviceCookie(
  cookies: SessionCookies,
  reply: HttpReply,
  storeId: string,
  token: string,
): void {
  cookies.set(reply, 'device', storeTokenText({ storeId, token }), DEVICE_COOKIE_S);
}
