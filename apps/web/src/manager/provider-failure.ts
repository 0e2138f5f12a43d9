/** How a sign-in with the identity provider ended that brought nobody in: it is in the address that it came back to. */
import { m } from '../messages/generated/messages.js';

const WORDS: Readonly<Record<string, () => string>> = {
  unavailable: m.manager_sign_in_unavailable,
  refused: m.manager_sign_in_refused,
  unknown: m.manager_sign_in_unknown,
};

/** A sentence, once: the address forgets it. */
export function providerFailure(): string | null {
  const [, reason = ''] = /^#sign-in=([a-z]+)$/.exec(location.hash) ?? [];
  if (reason) history.replaceState(null, '', location.pathname);
  return WORDS[reason]?.() ?? null;
}
