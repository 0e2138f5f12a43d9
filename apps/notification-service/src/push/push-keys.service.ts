/** The installation's key pair for push (VAPID, RFC 8292): made on first use, the private part kept sealed. */
import { Injectable } from '@nestjs/common';
import { Clock, problem, SecretBox } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { newPushKeys, type PushKeys } from './push-request.js';

const OWNER = 'push key';

@Injectable()
export class PushKeysService {
  private keys: Promise<PushKeys> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemException `not-possible-now` without SECRET_KEY. @throws Error when the key was sealed with another one */
  read(): Promise<PushKeys> {
    if (!this.box.isOpen) throw NO_KEY;
    this.keys ??= this.stored().catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  /** Of several copies that make them at the same time, one does: the others read its keys. */
  private async stored(): Promise<PushKeys> {
    return (await this.find()) ?? (await this.make());
  }

  private async find(): Promise<PushKeys | undefined> {
    const [row] = await this.dataSource.query<{ public_key: string; sealed: string }[]>(
      'SELECT public_key, sealed FROM push_key WHERE id = 1',
    );
    if (!row) return undefined;
    const privateKey = this.box.tryOpen(row.sealed, OWNER);
    if (privateKey === null) throw OTHER_KEY;
    return { publicKey: row.public_key, privateKey };
  }

  private async make(): Promise<PushKeys> {
    const { publicKey, privateKey } = newPushKeys();
    await this.dataSource.query(
      `INSERT INTO push_key (id, public_key, sealed, created_at) VALUES (1, $1, $2, $3) ON CONFLICT DO NOTHING`,
      [publicKey, this.box.seal(privateKey, OWNER), new Date(this.clock.now())],
    );
    return (await this.find())!;
  }
}

const NO_KEY = problem('not-possible-now', {
  detail: {
    en: 'Push needs keys, which are kept sealed: the operator must set SECRET_KEY first',
    fr: 'Les notifications demandent des clés, gardées scellées\u00a0: l’exploitant doit d’abord définir SECRET_KEY',
  },
});

const OTHER_KEY = problem('not-possible-now', {
  detail: {
    en: 'The keys for push were sealed with another SECRET_KEY: the operator must set the former one again',
    fr: 'Les clés des notifications ont été scellées avec une autre SECRET_KEY\u00a0: l’exploitant doit rétablir l’ancienne',
  },
});
