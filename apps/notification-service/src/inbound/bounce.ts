/** Reads the report of a mail server about a message of ours that it could not deliver (RFC 3464). */
import PostalMime from 'postal-mime';

export interface Bounce {
  /** The message of ours, with its angle brackets. */
  readonly messageId: string;
  /** `failed`: it never arrives. `delivered` where a server was asked to tell. */
  readonly outcome: 'failed' | 'delivered';
  /** Such as `5.1.1` (RFC 3463). */
  readonly status: string;
}

/** Statuses of RFC 3463 by which a mailbox is not there, or takes nothing any more. */
const NO_SUCH_MAILBOX = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1']);

/** Whether the next message to the address would come back too. */
export const isForGood = ({ outcome, status }: Bounce): boolean =>
  outcome === 'failed' && NO_SUCH_MAILBOX.has(status);

/**
 * @param raw the whole mail as it came in
 * @returns undefined for every other mail, an automatic answer or a report that it is late, for instance
 */
export async function readBounce(raw: string): Promise<Bounce | undefined> {
  const parts = await partsOf(raw);
  const text = (type: RegExp): string => parts.find(({ mimeType }) => type.test(mimeType))?.text ?? '';
  const report = text(/^message\/(?:global-)?delivery-status$/);
  const outcome = fieldOf(report, 'Action')?.toLowerCase();
  if (outcome !== 'failed' && outcome !== 'delivered') return undefined;
  const original = text(/^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/global-headers)$/);
  const [messageId] = /<[^<>\s]+>/.exec(fieldOf(original, 'Message-ID') ?? '') ?? [];
  const [status = ''] = /\d\.\d{1,3}\.\d{1,3}/.exec(fieldOf(report, 'Status') ?? '') ?? [];
  return messageId === undefined ? undefined : { messageId, outcome, status };
}

interface Part {
  readonly mimeType: string;
  readonly text: string;
}

async function partsOf(raw: string): Promise<Part[]> {
  // What is deeper nested than any report is refused by the parser: it holds no report.
  const options = { forceRfc822Attachments: true, attachmentEncoding: 'utf8' } as const;
  const mail = await PostalMime.parse(raw, options).catch(() => undefined);
  return (mail?.attachments ?? []).map(({ mimeType, content }) => ({ mimeType, text: String(content) }));
}

/** A field of a header, its folded lines joined. */
function fieldOf(header: string, name: string): string | undefined {
  const unfolded = header.replaceAll(/\r?\n[ \t]+/g, ' ');
  return new RegExp(`^${name}:\\s*(.+?)\\s*$`, 'im').exec(unfolded)?.[1];
}
