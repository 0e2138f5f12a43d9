import { WakeUps } from '../wake-ups.js';
import { RedisChannels } from './redis-channels.js';
import type { RedisSettings } from './redis-connection.js';

/** Wake-ups among several processes. The sender hears its own too, as its followers wait there. */
export class RedisWakeUps extends WakeUps {
  private readonly channels: RedisChannels;
  private readonly channel: string;

  constructor(settings: RedisSettings) {
    super();
    this.channels = new RedisChannels(settings);
    this.channel = `${settings.prefix ?? 'curbline'}:wake`;
  }

  /** Wake-ups that Redis did not take; each cost a follower its poll interval. */
  get lost(): number {
    return this.channels.lost;
  }

  override wake(storeId: string): void {
    this.channels.say(this.channel, storeId);
  }

  override onWake(listener: (storeId: string) => void): () => void {
    return this.channels.hear(this.channel, listener);
  }

  override async close(): Promise<void> {
    await this.channels.close();
  }
}
