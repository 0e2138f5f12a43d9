/**
 * What a browser hands over as its subscription comes from whoever runs the page: it may lead to push services alone, and
 * its keys must be keys (server-side request forgery: OWASP API7:2023).
 */
import { ECDH } from 'node:crypto';
import type { BrowserSubscription } from '@curbline/contracts/http';
import { type FieldError, type OutgoingRequests, problem, type Text } from '@curbline/platform';

/** Those of the browsers' makers: Chrome and those made from it, Firefox, Safari, Edge. */
const HOSTS: readonly string[] = ['fcm.googleapis.com', 'updates.push.services.mozilla.com'];
const DOMAINS: readonly string[] = ['.push.apple.com', '.notify.windows.com'];

/** @param own further hosts, which the operator named */
function isPushService({ hostname, port }: URL, own: ReadonlySet<string>): boolean {
  if (own.has(hostname.replace(/^\[|\]$/g, ''))) return true;
  return port === '' && (HOSTS.includes(hostname) || DOMAINS.some((domain) => hostname.endsWith(domain)));
}

const NOT_PUBLIC: Text = {
  en: 'must be the address of a push service on the public internet, as the browser gives it',
  fr: 'doit être l’adresse d’un service push sur l’internet public, telle que le navigateur la donne',
};
const FOREIGN: Text = {
  en: 'is not a push service that Curbline knows: the operator can name its host in PUSH_HOSTS',
  fr: 'n’est pas un service push connu de Curbline\u00a0: l’exploitant peut nommer son hôte dans PUSH_HOSTS',
};
const NO_KEY: Text = {
  en: 'is not a key that a browser made: subscribe again',
  fr: 'n’est pas une clé créée par un navigateur\u00a0: abonnez-vous à nouveau',
};

/** @throws ProblemException `invalid-input` that names the field. */
export function requirePushService(
  { endpoint, keys }: BrowserSubscription,
  outgoing: OutgoingRequests,
  own: ReadonlySet<string>,
): void {
  const errors: FieldError[] = [];
  if (outgoing.refusalOf(endpoint)) errors.push({ field: 'subscription.endpoint', message: NOT_PUBLIC });
  else if (!isPushService(new URL(endpoint), own))
    errors.push({ field: 'subscription.endpoint', message: FOREIGN });
  if (!isOnTheCurve(keys.p256dh)) errors.push({ field: 'subscription.keys.p256dh', message: NO_KEY });
  if (errors.length > 0) throw problem('invalid-input', { errors });
}

function isOnTheCurve(p256dh: string): boolean {
  try {
    ECDH.convertKey(Buffer.from(p256dh, 'base64url'), 'prime256v1');
    return true;
  } catch {
    return false;
  }
}
