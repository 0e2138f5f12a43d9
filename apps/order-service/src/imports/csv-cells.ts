/** What a cell of a spreadsheet says. Whatever is not understood is passed on as it is, for the schema to refuse. */
import { isDeeperThan, MAX_JSON_DEPTH, type Text } from '@curbline/platform';

/** A spreadsheet would run what begins so as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Why a cell cannot be taken as text; undefined when it can. */
export function formulaFault(cell: string): Text | undefined {
  if (!FORMULA.test(cell)) return undefined;
  const begins = JSON.stringify(cell.charAt(0));
  return {
    en: `begins with ${begins}, which spreadsheets run as a formula: begin with a letter or a digit`,
    fr: `commence par ${begins}, ce qu’un tableur exécute comme une formule\u00a0: commencez par une lettre ou un chiffre`,
  };
}

/** `45,76` and `45.76` are the same number. */
export function numberIn(cell: string): unknown {
  const plain = cell.replace(/[\s\u00a0\u202f]/g, '').replace('−', '-');
  return /^[+-]?\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(',', '.')) : cell;
}

/** `fr, en`, `fr/en` and `FR EN` alike. */
export const languagesIn = (cell: string): unknown =>
  cell
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);

/** `curbside, walk_in` and `curbside/walk_in` alike. */
export const servicesIn = (cell: string): unknown =>
  cell
    .toLowerCase()
    .split(/[^a-z_]+/)
    .filter(Boolean);

const YES = /^(yes|oui|true|vrai|1)$/i;
const NO = /^(no|non|false|faux|0)$/i;
export function yesOrNoIn(cell: string): unknown {
  if (YES.test(cell)) return true;
  return NO.test(cell) ? false : cell;
}

const CLOSED = /^(closed|ferm[ée]e?|-|–)$/i;
const TIME = /^(\d{1,2})(?:\s*[:hH.]\s*(\d{2})?)?$/;

/** The hours of a day: `09:00-12:30 14:00-19:00`, `9h-19h`, `closed`, `fermé`. */
export function spansIn(cell: string): unknown {
  if (CLOSED.test(cell)) return [];
  const spans = cell
    .split(/[-–—]/)
    .map((part) => part.trim())
    .join('-')
    .split(/[\s,;+&]+/);
  return spans.map((span) => {
    const [from = '', to = ''] = span.split('-');
    return { from: timeIn(from), to: timeIn(to) };
  });
}

function timeIn(text: string): string {
  const [, hours, minutes = '00'] = TIME.exec(text) ?? [];
  return hours === undefined ? text : `${hours.padStart(2, '0')}:${minutes}`;
}

/** Days apart: `2026-12-25 closed | 2026-12-24/2026-12-31 09:00-17:00`. */
export function exceptionsIn(cell: string): unknown {
  return cell
    .split(/[|\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [days = '', ...hours] = part.split(/\s+/);
      const [from = '', to = from] = days.split('/');
      return { from, to, spans: spansIn(hours.join(' ')), label: { fr: '', en: '' } };
    });
}

export function geoJsonIn(cell: string): unknown {
  if (isDeeperThan(cell, MAX_JSON_DEPTH)) return cell;
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return cell;
  }
}
