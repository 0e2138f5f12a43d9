import { describe, expect, it } from 'vitest';
import { isForGood, readBounce } from './bounce.js';

const ID = '<7f7f7f7f-7f7f-4f7f-8f7f-7f7f7f7f7f7f@shop.example>';

interface Report {
  readonly action?: string;
  readonly status?: string;
  readonly original?: string;
  readonly type?: string;
}

/** What Postfix, Exim and Exchange send back, in its parts. */
function report({ action = 'failed', status = '5.1.1', original, type = 'message/rfc822' }: Report): string {
  return [
    'From: MAILER-DAEMON@mx.example (Mail Delivery System)',
    'To: bounces@shop.example',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="between"',
    '',
    '--between',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'The mailbox does not exist.',
    '',
    '--between',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    'Arrival-Date: Wed, 11 Mar 2026 17:00:00 +0000',
    '',
    'Final-Recipient: rfc822; gone@example.com',
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '',
    '--between',
    `Content-Type: ${type}`,
    '',
    original ?? `Message-ID: ${ID}\nSubject: Order K7P\nContent-Type: text/plain\n\nIt is ready.`,
    '',
    '--between--',
    '',
  ].join('\n');
}

describe('a report of a mail server', () => {
  it.each([
    ['with the whole message', {}],
    ['with its header alone', { type: 'text/rfc822-headers', original: `Subject: x\nMessage-ID: ${ID}\n` }],
    ['with a folded header', { original: `Subject: x\nMessage-ID:\n ${ID}\n\nText` }],
    ['in capitals', { action: 'FAILED', original: `MESSAGE-ID: ${ID}\n\nText` }],
  ])('%s names the message that failed', async (_, parts) => {
    const found = { messageId: ID, outcome: 'failed', status: '5.1.1' };
    expect(await readBounce(report(parts))).toEqual(found);
    expect(await readBounce(report(parts).replaceAll('\n', '\r\n'))).toEqual(found);
  });

  it('says that it was delivered where that was asked', async () => {
    const read = await readBounce(report({ action: 'delivered', status: '2.0.0' }));
    expect(read).toEqual({ messageId: ID, outcome: 'delivered', status: '2.0.0' });
  });

  it.each([
    ['a report that it is late', report({ action: 'delayed', status: '4.4.1' })],
    ['a report about a message without an id', report({ original: 'Subject: x\n\nText' })],
    ['an automatic answer', `From: a@b.example\nAuto-Submitted: auto-replied\nIn-Reply-To: ${ID}\n\nAway.`],
    ['nothing', ''],
    ['no mail', `${'\u0000'.repeat(50)}{"json": true}`],
    ['a nest of parts', nested(2_000)],
  ])('%s is passed over', async (_, raw) => {
    expect(await readBounce(raw)).toBeUndefined();
  });

  it('is for good where there is no such mailbox, not where it is full', () => {
    const failed = (status: string) => isForGood({ messageId: ID, outcome: 'failed', status });
    expect(['5.1.1', '5.1.10', '5.2.1'].map(failed)).toEqual([true, true, true]);
    expect(['5.2.2', '4.4.7', '5.7.1', ''].map(failed)).toEqual([false, false, false, false]);
    expect(isForGood({ messageId: ID, outcome: 'delivered', status: '5.1.1' })).toBe(false);
  });
});

function nested(depth: number): string {
  const opened = Array.from(
    { length: depth },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}`,
  );
  return `MIME-Version: 1.0\n${opened.join('\n')}\n\nText`;
}
