/** Which private machines and push services Curbline may send requests to, as the environment names them; none unless it does. */
import * as z from 'zod';

const RULE =
  'must be names or addresses with commas between, without https:// and port, such as shop.lan,192.168.1.20';

const hosts = z
  .string()
  .transform((text, context): ReadonlySet<string> => {
    const named = text.split(',').map((part) => part.trim().toLowerCase());
    if (named.every(isHost)) return new Set(named);
    context.addIssue({ code: 'custom', message: RULE });
    return z.NEVER;
  })
  .default(new Set());

export const outgoingFields = {
  OUTGOING_PRIVATE_HOSTS: hosts,
  /** Push services besides those of the browsers' makers. */
  PUSH_HOSTS: hosts,
};

/** As a URL would have it, so that the two can be compared. */
function isHost(text: string): boolean {
  const inUrl = text.includes(':') ? `[${text}]` : text;
  return URL.canParse(`http://${inUrl}`) && new URL(`http://${inUrl}`).hostname === inUrl;
}
