/** What an endpoint may be: an address that may be asked, and stores that its manager reaches. */
import type { ManagerPrincipal } from '@curbline/access';
import { type OutgoingRefusal, problem, type Text } from '@curbline/platform';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.js';

const WRONG_URL: Readonly<Record<OutgoingRefusal, Text>> = {
  not_a_url: {
    en: 'must be an address such as https://shop.example/webhooks',
    fr: 'doit être une adresse comme https://shop.example/webhooks',
  },
  not_https: {
    en: 'must begin with https',
    fr: 'doit commencer par https',
  },
  has_credentials: {
    en: 'must have no name or password in it: the signature proves who sends',
    fr: 'ne doit contenir ni nom ni mot de passe\u00a0: la signature prouve qui envoie',
  },
  address_not_public: {
    en: 'must be on the public internet; for a private machine the operator names it in OUTGOING_PRIVATE_HOSTS',
    fr: 'doit être sur l’internet public\u00a0; pour une machine privée, l’exploitant la nomme dans OUTGOING_PRIVATE_HOSTS',
  },
};

/** @throws ProblemException `invalid-input` */
export function refuseUrl(refusal: OutgoingRefusal | undefined): void {
  if (refusal) throw problem('invalid-input', { errors: [{ field: 'url', message: WRONG_URL[refusal] }] });
}

/** Whoever sees or changes an endpoint reaches all of its stores. */
export function isReached(
  { storeIds: reached }: Pick<ManagerPrincipal, 'storeIds'>,
  { storeIds }: Pick<WebhookEndpointEntity, 'storeIds'>,
): boolean {
  if (reached === null) return true;
  return storeIds !== null && storeIds.every((id) => reached.includes(id));
}

/** @throws ProblemException `not-allowed` */
export function refuseStores(manager: ManagerPrincipal, storeIds: string[] | null): void {
  if (isReached(manager, { storeIds })) return;
  throw problem('not-allowed', {
    detail: {
      en: 'storeIds must name stores that are yours; all stores are for admins',
      fr: 'storeIds doit nommer vos magasins\u00a0; tous les magasins, c’est pour les administrateurs',
    },
  });
}
