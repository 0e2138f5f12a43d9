/** `GET /v1/trips/{tripId}/events`: the customer's page listens here. */
import { Controller, Req, Sse, UseGuards, type MessageEvent } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { CustomerGuard, Principal, type CustomerPrincipal } from '@curbline/access';
import { addressKey, type HttpRequest } from '@curbline/platform';
import type { Observable } from 'rxjs';
import { MOST_WAITING_CHARACTERS, StatusStreams } from './status-streams.js';

@ApiParam({ name: 'tripId', format: 'uuid' })
@Controller('v1/trips/:tripId')
@UseGuards(CustomerGuard)
export class StatusController {
  constructor(private readonly streams: StatusStreams) {}

  /**
   * Server-sent events: `status` (id = seq of the store's log, data = TripStatusPush; the first one tells the
   * present state), `progress`, `line` (the place in line may have changed), `heartbeat`, `ended`.
   * A page that does not read is cut off; so many streams are open from one address, and one more gets 429.
   */
  @Sse('events', { maxPendingDataLength: MOST_WAITING_CHARACTERS })
  events(@Principal() trip: CustomerPrincipal, @Req() request: HttpRequest): Observable<MessageEvent> {
    return this.streams.of(trip, addressKey(request.ip));
  }
}
