import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFolder } from './key-folder.js';
import { seal, unseal } from './seal.js';
import { newTripKey } from './track-keys.js';

const trip = (n: number) => ({
  storeId: 'lyon',
  tripId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
});

describe('KeyFolder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'curbline-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const files = (): string[] => readdirSync(folder).filter((name) => name !== 'CACHEDIR.TAG');

  it('creates one key for each trip, which a restart finds, in files that only the owner can read', async () => {
    const keys = await KeyFolder.open(folder);
    const [one, same] = await Promise.all([keys.obtain(trip(1)), keys.obtain(trip(1))]);
    expect(same).toBe(one);
    expect((await keys.obtain(trip(2))).secret).not.toEqual(one.secret);
    expect(files().map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect((await KeyFolder.open(folder)).find(trip(1))).toEqual(one);
  });

  it('destroys a key, and creates another when the trip starts again', async () => {
    const keys = await KeyFolder.open(folder);
    const first = await keys.obtain(trip(1));
    const sealed = seal(first, trip(1), { latitude: 45.764043 });
    const ends = keys.destroy(trip(1));
    const second = await keys.obtain(trip(1));
    await ends;
    expect(second.secret).not.toEqual(first.secret);
    expect(unseal(second, trip(1), sealed)).toBeUndefined();
    expect(files()).toHaveLength(1);
    expect(readFileSync(join(folder, files()[0]!))).toEqual(Buffer.concat([second.id, second.secret]));
    await keys.destroy(trip(1));
    await keys.destroy(trip(1));
    expect(files()).toEqual([]);
  });

  it('overwrites a key before it unlinks the file', async () => {
    const keys = await KeyFolder.open(folder);
    const { secret } = await keys.obtain(trip(1));
    const copy = join(folder, '..', `${folder.split('/').at(-1)}.link`);
    const { linkSync } = await import('node:fs');
    linkSync(join(folder, files()[0]!), copy);
    await keys.destroy(trip(1));
    expect(readFileSync(copy).includes(secret)).toBe(false);
    rmSync(copy);
  });

  it('destroys old and incomplete keys when it is opened, and no other file', async () => {
    const keys = await KeyFolder.open(folder);
    await Promise.all([1, 2].map((n) => keys.obtain(trip(n))));
    const old = files().find((name) => name.startsWith(trip(1).tripId))!;
    utimesSync(join(folder, old), new Date(0), new Date(0));
    writeFileSync(join(folder, `${trip(3).tripId}.0011223344556677`), 'short');
    writeFileSync(join(folder, 'notes'), 'not ours');
    await KeyFolder.open(folder);
    expect(files().map((name) => name.split('.')[0])).toEqual([trip(2).tripId, 'notes']);
  });
});

describe('a sealed track', () => {
  const key = newTripKey();
  const sealed = seal(key, trip(1), { here: [45.764043, 4.835659] });

  it('can be read only with its key, and has different bytes each time', () => {
    expect(unseal(key, trip(1), sealed)).toEqual({ here: [45.764043, 4.835659] });
    expect(unseal(newTripKey(), trip(1), sealed)).toBeUndefined();
    expect(unseal({ ...newTripKey(), id: key.id }, trip(1), sealed)).toBeUndefined();
    expect(seal(key, trip(1), { here: [45.764043, 4.835659] })).not.toEqual(sealed);
  });

  it('cannot be read as another trip, truncated, or with any byte changed', () => {
    expect(unseal(key, trip(2), sealed)).toBeUndefined();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(unseal(key, trip(1), changed)).toBeUndefined();
      expect(unseal(key, trip(1), sealed.subarray(0, at))).toBeUndefined();
    }
  });
});
