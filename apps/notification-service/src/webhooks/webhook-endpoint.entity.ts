import type { WebhookOffReason } from '@curbline/contracts/http';
import type { WebhookEventType } from '@curbline/contracts/webhooks';
import type { SecretBox } from '@curbline/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Another system's address that webhooks go to. */
@Entity('webhook_endpoint')
export class WebhookEndpointEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** Of what managers change. */
  @Column('integer')
  version!: number;

  @Column('text')
  url!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'event_types', array: true })
  eventTypes!: WebhookEventType[];

  /** Null: all stores. */
  @Column('text', { name: 'store_ids', array: true, nullable: true })
  storeIds!: string[] | null;

  /** `whsec_…`, sealed. */
  @Column('text')
  secret!: string;

  /** The one before, sealed; signs as well until its time is over. */
  @Column('text', { name: 'old_secret', nullable: true })
  oldSecret!: string | null;

  @Column('timestamptz', { name: 'old_secret_until', nullable: true })
  oldSecretUntil!: Date | null;

  @Column('text')
  state!: 'on' | 'off';

  @Column('text', { name: 'off_reason', nullable: true })
  offReason!: WebhookOffReason | null;

  /** Since when each attempt failed; null when the last one did not. */
  @Column('timestamptz', { name: 'failing_since', nullable: true })
  failingSince!: Date | null;

  /** Until when it is left alone, because it asked for that or is overloaded. */
  @Column('timestamptz', { name: 'paused_until', nullable: true })
  pausedUntil!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

const ownerOf = ({ id }: Pick<WebhookEndpointEntity, 'id'>): string => `webhook endpoint ${id}`;

export const sealSecret = (
  box: SecretBox,
  endpoint: Pick<WebhookEndpointEntity, 'id'>,
  secret: string,
): string => box.seal(secret, ownerOf(endpoint));

/**
 * The secrets that sign now, the current one first; without those that were sealed with another SECRET_KEY.
 * @param now Unix ms
 */
export function openSecrets(
  box: SecretBox,
  endpoint: Pick<WebhookEndpointEntity, 'id' | 'secret' | 'oldSecret' | 'oldSecretUntil'>,
  now: number,
): string[] {
  const { secret, oldSecret, oldSecretUntil } = endpoint;
  const isOldGood = oldSecret !== null && oldSecretUntil !== null && oldSecretUntil.getTime() > now;
  return [secret, ...(isOldGood ? [oldSecret] : [])]
    .map((sealed) => box.tryOpen(sealed, ownerOf(endpoint)))
    .filter((opened) => opened !== null);
}
