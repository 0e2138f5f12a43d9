/** Connections to shops. Their keys are sealed with the installation's key, and never leave this table in clear. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  NewShopConnection,
  ShopCredentials,
  ShopKind,
  ShopTrouble,
  WriteBack,
} from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';
import { SecretBox } from '@curbline/platform';

/** A connection with its keys opened: null where they were sealed with another SECRET_KEY. Instants are Unix ms. */
export interface Connection {
  readonly id: string;
  readonly version: number;
  readonly kind: ShopKind;
  readonly name: string;
  readonly address: string | null;
  readonly signingKey: string | null;
  readonly credentials: ShopCredentials | null;
  readonly writeBack: WriteBack;
  readonly enabled: boolean;
  readonly createdAt: number;
  readonly receivedAt: number | null;
  /** Everything that the shop changed before this was read. */
  readonly watermark: number;
  readonly readAt: number | null;
  readonly trouble: ShopTrouble | null;
  readonly troubleSince: number | null;
  readonly refusedAt: number | null;
  /** Good as well until `oldSigningKeyUntil`. */
  readonly oldSigningKey: string | null;
  readonly oldSigningKeyUntil: number | null;
  /** When a reading that is under way brought something last. */
  readonly readingAt: number | null;
  readonly readOrders: number | null;
}

export type ConnectionChanges = Partial<
  Pick<Connection, 'name' | 'address' | 'credentials' | 'writeBack' | 'enabled'> & {
    readonly signingKey: string;
  }
>;

const OPTIONAL_INSTANTS = [
  'receivedAt',
  'readAt',
  'troubleSince',
  'refusedAt',
  'oldSigningKeyUntil',
  'readingAt',
] as const;
type OptionalInstant = (typeof OPTIONAL_INSTANTS)[number];

type Row = Omit<Connection, 'signingKey' | 'credentials' | 'createdAt' | 'watermark' | OptionalInstant> &
  Record<'createdAt' | 'watermark', Date> &
  Record<OptionalInstant, Date | null> & {
    readonly signingKey: string;
    readonly credentials: string | null;
  };

const COLUMNS = `id, version, kind, name, address, signing_key AS "signingKey", credentials,
  write_back AS "writeBack", enabled, created_at AS "createdAt", received_at AS "receivedAt", watermark,
  read_at AS "readAt", trouble, trouble_since AS "troubleSince", refused_at AS "refusedAt",
  old_signing_key AS "oldSigningKey", old_signing_key_until AS "oldSigningKeyUntil", reading_at AS "readingAt",
  read_orders AS "readOrders"`;

/** What a new connection reads of the time before it was made, when the shop can be read. */
const READ_BACK_MS = 24 * 3_600_000;
const READ_EVERY_MS = 5 * 60_000;
/** For how long the signing key of before is good as well: until it is replaced in the shop, too. */
const OLD_KEY_MS = 24 * 3_600_000;

@Injectable()
export class ConnectionsRepository {
  constructor(private readonly box: SecretBox) {}

  /** Whether this installation has the key that the shops' keys are sealed with. */
  get canSeal(): boolean {
    return this.box.isOpen;
  }

  async find(manager: EntityManager, id: string): Promise<Connection | undefined> {
    const [row] = await manager.query<Row[]>(`SELECT ${COLUMNS} FROM shop_connection WHERE id = $1`, [id]);
    return row && this.opened(row);
  }

  async list(manager: EntityManager): Promise<Connection[]> {
    const rows = await manager.query<Row[]>(`SELECT ${COLUMNS} FROM shop_connection ORDER BY created_at, id`);
    return rows.map((row) => this.opened(row));
  }

  /** @param now Unix ms */
  async insert(
    manager: EntityManager,
    { kind, name, address, credentials, writeBack }: NewShopConnection,
    signingKey: string,
    now: number,
  ): Promise<Connection> {
    const id = randomUUID();
    await manager.query(
      `INSERT INTO shop_connection
         (id, kind, name, address, signing_key, credentials, write_back, enabled, created_at, watermark, read_after)
       VALUES ($1, $2, $3, $4, $5, $6, $7, true, $8, $9, $8)`,
      [
        id,
        kind,
        name,
        address,
        this.sealed(id, signingKey),
        credentials && this.sealed(id, JSON.stringify(credentials)),
        writeBack,
        new Date(now),
        new Date(now - READ_BACK_MS),
      ],
    );
    return (await this.find(manager, id))!;
  }

