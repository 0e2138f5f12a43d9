/** Why a customer's link ended, and the refusal that says so with the store to call. */
import type { LinkEnd } from '@curbline/contracts/problems';
import { problem, type ProblemException } from '@curbline/platform';

/** The state of a link in the database, with the public name and phone number of its store. */
export interface LinkStanding {
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
  readonly closed_at: Date | null;
  readonly name: string;
  readonly phone: string;
}

const DETAILS: Readonly<Record<LinkEnd, { readonly en: string; readonly fr: string }>> = {
  revoked: {
    en: 'It was withdrawn; ask the store for a new one',
    fr: 'Il a été retiré ; demandez-en un nouveau au magasin',
  },
  ended: { en: 'This pickup is over', fr: 'Ce retrait est terminé' },
  expired: {
    en: 'Its time has run out; ask the store for a new one',
    fr: 'Il a expiré ; demandez-en un nouveau au magasin',
  },
};

export function whyLinkEnded({ revoked_at, closed_at }: LinkStanding): LinkEnd {
  if (revoked_at !== null) return 'revoked';
  return closed_at === null ? 'expired' : 'ended';
}

/** The refusal for a link, or its session, that is no longer valid. */
export function linkGone(standing: LinkStanding): ProblemException {
  const reason = whyLinkEnded(standing);
  const { name, phone } = standing;
  return problem('link-gone', { detail: DETAILS[reason], link: { reason, store: { name, phone } } });
}
