/** Who asks to be told by push, and who no longer does. */
import { Inject, Injectable } from '@nestjs/common';
import type { BoardPrincipal, CustomerPrincipal, StaffPrincipal } from '@curbline/access';
import type {
  BrowserSubscription,
  DeviceSubscription,
  PushKey,
  PushRenewal,
  PushState,
} from '@curbline/contracts/http';
import { Clock, OutgoingRequests, PLATFORM_OPTIONS, type PlatformOptions, problem } from '@curbline/platform';
import { PushKeysService } from './push-keys.service.js';
import { PushSubscriptionsRepository, type Whose } from './push-subscriptions.repository.js';
import { requirePushService } from './push-endpoint.js';

/** For so long a board counts as looked at after it said so, ms: its page says it three times as often. */
const WATCHED_FOR_MS = 30_000;

@Injectable()
export class PushAccessService {
  constructor(
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly keys: PushKeysService,
    private readonly outgoing: OutgoingRequests,
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'pushHosts'>,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemException `not-possible-now` without SECRET_KEY */
  async key(): Promise<PushKey> {
    const { publicKey } = await this.keys.read();
    return { publicKey, serverTime: this.clock.now() };
  }

  /** @throws ProblemException `invalid-input`, `not-possible-now` */
  async subscribeDevice(
    { storeId, deviceId }: StaffPrincipal,
    { subscription, language }: DeviceSubscription,
  ): Promise<PushState> {
    await this.require(subscription);
    await this.subscriptions.save({ storeId, deviceId }, subscription, { language }, this.clock.now());
    return this.state(true);
  }

  async unsubscribe(whose: Whose): Promise<PushState> {
    await this.subscriptions.remove(whose);
    return this.state(false);
  }

  /** The board of the device is looked at, or no longer. */
  async noteWatching({ storeId, deviceId }: BoardPrincipal, watching: boolean): Promise<PushState> {
    const until = this.clock.now() + (watching ? WATCHED_FOR_MS : 0);
    return this.state(await this.subscriptions.noteWatched(storeId, deviceId, until));
  }

  /** @throws ProblemException `not-possible-now` before the trip has begun and once it is over, `invalid-input` */
  async subscribeTrip(
    { storeId, tripId, session }: CustomerPrincipal,
    subscription: BrowserSubscription,
  ): Promise<PushState> {
    await this.require(subscription);
    const sessionHash = Buffer.from(session, 'base64url');
    if (!(await this.subscriptions.mayAsk(storeId, sessionHash))) throw NOT_UNDER_WAY;
    await this.subscriptions.save({ storeId, tripId }, subscription, { sessionHash }, this.clock.now());
    return this.state(true);
  }

  /** @throws ProblemException `invalid-input` */
  async renew({ oldEndpoint, subscription }: PushRenewal): Promise<PushState> {
    await this.require(subscription);
    return this.state(await this.subscriptions.renew(oldEndpoint, subscription));
  }

  /** Without the installation's keys nobody could be told. */
  private async require(subscription: BrowserSubscription): Promise<void> {
    await this.keys.read();
    requirePushService(subscription, this.outgoing, this.options.pushHosts);
  }

  private state(subscribed: boolean): PushState {
    return { subscribed, serverTime: this.clock.now() };
  }
}

const NOT_UNDER_WAY = problem('not-possible-now', {
  detail: {
    en: 'Notifications are for a trip that is under way: tap “I’m on my way” first',
    fr: 'Les notifications concernent un trajet en cours\u00a0: touchez d’abord «\u00a0Je suis en route\u00a0»',
  },
});
