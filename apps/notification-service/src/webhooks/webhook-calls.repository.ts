/**
 * Requests that change endpoints happen once: their answers are kept by the caller's Idempotency-Key, sealed, because some
 * hold a secret. The row is inserted first, in the transaction of the change: a twin waits for it.
 */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { problem, SecretBox } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';

export const CALLS_KEPT_MS = 7 * 24 * 3_600_000;

/** A request as far as it decides whether it is the same. */
export interface WebhookCall {
  readonly staffId: string;
  readonly key: string;
  /** Method and path. */
  readonly request: string;
  readonly body: unknown;
}

interface CallRow {
  readonly body_hash: Buffer;
  readonly answer: string;
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

@Injectable()
export class WebhookCallsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
  ) {}

  /**
   * Does `work` unless this very request was answered before; then nothing, and the first answer again.
   * @param now Unix ms
   * @throws ProblemException `idempotency-key-reused` when the key came with another request
   */
  async once<T>(manager: EntityManager, call: WebhookCall, now: number, work: () => Promise<T>): Promise<T> {
    const keyHash = sha256(JSON.stringify([call.staffId, call.key]));
    const bodyHash = sha256(JSON.stringify([call.key, call.request, call.body ?? null]));
    const owner = `webhook call ${keyHash.toString('base64')}`;
    const added = await manager.query<unknown[]>(
      `INSERT INTO webhook_call (key_hash, body_hash, created_at) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [keyHash, bodyHash, new Date(now)],
    );
    if (added.length === 0) return this.firstAnswer<T>(manager, keyHash, bodyHash, owner);
    const answer = await work();
    await manager.query('UPDATE webhook_call SET answer = $2 WHERE key_hash = $1', [
      keyHash,
      this.box.seal(JSON.stringify(answer ?? null), owner),
    ]);
    return answer;
  }

  private async firstAnswer<T>(
    manager: EntityManager,
    keyHash: Buffer,
    bodyHash: Buffer,
    owner: string,
  ): Promise<T> {
    const [row] = await manager.query<CallRow[]>(
      'SELECT body_hash, answer FROM webhook_call WHERE key_hash = $1',
      [keyHash],
    );
    if (!row || !bodyHash.equals(row.body_hash)) throw problem('idempotency-key-reused');
    return JSON.parse(this.box.open(row.answer, owner)) as T;
  }

  /** @param before Unix ms */
  async removeOlder(before: number): Promise<void> {
    await this.dataSource.query('DELETE FROM webhook_call WHERE created_at < $1', [new Date(before)]);
  }
}
