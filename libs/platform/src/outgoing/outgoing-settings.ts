/** Which private machines Curbline may send requests to, as the environment names them; none unless it does. */
import * as z from 'zod';

const RULE =
  'must be names or addresses with commas between, without https:// and port, such as shop.lan,192.168.1.20';

export const outgoingFields = {
  OUTGOING_PRIVATE_HOSTS: z
    .string()
    .transform((text, context): ReadonlySet<string> => {
      const hosts = text.split(',').map((part) => part.trim().toLowerCase());
      if (hosts.every(isHost)) return new Set(hosts);
      context.addIssue({ code: 'custom', message: RULE });
      return z.NEVER;
    })
    .default(new Set()),
};

/** As a URL would have it, so that the two can be compared. */
function isHost(text: string): boolean {
  const inUrl = text.includes(':') ? `[${text}]` : text;
  return URL.canParse(`http://${inUrl}`) && new URL(`http://${inUrl}`).hostname === inUrl;
}
