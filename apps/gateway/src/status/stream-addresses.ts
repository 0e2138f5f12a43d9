/** Limits the open streams of each address, over all trips. */
import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_OPTIONS, problem, type PlatformOptions } from '@curbline/platform';

const RETRY_AFTER_S = 30;

@Injectable()
export class StreamAddresses {
  private readonly open = new Map<string, number>();

  constructor(
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'connectionLimits'>,
  ) {}

  /** @throws ProblemException 429 `too-many-requests` when the address has reached its limit. */
  requireFree(address: string): void {
    if ((this.open.get(address) ?? 0) >= this.options.connectionLimits.streamsPerAddress)
      throw problem('too-many-requests', { retryAfterS: RETRY_AFTER_S });
  }

  add(address: string): void {
    this.open.set(address, (this.open.get(address) ?? 0) + 1);
  }

  remove(address: string): void {
    const left = (this.open.get(address) ?? 1) - 1;
    if (left > 0) this.open.set(address, left);
    else this.open.delete(address);
  }
}