  /** @returns false when the connection no longer has this version. */
  async update(
    manager: EntityManager,
    { id, version }: Pick<Connection, 'id' | 'version'>,
    changes: ConnectionChanges,
    now: number,
  ): Promise<boolean> {
    const columns: Record<string, unknown> = {
      ...(changes.name !== undefined && { name: changes.name }),
      ...(changes.address !== undefined && { address: changes.address }),
      ...(changes.signingKey !== undefined && {
        signing_key: this.sealed(id, changes.signingKey),
        old_signing_key_until: new Date(now + OLD_KEY_MS),
        refused_at: null,
      }),
      ...(changes.credentials !== undefined && {
        credentials: changes.credentials && this.sealed(id, JSON.stringify(changes.credentials)),
      }),
      ...(changes.writeBack !== undefined && { write_back: changes.writeBack }),
      ...(changes.enabled !== undefined && { enabled: changes.enabled }),
      read_after: new Date(now),
    };
    const names = Object.keys(columns);
    const kept = changes.signingKey === undefined ? '' : 'old_signing_key = signing_key, ';
    const set = kept + names.map((name, index) => `${name} = $${index + 3}`).join(', ');
    const [, changed] = await manager.query<[unknown, number]>(
      `UPDATE shop_connection SET ${set}, version = version + 1 WHERE id = $1 AND version = $2`,
      [id, version, ...names.map((name) => columns[name])],
    );
    return changed === 1;
  }

  /** Takes the connections whose turn it is to be read, so that nobody else reads them meanwhile. */
  async takeDue(manager: EntityManager, now: number): Promise<Connection[]> {
    const [rows] = await manager.query<[Row[], number]>(
      `UPDATE shop_connection SET read_after = $2
       WHERE id IN (SELECT id FROM shop_connection
                    WHERE enabled AND credentials IS NOT NULL AND read_after <= $1 FOR UPDATE SKIP LOCKED)
       RETURNING ${COLUMNS}`,
      [new Date(now), new Date(now + READ_EVERY_MS)],
    );
    return rows.map((row) => this.opened(row));
  }

  /** Whatever changed lately is to be read at the next turn. */
  async readSoon(manager: EntityManager, id: string, now: number): Promise<void> {
    await manager.query('UPDATE shop_connection SET read_after = least(read_after, $2) WHERE id = $1', [
      id,
      new Date(now),
    ]);
  }

  async noteReceived(manager: EntityManager, id: string, now: number): Promise<void> {
    await manager.query('UPDATE shop_connection SET received_at = $2, refused_at = NULL WHERE id = $1', [
      id,
      new Date(now),
    ]);
  }

  /** Something came that the connection's key did not sign. Strangers may send as much as they like: one note a second. */
  async noteRefused(manager: EntityManager, { id, refusedAt }: Connection, now: number): Promise<void> {
    if (refusedAt !== null && now - refusedAt < 1_000) return;
    await manager.query('UPDATE shop_connection SET refused_at = $2 WHERE id = $1', [id, new Date(now)]);
  }

  /** The connection and all that is known of the shop's orders; the orders at the stores stay. */
  async remove(manager: EntityManager, id: string): Promise<void> {
    await manager.query('DELETE FROM shop_connection WHERE id = $1', [id]);
  }

  /** A reading is under way. @param orders that it brought so far */
  async noteReading(manager: EntityManager, id: string, orders: number, now: number): Promise<void> {
    await manager.query('UPDATE shop_connection SET reading_at = $2, read_orders = $3 WHERE id = $1', [
      id,
      new Date(now),
      orders,
    ]);
  }

  async moveWatermark(manager: EntityManager, id: string, to: number): Promise<void> {
    await manager.query('UPDATE shop_connection SET watermark = greatest(watermark, $2) WHERE id = $1', [
      id,
      new Date(to),
    ]);
  }

  /** @param trouble null when the reading succeeded. */
  async noteRead(
    manager: EntityManager,
    id: string,
    trouble: ShopTrouble | null,
    now: number,
  ): Promise<void> {
    await manager.query(
      `UPDATE shop_connection SET trouble = $2, reading_at = NULL,
         read_at = CASE WHEN $2::text IS NULL THEN $3 ELSE read_at END,
         trouble_since = CASE WHEN $2::text IS NULL THEN NULL ELSE coalesce(trouble_since, $3) END
       WHERE id = $1`,
      [id, trouble, new Date(now)],
    );
  }

  private sealed(id: string, text: string): string {
    return this.box.seal(text, `shop connection ${id}`);
  }

  private opened(row: Row): Connection {
    const open = (text: string | null): string | null =>
      text === null ? null : this.box.tryOpen(text, `shop connection ${row.id}`);
    const signingKey = open(row.signingKey);
    const credentials = open(row.credentials);
    const isOpened = signingKey !== null && (credentials !== null || row.credentials === null);
    const instants = Object.fromEntries(
      OPTIONAL_INSTANTS.map((name) => [name, row[name]?.getTime() ?? null]),
    ) as Record<OptionalInstant, number | null>;
    return {
      ...row,
      ...instants,
      signingKey,
      oldSigningKey: open(row.oldSigningKey),
      credentials: credentials === null ? null : (JSON.parse(credentials) as ShopCredentials),
      trouble: isOpened ? row.trouble : 'sealed_otherwise',
      createdAt: row.createdAt.getTime(),
      watermark: row.watermark.getTime(),
    };
  }
}
