/** `GET /v1/trips/{tripId}/events`: the event stream of the customer's page. */
import { Controller, Req, Sse, UseGuards, type MessageEvent } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CustomerGuard, ForSubstitutes, Principal, type CustomerPrincipal } from '@curbline/access';
import { TripStreamMessage } from '@curbline/contracts/http';
import { addressKey, ApiProblems, type HttpRequest } from '@curbline/platform';
import type { Observable } from 'rxjs';
import { MAX_UNREAD_CHARACTERS, StatusStreams } from './status-streams.js';

@ApiTags('Trip')
@ApiCookieAuth('customer')
@ApiParam({ name: 'tripId', format: 'uuid' })
@Controller('v1/trips/:tripId')
@UseGuards(CustomerGuard)
export class StatusController {
  constructor(private readonly streams: StatusStreams) {}

  /**
   * Server-sent events: `status` (id = seq of the store's log, data = TripStatusPush; the first one is the current
   * state), `progress`, `line` (the queue position may have changed), `heartbeat`, `ended`.
   * A stream that the page does not read is cut. Past the limit of one address a new stream gets 429.
   */
  @ApiOperation({
    operationId: 'followTrip',
    summary: 'Follows the trip: server-sent events with its status, which begin with the current one.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ standardSchema: TripStreamMessage })
  @ApiProblems(401, 429)
  @ForSubstitutes()
  @Sse('events', { maxPendingDataLength: MAX_UNREAD_CHARACTERS })
  events(@Principal() trip: CustomerPrincipal, @Req() request: HttpRequest): Observable<MessageEvent> {
    return this.streams.of(trip, addressKey(request.ip));
  }
}
