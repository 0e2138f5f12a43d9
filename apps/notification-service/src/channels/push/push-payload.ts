/**
 * What the browser gets, as declarative web push has it (W3C Push API, "declarative push message"): Safari shows it by
 * itself, in all others the service worker reads the same.
 */
import type { OutgoingMessage } from '../message-channel.js';

/** Of a notification nobody sees more; with the rest it stays below 4,096 bytes once it is encrypted, whatever the letters. */
const LONGEST_TITLE = 100;
const LONGEST_BODY = 500;

const cut = (text: string, most: number): string => {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
};

/** @param tag a notification takes the place of an older one with the same */
export function pushPayload(
  { subject, text, language }: Pick<OutgoingMessage, 'subject' | 'text' | 'language'>,
  navigate: string,
  tag: string,
): string {
  return JSON.stringify({
    web_push: 8030,
    notification: {
      title: cut(subject, LONGEST_TITLE),
      body: cut(text, LONGEST_BODY),
      navigate,
      tag,
      lang: language,
      dir: 'ltr',
      silent: false,
    },
  });
}
