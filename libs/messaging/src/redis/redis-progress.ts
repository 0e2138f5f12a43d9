import { Progress } from '@curbline/contracts/events';
import { ProgressBus } from '../progress-bus.js';
import { RedisChannel } from './redis-channel.js';
import type { RedisSettings } from './redis-connection.js';

/** Progress among several processes. */
export class RedisProgress extends ProgressBus {
  private readonly channel: RedisChannel;

  constructor(private readonly settings: RedisSettings) {
    super();
    this.channel = new RedisChannel(`${settings.prefix ?? 'curbline'}:progress`, settings);
  }

  /** Values that Redis did not take. */
  get lost(): number {
    return this.channel.lost;
  }

  override publish(progress: Progress): void {
    this.channel.say(JSON.stringify(Progress.parse(progress)));
  }

  override subscribe(listener: (progress: Progress) => void): () => void {
    return this.channel.hear((message) => {
      const progress = parse(message);
      if (progress) listener(progress);
      else this.settings.onTrouble?.(new Error('a progress message that is none was dropped'));
    });
  }

  override async close(): Promise<void> {
    await this.channel.close();
  }
}

/** Another version of Curbline, or another program, may speak on the channel too. */
function parse(message: string): Progress | undefined {
  try {
    return Progress.safeParse(JSON.parse(message)).data;
  } catch {
    return undefined;
  }
}
