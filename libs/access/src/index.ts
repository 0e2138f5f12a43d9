/** @curbline/access: principals, sessions and guards. */
export { AccessModule } from './access.module.js';
export { BoardPresence } from './board-presence.js';
export {
  AdminGuard,
  AtTheDoorGuard,
  BoardGuard,
  BoardOrManagerGuard,
  DeviceGuard,
  FiguresGuard,
  ManagerGuard,
  SettingUpGuard,
  ShopGuard,
  StaffGuard,
} from './guards/guards.js';
export { CustomerGuard, ForSubstitutes } from './guards/customer.guard.js';
export { CONFIRMED_FOR_MS, ConfirmedGuard } from './guards/confirmed.guard.js';
export { PagePresence } from './page-presence.js';
export { Principal, principalOf, setPrincipal } from './guards/principal.js';
export {
  type AnyPrincipal,
  type BoardPrincipal,
  covers,
  type CustomerPrincipal,
  type DevicePrincipal,
  isAdmin,
  type ManagerPrincipal,
  type MaskedPrincipal,
  reaches,
  type ShopPrincipal,
  type StaffPrincipal,
  type WallPrincipal,
} from './principals.js';
export {
  hashCode,
  hashSecret,
  hashToken,
  newCode,
  newPin,
  newShopKey,
  newToken,
  verifySecret,
} from './secrets.js';
export { type HeldTrip, HeldTrips } from './sessions/held-trips.js';
export { type LinkStanding, linkGone, whyLinkEnded } from './sessions/link-end.js';
export { type CookieKind, SessionCookies } from './sessions/session-cookies.js';
export { asksForSecondFactor } from './sessions/sign-in-stage.js';
export { type TripCookie, TripCookies, TRIPS_A_BROWSER } from './sessions/trip-cookies.js';
export { parseStoreToken, type StoreToken, storeTokenText } from './store-token.js';
export { SESSION_CACHE_MS } from './sessions/session-cache.js';
export { TOKEN_OVERLAP_MS } from './sessions/session-queries.js';
export { MANAGER_IDLE_MS, type SeenDeviceToken, SessionPrincipals } from './sessions/session-principals.js';
export { MANAGER_SESSION_MS, Sessions, STAFF_SESSION_MS } from './sessions/sessions.js';
export { STAFF_IDLE_MS } from './sessions/sessions-standing.js';
