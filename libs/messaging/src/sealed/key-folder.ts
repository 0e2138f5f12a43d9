/**
 * The keys of the one-process program: one small file for each trip, in a folder beside the database.
 *
 * A key is on the disk before the first track that is sealed with it, so that a crash leaves no track without its key. A
 * key is destroyed by overwriting its file, flushing it and unlinking it. On a file system that writes in place the old
 * bytes are erased; docs/install.md describes other file systems. No file is older than a day.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TRACK_LIFETIME_MS, type TrackKey } from '../track-store.js';
import { keyFromBytes, keyToBytes, newTripKey, TrackKeys, type TripKeyMaterial } from './track-keys.js';

interface StoredKey {
  readonly key: TripKeyMaterial;
  readonly file: string;
}

/** `<trip>.<id of the key>`, so that a new key of a trip never has the file name of an earlier one. */
const NAME = /^([0-9a-f-]{36})\.([0-9a-f]{16})$/;

/** By the convention of https://bford.info/cachedir/, heeded by `tar --exclude-caches` and most backup programs. */
const CACHE_TAG = [
  'Signature: 8a477f597d28d172789f06886806bc55',
  '# Keys of trips that are under way. They must not be in a backup: destroying them is what erases positions.',
  '',
].join('\n');

export class KeyFolder extends TrackKeys {
  private readonly stored = new Map<string, StoredKey>();
  /** Keys that are being written; one that is destroyed meanwhile is removed. */
  private readonly creating = new Map<string, Promise<StoredKey>>();

  private constructor(private readonly folder: string) {
    super();
  }

  /**
   * Opens the folder, creates it if necessary, and destroys keys that are over a day old or incomplete.
   * @throws Error when the folder cannot be used
   */
  static async open(folder: string, now = Date.now()): Promise<KeyFolder> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    await writeFile(join(folder, 'CACHEDIR.TAG'), CACHE_TAG, { mode: 0o600 });
    const keys = new KeyFolder(folder);
    for (const name of await readdir(folder)) await keys.load(name, now);
    return keys;
  }

  override obtain({ tripId }: TrackKey): Promise<TripKeyMaterial> {
    const stored = this.stored.get(tripId);
    if (stored) return Promise.resolve(stored.key);
    return (this.creating.get(tripId) ?? this.startCreating(tripId)).then(({ key }) => key);
  }

  override find({ tripId }: TrackKey): TripKeyMaterial | undefined {
    return this.stored.get(tripId)?.key;
  }

  override async destroy({ tripId }: TrackKey): Promise<void> {
    const creating = this.creating.get(tripId);
    let stored = this.stored.get(tripId);
    // First of all no caller may get it any more, because the trip may start again at any moment.
    this.creating.delete(tripId);
    this.stored.delete(tripId);
    stored ??= await creating?.catch(() => undefined);
    if (!stored) return;
    try {
      await shred(stored.file);
    } catch (error) {
      // The caller tries again.
      if (!this.stored.has(tripId)) this.stored.set(tripId, stored);
      throw error;
    }
  }

  /** Destroys the keys of all other trips; no saved track needs them. */
  async keepOnly(tripIds: ReadonlySet<string>): Promise<void> {
    for (const tripId of [...this.stored.keys()]) {
      if (!tripIds.has(tripId)) await this.destroy({ storeId: '', tripId });
    }
  }

  override async close(): Promise<void> {
    await Promise.all([...this.creating.values()]);
  }

  private startCreating(tripId: string): Promise<StoredKey> {
    const creating = this.create(tripId).then((stored) => {
      if (this.creating.get(tripId) === creating) this.stored.set(tripId, stored);
      return stored;
    });
    this.creating.set(tripId, creating);
    const settled = (): void => {
      if (this.creating.get(tripId) === creating) this.creating.delete(tripId);
    };
    creating.then(settled, settled);
    return creating;
  }

  private async create(tripId: string): Promise<StoredKey> {
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

  private async load(name: string, now: number): Promise<void> {
    const [, tripId] = NAME.exec(name) ?? [];
    if (tripId === undefined) return;
    const file = join(this.folder, name);
    const key = keyFromBytes(await readFile(file));
    const tooOld = Math.abs(now - (await stat(file)).mtimeMs) > TRACK_LIFETIME_MS;
    if (key && !tooOld && !this.stored.has(tripId)) this.stored.set(tripId, { key, file });
    else await shred(file);
  }
}

/** Overwrites, flushes and unlinks a file. Does nothing when it does not exist. */
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
