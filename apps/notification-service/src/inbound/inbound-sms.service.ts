/** What customers write back: that they are here or late, that they want no messages, or something that staff should read. */
import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Card, TripEvent } from '@curbline/contracts/events';
import { readTextMessage, replyTo, type TextMeaning } from '@curbline/domain/notify';
import { TripEventStream } from '@curbline/messaging';
import { Clock, ContactHash, isoOf, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import { StoreLog } from '@curbline/store-log';
import { readPhone } from '@curbline/platform/contact';
import { DeliveriesRepository } from '../deliveries/deliveries.repository.js';
import { SuppressionsRepository } from '../suppressions/suppressions.repository.js';
import type { SmsNews } from '../channels/sms/sms-provider.js';
import { RepliesService } from './replies.service.js';
import { type CustomerOfPhone, CustomersByPhoneRepository } from './customers-by-phone.repository.js';

type IncomingText = Extract<SmsNews, { kind: 'message' }>;

/** Who writes "late" and no more is expected so much later. */
const LATE_WITHOUT_A_NUMBER_MIN = 15;

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
    private readonly replies: RepliesService,
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
    const customers = await this.customers.ofPhone(whose);
    const trip = await this.openOf(customers);
    if (trip && meaning.kind === 'here')
      await this.publish(`${provider} ${news.id}`, trip, {
        type: 'arrived',
        ...(meaning.bay !== null && { bay: meaning.bay }),
      });
    if (trip && meaning.kind === 'late')
      await this.publish(`${provider} ${news.id}`, trip, {
        type: 'late',
        lateMinutes: meaning.minutes ?? LATE_WITHOUT_A_NUMBER_MIN,
      });
    await this.reply(meaning, trip, customers, phone.e164);
  }

  /** Whoever never ordered here is not answered: it would cost the shop, at anybody's wish. */
  private async reply(
    meaning: TextMeaning,
    trip: CustomerOfPhone | undefined,
    [newest]: readonly CustomerOfPhone[],
    to: string,
  ): Promise<void> {
    const customer = trip ?? newest;
    if (!customer) return;
    const bays = trip && (await this.customers.baysOf(trip.storeId));
    const kind = replyTo(meaning, bays);
    if (kind) await this.replies.send(kind, customer, to, bays ?? []);
  }

  /** The same call again gives the same event, which is applied once. */
  private async publish(
    callId: string,
    { storeId, tripId }: CustomerOfPhone,
    said: Pick<TripEvent, 'type' | 'bay' | 'lateMinutes'>,
  ): Promise<void> {
    const now = this.clock.now();
    await this.trips.publish({
      id: `${tripId}:${createHash('sha256').update(callId).digest('base64url').slice(0, 16)}`,
      storeId,
      tripId,
      ...said,
      occurredAt: isoOf(now),
      decidedAt: isoOf(now),
      evidence: 'text_message',
      reasons: null,
      requestId: null,
    });
  }

  /** The open trip whose window is nearest; a trip without a window counts as now. */
  private async openOf(customers: readonly CustomerOfPhone[]): Promise<CustomerOfPhone | undefined> {
    const now = this.clock.now();
    const found: { readonly customer: CustomerOfPhone; readonly awayMs: number }[] = [];
    for (const customer of customers) {
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
