import { TrackStore, type OpenTrack, type Track, type TrackKey } from '../track-store.js';

/** One track as it is kept between two starts of the one-process program. */
export interface PersistedTrack extends OpenTrack {
  version: number;
  state: unknown;
}

/** Where the one-process program keeps its tracks between starts; geofence-service has the table. */
export interface TrackPersistence {
  load(): Promise<PersistedTrack[]>;
  /** All of it in one transaction, or rejects. */
  save(upserts: PersistedTrack[], deletes: TrackKey[]): Promise<void>;
}

export interface InMemoryTracksOptions {
  persistence?: TrackPersistence;
  /** How old an unsaved change may become, milliseconds. Default 1,000. */
  flushMs?: number;
  clock?: { now(): number };
  /** Told of each failing flush; what was to be saved stays and is tried again. */
  onFlushFailure?: (error: unknown) => void;
}

interface Entry extends OpenTrack {
  version: number;
  /** JSON text: nobody outside holds a piece of the state. */
  json: string;
}

/**
 * Tracks in this process' memory, written behind to the database.
 *
 * State: `entries` is the truth; `dirty` names what the database does not have yet. A timer, armed
 * by the first dirty key, empties it; a flush that fails puts its keys back and arms the timer
 * again. A crash loses at most `flushMs` of positions (the phone's next fix brings the trip back),
 * except for writes asked to be durable.
 */
export class InMemoryTracks extends TrackStore {
  private readonly entries = new Map<string, Entry>();
  private dirty = new Map<string, TrackKey>();
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();

  private constructor(private readonly options: InMemoryTracksOptions) {
    super();
  }

  /** Loads what the last run kept. */
  static async create(options: InMemoryTracksOptions = {}): Promise<InMemoryTracks> {
    const tracks = new InMemoryTracks(options);
    for (const { state, ...rest } of (await options.persistence?.load()) ?? []) {
      tracks.entries.set(keyOf(rest), { ...rest, json: JSON.stringify(state) });
    }
    return tracks;
  }

  override async get(storeId: string, tripId: string): Promise<Track | undefined> {
    const entry = this.entries.get(keyOf({ storeId, tripId }));
    return entry && { state: JSON.parse(entry.json), version: entry.version };
  }

  override async compareAndSet(
    storeId: string,
    tripId: string,
    expectedVersion: number,
    state: unknown,
    { durable = false }: { durable?: boolean } = {},
  ): Promise<boolean> {
    const key = keyOf({ storeId, tripId });
    if ((this.entries.get(key)?.version ?? 0) !== expectedVersion) return false;
    this.entries.set(key, {
      storeId,
      tripId,
      version: expectedVersion + 1,
      updatedAtMs: (this.options.clock ?? Date).now(),
      json: JSON.stringify(state),
    });
    this.touch({ storeId, tripId });
    if (durable) await this.flush();
    return true;
  }

  override async remove(storeId: string, tripId: string): Promise<void> {
    if (this.entries.delete(keyOf({ storeId, tripId }))) this.touch({ storeId, tripId });
  }

  override async open(): Promise<OpenTrack[]> {
    return [...this.entries.values()].map(({ storeId, tripId, updatedAtMs }) => ({
      storeId,
      tripId,
      updatedAtMs,
    }));
  }

  /** Saves what is not saved. @throws what the persistence threw; nothing is forgotten then. */
  async flush(): Promise<void> {
    this.flushing = this.flushing.catch(() => {}).then(() => this.flushOnce());
    return this.flushing;
  }

  override async close(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.flush();
  }

  private touch(key: TrackKey): void {
    if (!this.options.persistence) return;
    this.dirty.set(keyOf(key), key);
    this.arm();
  }

  private arm(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.flush().catch((error: unknown) => this.options.onFlushFailure?.(error));
    }, this.options.flushMs ?? 1_000).unref();
  }

  private async flushOnce(): Promise<void> {
    const batch = this.dirty;
    if (!this.options.persistence || batch.size === 0) return;
    this.dirty = new Map();
    const upserts: PersistedTrack[] = [];
    const deletes: TrackKey[] = [];
    for (const [key, track] of batch) {
      const entry = this.entries.get(key);
      if (!entry) deletes.push(track);
      else {
        const { json, ...rest } = entry;
        upserts.push({ ...rest, state: JSON.parse(json) });
      }
    }
    try {
      await this.options.persistence.save(upserts, deletes);
    } catch (error) {
      this.dirty = new Map([...batch, ...this.dirty]);
      this.arm();
      throw error;
    }
  }
}

function keyOf({ storeId, tripId }: TrackKey): string {
  return `${storeId} ${tripId}`;
}
