/**
 * The keys of the one-process program: one small file a trip, in a folder of their own beside the database.
 *
 * A key is on the disk before the first track that is sealed with it, so that a crash at any moment leaves no track
 * without its key. It is destroyed by writing over it, flushing that, and unlinking the file: on a file system that
 * writes in place the old bytes are gone; docs/install.md says what holds elsewhere. No file is older than a day.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TRACK_LIFETIME_MS, type TrackKey } from '../track-store.js';
import { keyFromBytes, keyToBytes, newTripKey, TrackKeys, type TripKeyMaterial } from './track-keys.js';

interface Kept {
  readonly key: TripKeyMaterial;
  readonly file: string;
}

/** `<trip>.<name of the key>`: a trip that begins anew never meets the file of its earlier key. */
const NAME = /^([0-9a-f-]{36})\.([0-9a-f]{16})$/;

/** By the convention of https://bford.info/cachedir/, heeded by `tar --exclude-caches` and most backup programs. */
const CACHE_TAG = [
  'Signature: 8a477f597d28d172789f06886806bc55',
  '# Keys of trips that are under way. They must not be in a backup: destroying them is what erases positions.',
  '',
].join('\n');

export class KeyFolder extends TrackKeys {
  private readonly kept = new Map<string, Kept>();
  /** Keys on their way to the disk; one that is destroyed meanwhile is no longer here. */
  private readonly making = new Map<string, Promise<Kept>>();

  private constructor(private readonly folder: string) {
    super();
  }

  /**
   * Opens the folder, making it if it is not there, and destroys what is over a day old or no key.
   * @throws Error when the folder cannot be used
   */
  static async open(folder: string, now = Date.now()): Promise<KeyFolder> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    await writeFile(join(folder, 'CACHEDIR.TAG'), CACHE_TAG, { mode: 0o600 });
    const keys = new KeyFolder(folder);
    for (const name of await readdir(folder)) await keys.take(name, now);
    return keys;
  }

  override obtain({ tripId }: TrackKey): Promise<TripKeyMaterial> {
    const kept = this.kept.get(tripId);
    if (kept) return Promise.resolve(kept.key);
    return (this.making.get(tripId) ?? this.begin(tripId)).then(({ key }) => key);
  }

  override find({ tripId }: TrackKey): TripKeyMaterial | undefined {
    return this.kept.get(tripId)?.key;
  }

  override async destroy({ tripId }: TrackKey): Promise<void> {
    const making = this.making.get(tripId);
    let kept = this.kept.get(tripId);
    // First of all nobody may be given it any more: the trip may begin anew at any moment.
    this.making.delete(tripId);
    this.kept.delete(tripId);
    kept ??= await making?.catch(() => undefined);
    if (!kept) return;
    try {
      await shred(kept.file);
    } catch (error) {
      // Whoever erases the trip tries again.
      if (!this.kept.has(tripId)) this.kept.set(tripId, kept);
      throw error;
    }
  }

  /** Destroys the keys of all trips but these: nothing that is kept was sealed with the others. */
  async keepOnly(tripIds: ReadonlySet<string>): Promise<void> {
    for (const tripId of [...this.kept.keys()]) {
      if (!tripIds.has(tripId)) await this.destroy({ storeId: '', tripId });
    }
  }

  override async close(): Promise<void> {
    await Promise.all([...this.making.values()]);
  }

  private begin(tripId: string): Promise<Kept> {
    const making = this.make(tripId).then((kept) => {
      if (this.making.get(tripId) === making) this.kept.set(tripId, kept);
      return kept;
    });
    this.making.set(tripId, making);
    const settled = (): void => {
      if (this.making.get(tripId) === making) this.making.delete(tripId);
    };
    making.then(settled, settled);
    return making;
  }

  private async make(tripId: string): Promise<Kept> {
    const key = newTripKey();
    const file = join(this.folder, `${tripId}.${key.id.toString('hex')}`);
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(keyToBytes(key));
      await handle.sync();
    } finally {
      await handle.close();
    }
    const folder = await open(this.folder, 'r');
    await folder.sync().finally(() => folder.close());
    return { key, file };
  }

  private async take(name: string, now: number): Promise<void> {
    const [, tripId] = NAME.exec(name) ?? [];
    if (tripId === undefined) return;
    const file = join(this.folder, name);
    const key = keyFromBytes(await readFile(file));
    const tooOld = Math.abs(now - (await stat(file)).mtimeMs) > TRACK_LIFETIME_MS;
    if (key && !tooOld && !this.kept.has(tripId)) this.kept.set(tripId, { key, file });
    else await shred(file);
  }
}

/** Writes over a file, flushes that, and unlinks it. Fine when it is gone already. */
async function shred(file: string): Promise<void> {
  try {
    const handle = await open(file, 'r+');
    try {
      const { size } = await handle.stat();
      await handle.write(randomBytes(size), 0, size, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await unlink(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
