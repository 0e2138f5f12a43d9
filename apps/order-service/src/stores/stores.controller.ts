import { Body, Controller, Get, Param, Post, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AdminGuard, ManagerGuard } from '@curbline/access';
import { NewStore, StoreSettings, StoreView } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '../api-problems.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { Stores } from './stores.js';

@ApiTags('Stores')
@ApiCookieAuth('manager')
@Controller('v1/stores')
export class StoresController {
  constructor(private readonly stores: Stores) {}

  @Post()
  @UseGuards(AdminGuard)
  @Idempotent()
  @ApiOperation({ summary: 'Adds a store with its premises, entrance, bays and hours.' })
  @ApiCreatedResponse({ standardSchema: StoreView })
  @ApiProblems(400, 401, 403, 409, 422)
  create(@Body({ schema: NewStore }) store: NewStore): Promise<StoreView> {
    return this.stores.create(store.id, store.settings);
  }

  @Get(':storeId')
  @UseGuards(ManagerGuard)
  @ApiOperation({ summary: 'Gives a store’s settings.' })
  @ApiOkResponse({ standardSchema: StoreView })
  @ApiProblems(401, 403, 404)
  read(@Param('storeId', { schema: StoreId }) storeId: string): Promise<StoreView> {
    return this.stores.getWithWarnings(storeId);
  }

  @Put(':storeId')
  @UseGuards(ManagerGuard)
  @Idempotent()
  @ApiOperation({ summary: 'Replaces a store’s settings as a whole.' })
  @ApiOkResponse({ standardSchema: StoreView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  replace(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Body({ schema: StoreSettings }) settings: StoreSettings,
  ): Promise<StoreView> {
    return this.stores.replace(storeId, settings);
  }
}
