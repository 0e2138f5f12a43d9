/**
 * The page for a person who opens an unknown address; programs get problem details. Its style is a file of the pages
 * (`apps/web/public/lost.css`), because the content security policy allows no inline styles.
 */
import type { Language } from '@curbline/contracts/ids';
import { type HttpRequest, headerOf } from '../requests/http.js';

/** Whether a browser opened an unknown address: browsers accept HTML explicitly, programs do not. */
export function isPersonLost(request: HttpRequest): boolean {
  if (!request.is404 || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
  return !request.url.startsWith('/v1/') && (headerOf(request, 'accept') ?? '').includes('text/html');
}

const TEXTS: Readonly<Record<Language, { title: string; text: string; collect: string; start: string }>> = {
  en: {
    title: 'There is no page here',
    text: 'The address may be incomplete or out of date.',
    collect: 'Here to collect an order? Open the whole link in the message you received.',
    start: 'Go to the start page',
  },
  fr: {
    title: 'Il n’y a pas de page ici',
    text: 'L’adresse est peut-être incomplète ou n’existe plus.',
    collect: 'Vous venez chercher une commande\u00a0? Ouvrez le lien entier du message que vous avez reçu.',
    start: 'Aller à la page d’accueil',
  },
};

export function lostPage(language: Language): string {
  const { title, text, collect, start } = TEXTS[language];
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${title} – Curbline</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/lost.css" />
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${text}</p>
      <p>${collect}</p>
      <p><a href="/">${start}</a></p>
    </main>
  </body>
</html>
`;
}
