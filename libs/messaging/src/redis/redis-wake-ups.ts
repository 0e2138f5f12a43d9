import { WakeUps } from '../wake-ups.js';
import { RedisChannels } from './redis-channels.js';
import type { RedisSettings } from './redis-connection.js';

/** Wake-ups between several processes. The sender gets its own too, for its own followers. */
export class RedisWakeUps extends WakeUps {
  private readonly channels: RedisChannels;
  private readonly channel: string;

  constructor(settings: RedisSettings) {
    super();
    this.channels = new RedisChannels(settings);
    this.channel = `${settings.prefix ?? 'curbline'}:wake`;
  }

  /** Wake-ups that could not be published; their events were found at the next poll. */
  get lost(): number {
    return this.channels.lost;
  }

  override wake(storeId: string): void {
    this.channels.publish(this.channel, storeId);
  }

  override onWake(listener: (storeId: string) => void): () => void {
    return this.channels.subscribeTo(this.channel, listener);
  }

  override async close(): Promise<void> {
    await this.channels.close();
  }
}
