import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';

/** Where shops send their webhooks: a part of some shops' signatures. */
@Injectable()
export class WebhookAddresses {
  constructor(@Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'publicUrl'>) {}

  of(connectionId: string): string {
    return `${this.options.publicUrl}/v1/connect/${connectionId}`;
  }
}
