/** The connections to shops. Only an admin manages them, because one connection may reach many stores. */
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Req, UseGuards } from '@nestjs/common';
import {
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AdminGuard, ConfirmedGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import {
  IssuedShopConnection,
  MapShopLocation,
  NewShopConnection,
  ShopConnectionChanges,
  ShopConnectionDetails,
  ShopConnectionId,
  ShopConnectionView,
  ShopReadResult,
} from '@curbline/contracts/http';
import { ApiProblems, type HttpRequest, requiredVersion } from '@curbline/platform';
import { z } from 'zod';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { ConnectionsService } from './connections.service.js';

const VERSION = { name: 'If-Match', required: true, description: 'The version that was read: `"7"`.' };

@ApiTags('Shops')
@ApiCookieAuth('manager')
@Controller('v1/shop-connections')
@UseGuards(AdminGuard)
export class ShopConnectionsController {
  constructor(private readonly connections: ConnectionsService) {}

  @Get()
  @ApiOperation({
    operationId: 'listShopConnections',
    summary: 'Lists the connections to shops, without their keys.',
  })
  @ApiOkResponse({ standardSchema: z.array(ShopConnectionView) })
  @ApiProblems(401, 403)
  list(): Promise<ShopConnectionView[]> {
    return this.connections.list();
  }

  @Get(':connectionId')
  @ApiOperation({
    operationId: 'getShopConnection',
    summary: 'Reads a connection with its places, held orders and last deliveries.',
  })
  @ApiOkResponse({ standardSchema: ShopConnectionDetails })
  @ApiProblems(400, 401, 403, 404)
  read(@Param('connectionId', { schema: ShopConnectionId }) id: string): Promise<ShopConnectionDetails> {
    return this.connections.read(id);
  }

  @Post()
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'createShopConnection',
    summary: 'Connects a shop; the key that it has to sign with is shown in this response only.',
  })
  @ApiCreatedResponse({ standardSchema: IssuedShopConnection })
  @ApiProblems(400, 401, 403, 409, 422)
  create(
    @Body({ schema: NewShopConnection }) wish: NewShopConnection,
    @Principal() admin: ManagerPrincipal,
  ): Promise<IssuedShopConnection> {
    return this.connections.create(admin, wish);
  }

  @Patch(':connectionId')
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiHeader(VERSION)
  @ApiOperation({
    operationId: 'editShopConnection',
    summary: 'Changes a connection: its name, address, keys, write-back, or whether it is paused.',
  })
  @ApiOkResponse({ standardSchema: ShopConnectionView })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422, 428)
  change(
    @Param('connectionId', { schema: ShopConnectionId }) id: string,
    @Body({ schema: ShopConnectionChanges }) changes: ShopConnectionChanges,
    @Principal() admin: ManagerPrincipal,
    @Req() request: HttpRequest,
  ): Promise<ShopConnectionView> {
    return this.connections.change(admin, id, requiredVersion(request), changes);
  }

  @Put(':connectionId/locations')
  @Idempotent()
  @ApiHeader(VERSION)
  @ApiOperation({
    operationId: 'mapShopLocations',
    summary: 'Says which store a place of the shop is; the orders that waited for it are placed.',
  })
  @ApiOkResponse({ standardSchema: ShopConnectionDetails })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422, 428)
  map(
    @Param('connectionId', { schema: ShopConnectionId }) id: string,
    @Body({ schema: MapShopLocation }) mapping: MapShopLocation,
    @Principal() admin: ManagerPrincipal,
    @Req() request: HttpRequest,
  ): Promise<ShopConnectionDetails> {
    return this.connections.map(admin, id, requiredVersion(request), mapping);
  }

  @Post(':connectionId/rotate')
  @HttpCode(200)
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'rotateShopConnectionKey',
    summary:
      'Makes a new key for the shop to sign with, shown in this response only; the one before is good for a day more.',
  })
  @ApiOkResponse({ standardSchema: IssuedShopConnection })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422)
  rotate(
    @Param('connectionId', { schema: ShopConnectionId }) id: string,
    @Principal() admin: ManagerPrincipal,
  ): Promise<IssuedShopConnection> {
    return this.connections.rotate(admin, id);
  }

  @Post(':connectionId/remove')
  @HttpCode(200)
  @UseGuards(ConfirmedGuard)
  @Idempotent()
  @ApiOperation({
    operationId: 'removeShopConnection',
    summary: 'Disconnects a shop. Its orders stay at their stores; what waited for a person is forgotten.',
  })
  @ApiOkResponse({ standardSchema: ShopConnectionView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  remove(
    @Param('connectionId', { schema: ShopConnectionId }) id: string,
    @Principal() admin: ManagerPrincipal,
  ): Promise<ShopConnectionView> {
    return this.connections.remove(admin, id);
  }

  @Post(':connectionId/apply')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'replayShopDeliveries',
    summary: 'Applies again what failed, instead of at its next attempt.',
  })
  @ApiOkResponse({ standardSchema: ShopConnectionDetails })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  applyAgain(
    @Param('connectionId', { schema: ShopConnectionId }) id: string,
  ): Promise<ShopConnectionDetails> {
    return this.connections.applyAgain(id);
  }

  @Post(':connectionId/test')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'testShopConnection',
    summary: 'Asks the shop for its last orders, to see whether it answers; changes nothing.',
  })
  @ApiOkResponse({ standardSchema: ShopReadResult })
  @ApiProblems(400, 401, 403, 404)
  test(@Param('connectionId', { schema: ShopConnectionId }) id: string): Promise<ShopReadResult> {
    return this.connections.test(id);
  }

  @Post(':connectionId/read')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'readShopOrders',
    summary: 'Reads the shop now instead of at its next turn, which is within five minutes.',
  })
  @ApiOkResponse({ standardSchema: ShopReadResult })
  @ApiProblems(400, 401, 403, 404)
  readNow(@Param('connectionId', { schema: ShopConnectionId }) id: string): Promise<ShopReadResult> {
    return this.connections.readNow(id);
  }
}
