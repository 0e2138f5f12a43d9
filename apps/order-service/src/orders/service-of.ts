/** Of which service an order is at its store. */
import type { PlaceOrder, StoreSettings } from '@curbline/contracts/http';
import type { Service } from '@curbline/contracts/ids';
import { decideService, offeredOf } from '@curbline/domain/offered-services';
import { problem } from '@curbline/platform';

/** @throws ProblemException `service-not-offered`, with what the store offers. */
export function serviceOf({ service }: Pick<PlaceOrder, 'service'>, settings: StoreSettings): Service {
  const offered = offeredOf(settings.services);
  const decided = decideService(service, offered);
  if ('service' in decided) return decided.service;
  const list = offered.join(', ');
  const message = {
    en: `the store offers ${list} and not ${service}: send one of those, or let its manager switch ${service} on`,
    fr: `le magasin propose ${list} et non ${service}\u00a0: envoyez un service de cette liste, ou demandez au responsable d’activer ${service}`,
  };
  throw problem(decided.refused, { errors: [{ field: 'service', message }] });
}
