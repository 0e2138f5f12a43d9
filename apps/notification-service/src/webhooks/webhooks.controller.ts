/** Managers make endpoints for webhooks of their stores, watch what is sent there, and send it again. */
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req, UseGuards } from '@nestjs/common';
import {
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { ConfirmedGuard, ManagerGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import {
  IssuedWebhookEndpoint,
  NewWebhookEndpoint,
  WebhookDeliveriesPage,
  WebhookDeliveriesQuery,
  WebhookDeliveryView,
  WebhookEndpointChanges,
  WebhookEndpointId,
  WebhookEndpointView,
  WebhookReplay,
  WebhookReplayed,
} from '@curbline/contracts/http';
import { ApiProblems, type HttpRequest, requiredVersion } from '@curbline/platform';
import { z } from 'zod';
import { AskedFor, NamedByKey } from './webhook-call.decorator.js';
import { WebhookDeliveriesService } from './webhook-deliveries.service.js';
import { type Asked, WebhookEndpointsService } from './webhook-endpoints.service.js';

@ApiTags('Webhooks')
@ApiCookieAuth('manager')
@Controller('v1/webhooks')
@UseGuards(ManagerGuard)
export class WebhooksController {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly deliveries: WebhookDeliveriesService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listWebhooks',
    summary: 'Lists the endpoints whose stores the caller reaches, without their secrets.',
  })
  @ApiOkResponse({ standardSchema: z.array(WebhookEndpointView) })
  @ApiProblems(401, 403)
  list(@Principal() manager: ManagerPrincipal): Promise<WebhookEndpointView[]> {
    return this.endpoints.list(manager);
  }

  @Post()
  @UseGuards(ConfirmedGuard)
  @NamedByKey()
  @ApiOperation({
    operationId: 'createWebhook',
    summary: 'Creates an endpoint; its secret is shown in this response only.',
    description:
      'What is sent there, and how its signature is checked, stands under `webhooks` of this document.',
  })
  @ApiCreatedResponse({ standardSchema: IssuedWebhookEndpoint })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  create(
    @AskedFor() asked: Asked,
    @Body({ schema: NewWebhookEndpoint }) wish: NewWebhookEndpoint,
  ): Promise<IssuedWebhookEndpoint> {
    return this.endpoints.create(asked, wish);
  }

  @Get(':endpointId')
  @ApiOperation({ operationId: 'getWebhook', summary: 'Reads an endpoint, without its secret.' })
  @ApiOkResponse({ standardSchema: WebhookEndpointView })
  @ApiProblems(400, 401, 403, 404)
  read(
    @Param('endpointId', { schema: WebhookEndpointId }) endpointId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<WebhookEndpointView> {
    return this.endpoints.read(manager, endpointId);
  }

  @Patch(':endpointId')
  @NamedByKey()
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that the change is made from.' })
  @ApiOperation({
    operationId: 'editWebhook',
    summary: 'Changes an endpoint’s address, name, events or stores, or turns it on or off.',
  })
  @ApiOkResponse({ standardSchema: WebhookEndpointView })
  @ApiProblems(400, 401, 403, 404, 412, 422, 428)
  edit(
    @AskedFor() asked: Asked,
    @Param('endpointId', { schema: WebhookEndpointId }) endpointId: string,
    @Body({ schema: WebhookEndpointChanges }) changes: WebhookEndpointChanges,
    @Req() request: HttpRequest,
  ): Promise<WebhookEndpointView> {
    return this.endpoints.change(asked, endpointId, requiredVersion(request), changes);
  }

  @Post(':endpointId/remove')
  @HttpCode(200)
  @NamedByKey()
  @ApiOperation({
    operationId: 'removeWebhook',
    summary: 'Removes an endpoint with all that was to be sent there.',
  })
  @ApiOkResponse({ standardSchema: WebhookEndpointView })
  @ApiProblems(400, 401, 403, 404, 422)
  remove(
    @AskedFor() asked: Asked,
    @Param('endpointId', { schema: WebhookEndpointId }) endpointId: string,
  ): Promise<WebhookEndpointView> {
    return this.endpoints.remove(asked, endpointId);
  }

  @Post(':endpointId/rotate')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @NamedByKey()
  @ApiOperation({
    operationId: 'rotateWebhookSecret',
    summary: 'Replaces the secret; the new one is shown in this response only.',
    description: 'For 24 hours the old one signs as well, so that the receiver can be changed without a gap.',
  })
  @ApiOkResponse({ standardSchema: IssuedWebhookEndpoint })
  @ApiProblems(400, 401, 403, 404, 422)
  rotate(
    @AskedFor() asked: Asked,
    @Param('endpointId', { schema: WebhookEndpointId }) endpointId: string,
  ): Promise<IssuedWebhookEndpoint> {
    return this.endpoints.rotate(asked, endpointId);
  }

  @Post(':endpointId/test')
  @HttpCode(200)
  @NamedByKey()
  @ApiOperation({
    operationId: 'testWebhook',
    summary: 'Sends `webhook.test` to the endpoint; the list of deliveries says what came of it.',
  })
  @ApiOkResponse({ standardSchema: WebhookDeliveryView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  test(
    @AskedFor() asked: Asked,
    @Param('endpointId', { schema: WebhookEndpointId }) endpointId: string,
  ): Promise<WebhookDeliveryView> {
    return this.endpoints.test(asked, endpointId);
  }

  @Post(':endpointId/replay')
  @HttpCode(200)
  @NamedByKey()
  @ApiOperation({
    operationId: 'replayWebhookDeliveries',
    summary: 'Sends again: one delivery, those of a range of time, or all that failed or were skipped.',
    description: 'Each with the id that it had. Deliveries are kept for 30 days.',
  })
  @ApiOkResponse({ standardSchema: WebhookReplayed })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  replay(
    @AskedFor() asked: Asked,
    @Param('endpointId', { schema: WebhookEndpointId }) endpointId: string,
    @Body({ schema: WebhookReplay }) which: WebhookReplay,
  ): Promise<WebhookReplayed> {
    return this.endpoints.replay(asked, endpointId, which);
  }

  @Get(':endpointId/deliveries')
  @ApiOperation({
    operationId: 'listWebhookDeliveries',
    summary: 'Lists what was or is to be sent to an endpoint, the newest first, a page at a time.',
  })
  @ApiQuery({ name: 'state', required: false, type: String, description: 'States with commas between.' })
  @ApiQuery({ name: 'before', required: false, type: String, description: 'The `next` of the page before.' })
  @ApiQuery({ name: 'limit', required: false, type: Number, description: '1 to 100, 50 unless given.' })
  @ApiOkResponse({ standardSchema: WebhookDeliveriesPage })
  @ApiProblems(400, 401, 403, 404)
  listDeliveries(
    @Param('endpointId', { schema: WebhookEndpointId }) endpointId: string,
    @Query({ schema: WebhookDeliveriesQuery }) query: WebhookDeliveriesQuery,
    @Principal() manager: ManagerPrincipal,
  ): Promise<WebhookDeliveriesPage> {
    return this.deliveries.page(manager, endpointId, query);
  }
}
