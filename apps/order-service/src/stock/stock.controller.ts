import { Body, Controller, Get, Param, Put, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Principal, ShopGuard, type ShopPrincipal } from '@curbline/access';
import { ReportStock, StockLevel, StockQuery, StockReported } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { StockService } from './stock.service.js';

/** What shops report of a store's stock. The guard refuses stores that the key does not reach. */
@ApiTags('Stock')
@ApiBearerAuth('shop')
@Controller('v1/stores/:storeId/stock')
@UseGuards(ShopGuard)
export class StockController {
  constructor(private readonly stock: StockService) {}

  @Put()
  @Idempotent()
  @ApiOperation({
    operationId: 'reportStock',
    summary:
      'Reports how many of each SKU the store had at an instant; SKUs that are not named stay as they are.',
  })
  @ApiOkResponse({ standardSchema: StockReported })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  report(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Body({ schema: ReportStock }) body: ReportStock,
    @Principal() shop: ShopPrincipal,
  ): Promise<StockReported> {
    return this.stock.report(storeId, body, { kind: 'shop', id: shop.shopId, name: shop.name });
  }

  @Get()
  @ApiOperation({ operationId: 'getStockLevel', summary: 'Reads what is known of one SKU at the store.' })
  @ApiQuery({ name: 'sku', type: String })
  @ApiOkResponse({ standardSchema: StockLevel })
  @ApiProblems(400, 401, 403, 404)
  read(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Query({ schema: StockQuery }) { sku }: StockQuery,
  ): Promise<StockLevel> {
    return this.stock.read(storeId, sku);
  }
}
