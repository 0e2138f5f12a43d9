import { WakeUps } from '../wake-ups.js';
import { RedisChannel } from './redis-channel.js';
import type { RedisSettings } from './redis-connection.js';

/** Wake-ups among several processes. The sender hears its own too, as its followers wait there. */
export class RedisWakeUps extends WakeUps {
  private readonly channel: RedisChannel;

  constructor(settings: RedisSettings) {
    super();
    this.channel = new RedisChannel(`${settings.prefix ?? 'curbline'}:wake`, settings);
  }

  /** Wake-ups that Redis did not take; each cost a follower its poll interval. */
  get lost(): number {
    return this.channel.lost;
  }

  override wake(storeId: string): void {
    this.channel.say(storeId);
  }

  override onWake(listener: (storeId: string) => void): () => void {
    return this.channel.hear(listener);
  }

  override async close(): Promise<void> {
    await this.channel.close();
  }
}
