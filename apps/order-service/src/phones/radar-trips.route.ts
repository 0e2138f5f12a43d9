/**
 * What Radar's SDK in a retailer's own app says of its trip (docs/phone-apps.md): it began, the customer is there, it is
 * over. Its key is the token of the phone. Answered with how the trip stands, whatever was said: the SDK keeps nothing to
 * say again, and one that is refused fails in the hands of somebody who drives.
 */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  FastifyRoutes,
  type HttpRequest,
  paramOf,
  phoneTokenOf,
  type PlainAnswer,
  ProblemException,
  RADAR_PREFIX,
  radarAnswer,
  radarPreflights,
} from '@curbline/platform';
import { type PhoneCommand, PhoneEventsService } from './phone-events.service.js';
import { radarTrip, saidOfTrip } from './radar-trip.js';

const BODY_LIMIT_BYTES = 64 * 1024;
const TRIPS = `${RADAR_PREFIX}/v1/trips`;
const UPDATE = `${TRIPS}/:externalId/update`;

/** What a status that the SDK sends means for the trip; of the others Curbline decides by itself. */
const COMMANDS: Readonly<Record<string, PhoneCommand>> = {
  started: { event: 'on_my_way', sharing: true },
  arrived: { event: 'here' },
  completed: { event: 'stop_sharing' },
  canceled: { event: 'stop_sharing' },
};

const PREFLIGHTS = { 'RadarTripsRoute.mayStart': TRIPS, 'RadarTripsRoute.mayUpdate': UPDATE };

@Injectable()
export class RadarTripsRoute implements OnModuleInit {
  constructor(
    private readonly routes: FastifyRoutes,
    private readonly events: PhoneEventsService,
  ) {}

  onModuleInit(): void {
    this.routes.addPlain({
      name: 'RadarTripsRoute.start',
      method: 'POST',
      path: TRIPS,
      bodyLimitBytes: BODY_LIMIT_BYTES,
      answer: (request, body) => this.say(request, body, 'started'),
    });
    this.routes.addPlain({
      name: 'RadarTripsRoute.update',
      method: 'PATCH',
      path: UPDATE,
      bodyLimitBytes: BODY_LIMIT_BYTES,
      answer: (request, body) => this.say(request, body),
    });
    for (const route of radarPreflights(PREFLIGHTS)) this.routes.addPlain(route);
  }

  private async say(request: HttpRequest, body: string | undefined, always?: string): Promise<PlainAnswer> {
    const said = saidOfTrip(body, paramOf(request, 'externalId'));
    const status = always ?? said.status;
    const token = phoneTokenOf(request);
    const command = COMMANDS[status];
    if (token === undefined) return radarAnswer(radarTrip(said, undefined), 'no_trip');
    const refused = command && (await this.refusal(request, token, command));
    const state = await this.events.stateOfNewest(token);
    return radarAnswer(radarTrip(said, state), state === undefined ? 'no_trip' : refused);
  }

  /** @returns why not, in a word; undefined when it was done. @throws what is no refusal, so that the SDK may try again */
  private async refusal(
    request: HttpRequest,
    token: string,
    command: PhoneCommand,
  ): Promise<string | undefined> {
    try {
      return (await this.events.apply(request, token, command)) ? undefined : 'no_trip';
    } catch (error) {
      if (error instanceof ProblemException && error.getStatus() < 500) return error.code;
      throw error;
    }
  }
}
