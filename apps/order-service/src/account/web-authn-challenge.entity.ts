import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A challenge for a passkey, for one purpose and one session. */
@Entity('web_authn_challenge')
export class WebAuthnChallengeEntity {
  @PrimaryColumn('bytea', { name: 'challenge_hash' })
  challengeHash!: Buffer;

  @Column('text')
  purpose!: string;

  /** Null before a sign-in, where there is no session. */
  @Column('bytea', { name: 'session_hash', nullable: true })
  sessionHash!: Buffer | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
