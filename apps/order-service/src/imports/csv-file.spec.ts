import { describe, expect, it } from 'vitest';
import { MOST_IMPORT_ROWS } from '@curbline/contracts/http';
import { ProblemException } from '@curbline/platform';
import { readCsv } from './csv-file.js';
import { readDeclared } from './declared-file.js';
import { textOf } from './file-text.js';

const FRENCH = [
  'Magasin;Nom;Adresse;Téléphone;Fuseau horaire;Latitude;Longitude;Lundi;Dimanche',
  'lyon;Épicerie du Rhône;"1; rue de la Halle";+33 4 00 00 00 00;Europe/Paris;45,7606;4,8571;9h-12h30 14h-19h;fermé',
].join('\r\n');

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Buffer => Buffer.from(text, encoding);
const read = (file: Uint8Array) => readCsv(textOf(file));
const english = async (text: string): Promise<string[]> =>
  (await read(bytes(text))).refused[0]!.errors.map(({ field, message }) => `${field}: ${message.en}`);

const problemOf = async (work: Promise<unknown>): Promise<ProblemException> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProblemException) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('a CSV as spreadsheets save it', () => {
  const LYON = {
    id: 'lyon',
    name: 'Épicerie du Rhône',
    address: '1; rue de la Halle',
    phone: '+33 4 00 00 00 00',
    timeZone: 'Europe/Paris',
    latitude: 45.7606,
    longitude: 4.8571,
    hours: [
      [
        { from: '09:00', to: '12:30' },
        { from: '14:00', to: '19:00' },
      ],
      ...Array.from({ length: 6 }, () => []),
    ],
  };

  it.each([
    ['UTF-8', bytes(FRENCH), 'utf-8'],
    ['UTF-8 with a byte order mark', bytes(`\uFEFF${FRENCH}`), 'utf-8'],
    ['Latin-1', bytes(FRENCH, 'latin1'), 'windows-1252'],
    ['UTF-16 with a byte order mark', bytes(`\uFEFF${FRENCH}`, 'utf16le'), 'utf-16'],
  ])('is the same store in %s', async (_name, file, encoding) => {
    const { about, rows } = await read(file);
    expect(about).toEqual({ format: 'csv', encoding, separator: ';', rows: 1, ignored: [] });
    expect(rows.map(({ row, requested }) => [row, requested])).toEqual([[2, LYON]]);
  });

  it.each([
    [',', 'store,bay,latitude,longitude\nlyon,B4,45.76,4.85'],
    [';', 'magasin;place;lat;lon\nlyon;B4;45,76;4,85'],
    ['\t', 'Store ID\tBay\tLatitude\tLongitude\tOwner\nlyon\tB4\t45.76\t4.85\tMe'],
  ])('finds out that %j separates, and that it is about bays', async (separator, text) => {
    const { about, rows } = await read(bytes(text));
    expect(about.separator).toBe(separator);
    expect(about.ignored).toEqual(separator === '\t' ? ['Owner'] : []);
    expect(rows[0]).toMatchObject({
      kind: 'bay',
      requested: { store: 'lyon', label: 'B4', latitude: 45.76, longitude: 4.85 },
    });
  });

  it('reads people with their roles in French', async () => {
    const { rows } = await read(
      bytes('magasin;nom;rôle;identifiant\nlyon;Léa;Équipe;\nlyon;Ana;responsable;Ana@Shop.example'),
    );
    expect(rows.map(({ requested }) => requested)).toEqual([
      { store: 'lyon', name: 'Léa', role: 'staff' },
      { store: 'lyon', name: 'Ana', role: 'manager', login: 'ana@shop.example' },
    ]);
  });

  it('reads days apart', async () => {
    const text = 'id;exceptions\nlyon;2026-12-25 closed | 2026-12-26/2026-12-31 09:00-17:00';
    expect((await read(bytes(text))).rows[0]?.requested).toMatchObject({
      exceptions: [
        { from: '2026-12-25', to: '2026-12-25', spans: [] },
        { from: '2026-12-26', to: '2026-12-31', spans: [{ from: '09:00', to: '17:00' }] },
      ],
    });
  });
});

