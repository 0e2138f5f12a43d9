/** The rows of a list of pickups as CSV, the way a spreadsheet of the reader's language opens it. See docs/metrics.md. */
import type { PickupRow } from '@curbline/contracts/http';
import type { Language } from '@curbline/contracts/ids';
import Papa from 'papaparse';

/** Without it, Excel takes UTF-8 for the system's own encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A spreadsheet would run what begins so as a formula; a plain number is none. */
const FORMULA = /^(?![+-]?\d+([.,]\d+)?$)[=+\-@\t\r]/;

const DIALECTS = {
  en: { delimiter: ',', decimal: '.' },
  fr: { delimiter: ';', decimal: ',' },
} as const;

type Cell = string | number | null;

interface Column {
  readonly name: Readonly<Record<Language, string>>;
  readonly read: (row: PickupRow, places: Places) => Cell;
}

/** How instants and durations are written for one reader. */
interface Places {
  readonly day: (instant: string) => string;
  readonly time: (instant: string) => string;
  readonly iso: (instant: string) => string;
  readonly seconds: (ms: number) => string;
  readonly yesNo: (value: boolean) => string;
}

const instant = (
  fr: string,
  en: string,
  read: (row: PickupRow) => string | null,
  how: 'iso' | 'day' | 'time',
): Column => ({
  name: { fr, en },
  read: (row, places) => {
    const at = read(row);
    return at === null ? null : places[how](at);
  },
});

const duration = (fr: string, en: string, read: (row: PickupRow) => number | null | undefined): Column => ({
  name: { fr, en },
  read: (row, { seconds }) => {
    const ms = read(row);
    return ms == null ? null : seconds(ms);
  },
});

const text = (fr: string, en: string, read: (row: PickupRow) => Cell): Column => ({ name: { fr, en }, read });

const COLUMNS: readonly Column[] = [
  text('commande', 'order', ({ orderId }) => orderId),
  text('code', 'code', ({ shortCode }) => shortCode),
  text('service', 'service', ({ service }) => service),
  text('issue', 'outcome', ({ outcome }) => outcome),
  instant('jour', 'day', ({ countedAt }) => countedAt, 'day'),
  instant('arrivée_date', 'arrived_date', ({ arrivedAt }) => arrivedAt, 'day'),
  instant('arrivée_heure', 'arrived_time', ({ arrivedAt }) => arrivedAt, 'time'),
  instant('remise_date', 'handed_over_date', ({ handedOverAt }) => handedOverAt, 'day'),
  instant('remise_heure', 'handed_over_time', ({ handedOverAt }) => handedOverAt, 'time'),
  instant('arrivée_iso', 'arrived_iso', ({ arrivedAt }) => arrivedAt, 'iso'),
  instant('prise_en_charge_iso', 'claimed_iso', ({ claimedAt }) => claimedAt, 'iso'),
  instant('remise_iso', 'handed_over_iso', ({ handedOverAt }) => handedOverAt, 'iso'),
  text('indice', 'evidence', ({ evidence }) => evidence),
  duration('attente_s', 'wait_s', ({ wait }) => wait?.totalMs),
  duration('avance_s', 'early_s', ({ wait }) => wait?.earlyMs),
  duration('préavis_court_s', 'short_notice_s', ({ wait }) => wait?.shortNoticeMs),
  duration('magasin_s', 'store_s', ({ wait }) => wait?.storeMs),
  duration('réaction_s', 'response_s', ({ responseMs }) => responseMs),
  duration('trajet_s', 'walk_s', ({ walkMs }) => walkMs),
  duration('alerte_donnée_s', 'lead_given_s', ({ leadGivenMs }) => leadGivenMs),
  duration('alerte_voulue_s', 'lead_wanted_s', ({ leadWantedMs }) => leadWantedMs),
  duration('écart_prévision_s', 'eta_error_s', ({ etaErrorMs }) => etaErrorMs),
  { name: { fr: 'doublé', en: 'overtaken' }, read: ({ overtaken }, { yesNo }) => yesNo(overtaken) },
  text('rappels', 'recalls', ({ recalls }) => recalls),
  text('corrections', 'corrections', ({ corrections }) => corrections),
  {
    name: { fr: 'position_partagée', en: 'shared_position' },
    read: ({ sharedPosition }, { yesNo }) => yesNo(sharedPosition),
  },
];

/** Writes CSV for one reader, part by part. */
export class PickupsCsv {
  private readonly places: Places;
  private readonly delimiter: string;

  constructor(
    private readonly language: Language,
    timeZone: string,
  ) {
    const { delimiter, decimal } = DIALECTS[language];
    this.delimiter = delimiter;
    this.places = placesOf(language, timeZone, decimal);
  }

  /** The byte order mark and the names of the columns. */
  head(): string {
    return BYTE_ORDER_MARK + this.write([COLUMNS.map(({ name }) => name[this.language])]);
  }

  /** One line for each pickup; empty without any. */
  lines(pickups: readonly PickupRow[]): string {
    return this.write(pickups.map((row) => COLUMNS.map(({ read }) => read(row, this.places))));
  }

  private write(rows: Cell[][]): string {
    if (rows.length === 0) return '';
    return `${Papa.unparse(rows, { delimiter: this.delimiter, newline: '\r\n', escapeFormulae: FORMULA })}\r\n`;
  }
}

function placesOf(language: Language, timeZone: string, decimal: string): Places {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const offset = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const partsOf = (at: string): [day: string, time: string] => {
    const [day = '', time = ''] = clock.format(Date.parse(at)).split(' ');
    return [day, time];
  };
  const offsetOf = (at: string): string => {
    const name =
      offset.formatToParts(Date.parse(at)).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return name === 'GMT' ? '+00:00' : name.slice('GMT'.length);
  };
  return {
    day: (at) => {
      const [day] = partsOf(at);
      return language === 'fr' ? day.split('-').reverse().join('/') : day;
    },
    time: (at) => partsOf(at)[1],
    iso: (at) => `${partsOf(at).join('T')}${offsetOf(at)}`,
    seconds: (ms) => (ms / 1000).toFixed(1).replace('.', decimal),
    yesNo: (value) => ({ fr: ['non', 'oui'], en: ['no', 'yes'] })[language][Number(value)] ?? '',
  };
}
