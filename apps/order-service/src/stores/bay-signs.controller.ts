import { Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagerGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import { BaySigns } from '@curbline/contracts/http';
import { BayLabel, StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { BaySignsService } from './bay-signs.service.js';
import { StoresService } from './stores.service.js';

/** The signs at a store's bays and counters, for whoever prints them. */
@ApiTags('Stores')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/signs')
@UseGuards(ManagerGuard)
export class BaySignsController {
  constructor(
    private readonly stores: StoresService,
    private readonly signs: BaySignsService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listBaySigns',
    summary: 'Lists the QR codes for the signs at the bays and counters, ready to print.',
  })
  @ApiOkResponse({ standardSchema: BaySigns })
  @ApiProblems(401, 403, 404)
  async list(@Param('storeId', { schema: StoreId }) storeId: string): Promise<BaySigns> {
    await this.stores.get(storeId);
    return this.signs.list(storeId);
  }

  @Post(':bay/renewal')
  @HttpCode(200)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'renewBaySign',
    summary: 'Replaces the code of one sign; scanning the old one counts as a tap from now on.',
  })
  @ApiOkResponse({ standardSchema: BaySigns })
  @ApiProblems(400, 401, 403, 404, 422)
  renew(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('bay', { schema: BayLabel }) bay: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<BaySigns> {
    return this.signs.renew(storeId, bay, manager);
  }
}
