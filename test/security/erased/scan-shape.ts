/** One shape from its first trip to the verdict: what of its coordinates lies on a disk after the trips have ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { needlesOf, TRACK_WORDS, type Place } from './needles.js';
import { scanFolder, type Found } from './scan-files.js';
import type { Shape } from './shapes.js';
import { SharedTrips } from './shared-trips.js';

/** Of nobody: far from both stores. */
const CONTROL: Place = { latitude: 12.3456789, longitude: -76.5432189 };

export interface Verdict {
  readonly shape: string;
  readonly positions: number;
  readonly scanned: readonly { readonly what: string; readonly files: number; readonly bytes: number }[];
  /** Of the trips: must be empty. */
  readonly found: readonly Found[];
  /** Of the control, which was kept in clear: must not be. */
  readonly control: readonly Found[];
}

/** @param waitMs how long after the last receipt says "erased" the disks are looked at */
export async function scanShape(make: () => Promise<Shape>, waitMs: number): Promise<Verdict> {
  const shape = await make();
  const backup = mkdtempSync(join(tmpdir(), 'curbline-backup-'));
  try {
    await shape.plant(CONTROL);
    const trips = new SharedTrips(shape.url, shape.credentials);
    await trips.setOff();
    await shape.crash();
    await trips.arrive();
    const erasedAt = await trips.end();
    await sleep(Math.max(0, erasedAt + waitMs - Date.now()));
    const needles = trips.places.flatMap(needlesOf);
    const control = needlesOf(CONTROL);
    const look = (what: string, folder: string) => ({
      what,
      ...scanFolder(folder, [...needles, ...CLEAR_TRACK_WORDS], control),
    });
    const disks = shape.disks.map(({ name, folder }) => look(name, folder));
    await shape.backUp(join(backup, 'made'));
    const looked = [...disks, look('backup', backup)];
    return {
      shape: shape.name,
      positions: trips.places.length,
      scanned: looked.map(({ what, files, bytes }) => ({ what, files, bytes })),
      found: looked.flatMap((each) => named(each.what, each.found)),
      control: looked.flatMap((each) => named(each.what, each.control)),
    };
  } finally {
    await shape.stop();
    rmSync(backup, { recursive: true, force: true });
  }
}

/** The control is a track as well, but has not these. */
const CLEAR_TRACK_WORDS = TRACK_WORDS.filter(({ bytes }) => !bytes.equals(Buffer.from('plausibility')));

const named = (what: string, found: readonly Found[]): Found[] =>
  found.map((each) => ({ ...each, file: `${what}: ${each.file}` }));
