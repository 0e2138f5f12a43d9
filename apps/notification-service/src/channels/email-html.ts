/** An e-mail as a page: one column, a button that a thumb hits, readable in a dark inbox and without pictures. */
import { escapeHtml } from '@curbline/platform';
import type { OutgoingMessage } from './message-channel.js';

const BUTTON = { fr: 'Suivre ma commande', en: 'Follow my order' };

/** What stands at the end of an e-mail, with the address where e-mails are ended. */
export const NO_MORE = { fr: 'Ne plus recevoir ces e-mails', en: 'Stop these e-mails' };

type Shown = Pick<OutgoingMessage, 'language' | 'storeName' | 'subject' | 'text' | 'link' | 'unsubscribe'>;

export function emailHtml({ language, storeName, subject, text, link, unsubscribe }: Shown): string {
  const button =
    link === null
      ? ''
      : `<p style="margin:24px 0"><a href="${escapeHtml(link)}" style="display:inline-block;padding:14px 24px;border-radius:8px;background:#0b5c4b;color:#ffffff;font-weight:600;text-decoration:none">${BUTTON[language]}</a></p>`;
  const end =
    unsubscribe === null
      ? ''
      : `<p style="margin:32px 0 0;font-size:14px"><a href="${escapeHtml(unsubscribe)}" style="color:inherit">${NO_MORE[language]}</a></p>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:17px;line-height:1.5">
<div style="max-width:480px;margin:0 auto">
<p style="margin:0 0 16px;font-weight:600">${escapeHtml(storeName)}</p>
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${escapeHtml(subject)}</h1>
<p style="margin:0">${escapeHtml(text)}</p>
${button}
${end}
</div>
</body>
</html>
`;
}
