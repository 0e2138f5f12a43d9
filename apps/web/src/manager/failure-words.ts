import type { CallResult } from '../live/http.js';
import { m } from '../messages/generated/messages.js';

/** What stands in the place of something that has not been read yet, or cannot be. */
export const unreadWords = ({ failed }: { readonly failed: boolean }): string =>
  failed ? m.staff_unreachable() : '…';

/** What went wrong, in a sentence with the fields that are at fault; null when nothing did. */
export function failureWords(answer: CallResult<unknown> | null): string | null {
  if (answer === null) return m.manager_passkey_nothing();
  if (answer.ok) return null;
  if (!answer.problem) return m.staff_unreachable();
  const { title, detail, errors = [] } = answer.problem;
  return [title, detail, ...errors.map(({ message }) => message)].filter(Boolean).join(' – ');
}
