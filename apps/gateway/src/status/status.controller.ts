/** `GET /v1/trip/events`: the customer's page listens here. */
import { Controller, Sse, UseGuards, type MessageEvent } from '@nestjs/common';
import { CustomerGuard, Principal, type CustomerPrincipal } from '@curbline/access';
import type { Observable } from 'rxjs';
import { StatusStreams } from './status-streams.js';

@Controller('v1/trip')
@UseGuards(CustomerGuard)
export class StatusController {
  constructor(private readonly streams: StatusStreams) {}

  /**
   * Server-sent events: `status` (id = seq of the store's log, data = TripStatusPush; the first one tells the
   * present state), `progress`, `line` (the place in line may have changed), `heartbeat`, `ended`.
   */
  @Sse('events')
  events(@Principal() trip: CustomerPrincipal): Observable<MessageEvent> {
    return this.streams.of(trip);
  }
}
