import { Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagerGuard } from '@curbline/access';
import { BaySigns as BaySignsView } from '@curbline/contracts/http';
import { BayLabel, StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '../api-problems.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { BaySigns } from './bay-signs.js';
import { Stores } from './stores.js';

/** The signs at a store's bays, for whoever prints them. */
@ApiTags('Stores')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/signs')
@UseGuards(ManagerGuard)
export class BaySignsController {
  constructor(
    private readonly stores: Stores,
    private readonly signs: BaySigns,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Gives what the sign at each bay carries as a QR code, to be printed.' })
  @ApiOkResponse({ standardSchema: BaySignsView })
  @ApiProblems(401, 403, 404)
  async list(@Param('storeId', { schema: StoreId }) storeId: string): Promise<BaySignsView> {
    await this.stores.get(storeId);
    return this.signs.list(storeId);
  }

  @Post(':bay/renewal')
  @HttpCode(200)
  @Idempotent({ sealed: true })
  @ApiOperation({ summary: 'Makes a new edition of one sign: the old one is worth a tap from now on.' })
  @ApiOkResponse({ standardSchema: BaySignsView })
  @ApiProblems(400, 401, 403, 404, 422)
  renew(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('bay', { schema: BayLabel }) bay: string,
  ): Promise<BaySignsView> {
    return this.signs.renew(storeId, bay);
  }
}
