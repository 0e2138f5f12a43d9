/** What the reader of an e-mail sees under its link: one question, one button, and a way back. */
import { createHash } from 'node:crypto';
import type { PlainAnswer } from '@curbline/platform';
import type { PageLanguage } from './unsubscribe-links.js';

/** `ask`: nothing is changed yet. A mail scanner opens the link too, so it takes the button. */
export type UnsubscribeStep = 'ask' | 'ended' | 'resumed' | 'broken';

interface Words {
  readonly title: string;
  readonly text: string;
  readonly button?: string;
}

const WORDS: Readonly<Record<PageLanguage, Readonly<Record<UnsubscribeStep, Words>>>> = {
  fr: {
    ask: {
      title: 'Ne plus recevoir nos e‑mails ?',
      text: 'Vous ne saurez plus par e-mail que votre commande est prête ou en retard.',
      button: 'Ne plus recevoir d’e-mails',
    },
    ended: {
      title: 'C’est fait',
      text: 'Nous ne vous enverrons plus d’e-mails à cette adresse.',
      button: 'Recevoir à nouveau les e-mails',
    },
    resumed: {
      title: 'Vous recevrez à nouveau nos e‑mails',
      text: 'Nous vous préviendrons quand votre prochaine commande sera prête.',
      button: 'Ne plus recevoir d’e-mails',
    },
    broken: {
      title: 'Ce lien n’est pas complet',
      text: 'Ouvrez-le depuis l’e-mail, ou dites au magasin que vous ne voulez plus en recevoir.',
    },
  },
  en: {
    ask: {
      title: 'Stop our e‑mails?',
      text: 'You will no longer learn by e-mail that your order is ready or late.',
      button: 'Stop e-mails',
    },
    ended: {
      title: 'Done',
      text: 'We will send no more e-mails to this address.',
      button: 'Get e-mails again',
    },
    resumed: {
      title: 'You will get our e‑mails again',
      text: 'We will let you know when your next order is ready.',
      button: 'Stop e-mails',
    },
    broken: {
      title: 'This link is not complete',
      text: 'Open it from the e-mail, or tell the store that you want no more of them.',
    },
  },
};

const STYLE =
  ':root{color-scheme:light dark}' +
  'body{margin:0;padding:2rem 1rem;font:1.125rem/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}' +
  'main{max-width:30rem;margin:0 auto}' +
  'h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem;text-wrap:balance}' +
  'button{font:inherit;font-weight:600;width:100%;min-height:3.5rem;margin-top:1rem;border:0;border-radius:.5rem;' +
  'background:#0b5c4b;color:#fff}' +
  // The way back is not hit by whoever taps twice.
  'button[value=resume]{background:none;color:inherit;border:2px solid currentColor}' +
  'button:focus-visible{outline:3px solid currentColor;outline-offset:3px}';

const POLICY =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The page of one step, with the headers that it needs. */
export function unsubscribePage(step: UnsubscribeStep, language: PageLanguage): PlainAnswer {
  const { title, text, button } = WORDS[language][step];
  const wish = step === 'ended' ? 'resume' : 'stop';
  // Without an address a form is sent to the one that it came from.
  const form =
    button === undefined
      ? ''
      : `<form method="post"><button name="wish" value="${wish}">${button}</button></form>`;
  return {
    status: step === 'broken' ? 400 : 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    body: `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p role="status">${text}</p>
${form}
</main>
</body>
</html>
`,
  };
}
