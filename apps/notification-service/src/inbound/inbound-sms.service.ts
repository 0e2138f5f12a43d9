/** What customers write back: that they are here, that they want no messages, or something that staff should read. */
import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Card } from '@curbline/contracts/events';
import { readTextMessage, type TextMeaning } from '@curbline/domain/notify';
import { TripEventStream } from '@curbline/messaging';
import { Clock, ContactHash, isoOf, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import { StoreLog } from '@curbline/store-log';
import { readPhone } from '@curbline/platform/contact';
import { DeliveriesRepository } from '../deliveries/deliveries.repository.js';
import { SuppressionsRepository } from '../suppressions/suppressions.repository.js';
import type { SmsNews } from '../channels/sms/sms-provider.js';
import { type CustomerOfPhone, CustomersByPhoneRepository } from './customers-by-phone.repository.js';

type IncomingText = Extract<SmsNews, { kind: 'message' }>;

const OPEN: ReadonlySet<Card['trip']['state']> = new Set([
  'pending',
  'started',
  'approaching',
  'arrived',
  'departed',
]);

@Injectable()
export class InboundSmsService {
  private readonly logger = new Logger('messages');

  constructor(
    private readonly customers: CustomersByPhoneRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly suppressions: SuppressionsRepository,
    private readonly log: StoreLog,
    private readonly trips: TripEventStream,
    private readonly hash: ContactHash,
    private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'sms'>,
  ) {}

  async take(provider: string, news: SmsNews): Promise<void> {
    if (news.kind === 'report') {
      await this.deliveries.report(provider, news.providerId, news.state, news.reason, this.clock.now());
      return;
    }
    const meaning = readTextMessage(news.text);
    await this.follow(provider, news, meaning);
    this.logger.log({ msg: 'A text message came in.', meaning: meaning.kind });
  }

  private async follow(provider: string, news: IncomingText, meaning: TextMeaning): Promise<void> {
    const phone = readPhone(news.from, this.options.sms?.options['country']);
    if (!('e164' in phone)) return;
    const whose = this.hash.of(phone.e164);
    if (meaning.kind === 'stop') await this.suppressions.add(whose, 'sms', this.clock.now());
    if (meaning.kind === 'start') await this.suppressions.remove(whose, 'sms');
    if (meaning.kind === 'here') await this.arrive(`${provider} ${news.id}`, whose, meaning.bay);
  }

  /** The same call again gives the same event, which is applied once. */
  private async arrive(callId: string, whose: Buffer, bay: string | null): Promise<void> {
    const trip = await this.tripOf(whose);
    if (!trip) return;
    const { storeId, tripId } = trip;
    const now = this.clock.now();
    await this.trips.publish({
      id: `${tripId}:${createHash('sha256').update(callId).digest('base64url').slice(0, 16)}`,
      storeId,
      tripId,
      type: 'arrived',
      occurredAt: isoOf(now),
      decidedAt: isoOf(now),
      evidence: 'text_message',
      reasons: null,
      ...(bay !== null && { bay }),
      requestId: null,
    });
  }

  /** The open trip of this number whose window is nearest; a trip without a window counts as now. */
  private async tripOf(whose: Buffer): Promise<CustomerOfPhone | undefined> {
    const now = this.clock.now();
    const found: { readonly customer: CustomerOfPhone; readonly awayMs: number }[] = [];
    for (const customer of await this.customers.ofPhone(whose)) {
      const card = (await this.log.latestOfTrip(customer.storeId, customer.tripId))?.payload.card;
      if (card && OPEN.has(card.trip.state)) found.push({ customer, awayMs: awayMs(card, now) });
    }
    return found.toSorted((left, right) => left.awayMs - right.awayMs)[0]?.customer;
  }
}

/** How far `now` is from the order's window, ms. */
function awayMs({ window }: Card, now: number): number {
  if (!window) return 0;
  return Math.max(0, Date.parse(window.from) - now, now - Date.parse(window.to));
}
