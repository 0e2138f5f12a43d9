/** Sign-in attempts that failed, counted by the hash of what is tried. */
import { Injectable } from '@nestjs/common';
import { hashToken } from '@curbline/access';
import { type EntityManager, MoreThan } from 'typeorm';
import { FailedAttemptsEntity } from './failed-attempts.entity.js';

@Injectable()
export class FailedAttemptsRepository {
  /** Holds the count of a subject to the end of the transaction; it begins at 0. @param now Unix ms */
  async lock(
    manager: EntityManager,
    subjectHash: Buffer,
    now: number,
  ): Promise<{ misses: number; lastAt: number }> {
    await manager.query(
      `INSERT INTO sign_in_misses (subject_hash, misses, last_at) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING`,
      [subjectHash, new Date(now)],
    );
    const row = await manager.findOne(FailedAttemptsEntity, {
      where: { subjectHash },
      lock: { mode: 'pessimistic_write' },
    });
    return { misses: row?.misses ?? 0, lastAt: row?.lastAt.getTime() ?? now };
  }

  /** Counts one more. @param now Unix ms */
  async add(manager: EntityManager, subjectHash: Buffer, now: number): Promise<void> {
    await manager.update(
      FailedAttemptsEntity,
      { subjectHash },
      { misses: () => 'misses + 1', lastAt: new Date(now) },
    );
  }

  /** Counts one less. */
  async takeBack(manager: EntityManager, subject: string): Promise<void> {
    const counted = { subjectHash: hashToken(subject), misses: MoreThan(0) };
    await manager.update(FailedAttemptsEntity, counted, { misses: () => 'misses - 1' });
  }

  /** After a right attempt; also for a new secret, since the attempts were at the old one. */
  async delete(manager: EntityManager, ...subjects: readonly string[]): Promise<void> {
    for (const subject of subjects)
      await manager.delete(FailedAttemptsEntity, { subjectHash: hashToken(subject) });
  }
}
