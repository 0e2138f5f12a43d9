import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { PhoneEvent, PhoneEventAnswer } from '@curbline/contracts/http';
import {
  ApiProblems,
  headerOf,
  type HttpRequest,
  phoneTokenOf,
  Public,
  readerLanguage,
} from '@curbline/platform';
import { PhoneEventsService } from './phone-events.service.js';

const MESSAGES = {
  on_my_way: {
    en: 'The store knows that you are on your way.',
    fr: 'Le magasin sait que vous êtes en route.',
  },
  here: { en: 'The store knows that you are here.', fr: 'Le magasin sait que vous êtes là.' },
  no_trip: {
    en: 'No order of yours is waiting to be collected, or this phone is no longer connected.',
    fr: 'Aucune de vos commandes n’est à retirer, ou ce téléphone n’est plus connecté.',
  },
} as const;

/** One address for Shortcuts, Tasker and Home Assistant. Its token says whose trip; see docs/phone-apps.md. */
@ApiTags('Trip')
@ApiParam({ name: 'token', description: 'As the customer’s page made it' })
@Controller('c/:token/event')
export class PhoneEventsController {
  constructor(private readonly events: PhoneEventsService) {}

  /** Repeating it changes nothing, so it takes no Idempotency-Key, which automations could hardly make. */
  @Post()
  @Public()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'reportPhoneEvent',
    summary: 'Reports “on my way” or “here” from an automation of the customer’s phone.',
    description:
      'A phone that is not connected, or has no open trip, is answered with `no_trip` and 200: an automation that ' +
      'runs every day is not wrong on the days without an order.',
  })
  @ApiOkResponse({ standardSchema: PhoneEventAnswer })
  @ApiProblems(400, 409, 422, 429)
  async report(
    @Body({ schema: PhoneEvent }) event: PhoneEvent,
    @Req() request: HttpRequest,
  ): Promise<PhoneEventAnswer> {
    const token = phoneTokenOf(request);
    const done = token !== undefined && (await this.events.apply(request, token, event));
    const language = readerLanguage(headerOf(request, 'accept-language'));
    return {
      result: done ? 'done' : 'no_trip',
      message: MESSAGES[done ? event.event : 'no_trip'][language],
    };
  }
}
