import { Body, Controller, Get, Param, Patch, Post, Put, Query, Req, Res, UseGuards } from '@nestjs/common';
import {
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { AdminGuard, ManagerGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import {
  NewStore,
  StoreChanges,
  StoreSettings,
  StoresPage,
  StoresQuery,
  StoreView,
} from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import {
  ApiProblems,
  type HttpReply,
  type HttpRequest,
  requiredVersion,
  versionIn,
} from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { StoresListService } from './stores-list.service.js';
import { StoresService } from './stores.service.js';

@ApiTags('Stores')
@ApiCookieAuth('manager')
@Controller('v1/stores')
export class StoresController {
  constructor(
    private readonly stores: StoresService,
    private readonly storesList: StoresListService,
  ) {}

  @Get()
  @UseGuards(ManagerGuard)
  @ApiOperation({
    operationId: 'listStores',
    summary: 'Lists the stores that the caller manages, by name, and finds them by words; a page at a time.',
  })
  @ApiQuery({ name: 'search', required: false, type: String })
  @ApiQuery({ name: 'after', required: false, type: String })
  @ApiQuery({ name: 'limit', required: false, type: Number })
  @ApiOkResponse({ standardSchema: StoresPage })
  @ApiProblems(400, 401)
  list(
    @Query({ schema: StoresQuery }) query: StoresQuery,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StoresPage> {
    return this.storesList.page(manager.storeIds, query);
  }

  @Post()
  @UseGuards(AdminGuard)
  @Idempotent()
  @ApiOperation({
    operationId: 'createStore',
    summary: 'Adds a store with its premises, entrance, bays and hours.',
  })
  @ApiCreatedResponse({ standardSchema: StoreView })
  @ApiProblems(400, 401, 403, 409, 422)
  create(
    @Body({ schema: NewStore }) store: NewStore,
    @Principal() admin: ManagerPrincipal,
  ): Promise<StoreView> {
    return this.stores.create(store.id, store.settings, admin);
  }

  @Get(':storeId')
  @UseGuards(ManagerGuard)
  @ApiOperation({ operationId: 'getStore', summary: 'Reads a store’s settings; their version is the ETag.' })
  @ApiOkResponse({ standardSchema: StoreView })
  @ApiProblems(401, 403, 404)
  async read(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<StoreView> {
    return tagged(reply, await this.stores.getWithWarnings(storeId));
  }

  @Patch(':storeId')
  @UseGuards(ManagerGuard)
  @Idempotent()
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read: `"7"`.' })
  @ApiOperation({
    operationId: 'editStore',
    summary: 'Changes some of a store’s settings; boards and customers’ pages follow at once.',
  })
  @ApiOkResponse({ standardSchema: StoreView })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422, 428)
  async edit(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Body({ schema: StoreChanges }) changes: StoreChanges,
    @Principal() manager: ManagerPrincipal,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<StoreView> {
    const version = requiredVersion(request);
    return tagged(reply, await this.stores.edit(storeId, changes, manager, { version }));
  }

  @Put(':storeId')
  @UseGuards(ManagerGuard)
  @Idempotent()
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version that was read: `"7"`.' })
  @ApiOperation({ operationId: 'replaceStore', summary: 'Replaces all settings of a store.' })
  @ApiOkResponse({ standardSchema: StoreView })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422)
  async replace(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Body({ schema: StoreSettings }) settings: StoreSettings,
    @Principal() manager: ManagerPrincipal,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<StoreView> {
    const version = versionIn(request);
    return tagged(reply, await this.stores.replace(storeId, settings, manager, version));
  }
}

function tagged(reply: HttpReply, store: StoreView): StoreView {
  reply.header('etag', `"${store.version}"`);
  return store;
}