describe('a row that cannot be', () => {
  it('is refused by the name of its column, with the remedy', async () => {
    expect(await english('id;nom\nlyon;=HYPERLINK("http://evil")')).toEqual([
      'nom: begins with "=", which spreadsheets run as a formula: begin with a letter or a digit',
    ]);
    expect(await english('id;lat;lon\nsydney;151,2;-33,9')).toEqual([
      'lat: a latitude is between -90 and 90: it may be swapped with the longitude',
    ]);
    expect(await english('id,address\nlyon,1, rue de la Halle')).toEqual([
      'row: has 3 cells where the first row has 2: put text with "," in quotation marks',
    ]);
    expect(await english('id;lundi\nlyon;9-25h')).toEqual(['lundi: a time of day is HH:MM']);
    expect(await english('id;nom;lat\nlyon;Halle;45')).toEqual(['lat: latitude and longitude go together']);
    expect(await english('store;name;role\nlyon;Ana;manager')).toEqual(['login: a manager needs a login']);
    expect(await english('id;name\nLyon 3;Halle')).toEqual(['id: a store id is 2 to 40 of a-z, 0-9 and -']);
  });

  it('does not hold up the rows beside it, and keeps their numbers over empty ones', async () => {
    const { rows, refused } = await read(bytes('id;name\nlyon;Halle\n;\n\nl;x\nbristol;Quay'));
    expect(rows.map(({ row }) => row)).toEqual([2, 6]);
    expect(refused.map(({ row }) => row)).toEqual([5]);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['a wrong separator', 'id|name|address\nlyon|Halle|x', 'invalid-input'],
    ['no headers', 'lyon;Halle;1 rue', 'invalid-input'],
    ['a column twice', 'id;name;nom\nlyon;a;b', 'invalid-input'],
    ['a quotation mark that stays open', 'id;name\nlyon;"Halle\nbristol;Quay', 'invalid-input'],
    ['nothing in it', '', 'invalid-input'],
  ])('is refused for %s', async (_name, text, code) => {
    expect((await problemOf(read(bytes(text)))).code).toBe(code);
  });

  it('is refused for its rows before any of them is done', async () => {
    const many = `id;name\n${'lyon;Halle\n'.repeat(MOST_IMPORT_ROWS + 1)}`;
    expect((await problemOf(read(bytes(many)))).code).toBe('too-large');
  });
});

describe('a declarative file', () => {
  const declared = (text: string) => readDeclared(textOf(bytes(text)));
  const YAML = `
stores:
  - id: lyon
    name: Halle de la Tête
    bays: [{ label: B4, latitude: 45.76, longitude: 4.85 }]
  - { id: lyon-2, opens: early }
people:
  - { store: lyon, name: Léa, role: staff }
`;

  it('is YAML or JSON alike, each entry by itself', async () => {
    const { about, rows, refused } = await declared(YAML);
    expect(about).toMatchObject({ format: 'yaml', rows: 3 });
    expect(rows.map(({ kind, row }) => `${kind} ${row}`)).toEqual(['store 1', 'person 1']);
    expect(refused[0]).toMatchObject({ row: 2, name: 'lyon-2', errors: [{ field: 'opens' }] });
    const json = JSON.stringify({
      stores: rows.filter(({ kind }) => kind === 'store').map(({ requested }) => requested),
    });
    expect((await declared(json)).rows[0]?.requested).toEqual(rows[0]?.requested);
  });

  it.each([
    ['neither', 'stores: [', 'invalid-input'],
    ['a list', '- lyon', 'invalid-input'],
    ['an unknown list', '{"shops": []}', 'invalid-input'],
    [
      'aliases that grow',
      `a: &a [x]\n${'b: [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n'.repeat(1)}c: [${'*a,'.repeat(50)}]`,
      'invalid-input',
    ],
  ])('is refused when it is %s', async (_name, text, code) => {
    expect((await problemOf(declared(text))).code).toBe(code);
  });
});
