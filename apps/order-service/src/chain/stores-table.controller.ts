import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCookieAuth,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { FiguresGuard, type ManagerPrincipal, Principal, type ShopPrincipal } from '@curbline/access';
import { SortOrder, StoresSort, StoresTable, StoresTableQuery } from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { StoresTableService } from './stores-table.service.js';

@ApiTags('Statistics')
@ApiCookieAuth('manager')
@ApiBearerAuth('shop')
@Controller('v1/stats/stores')
export class StoresTableController {
  constructor(private readonly table: StoresTableService) {}

  @Get()
  @UseGuards(FiguresGuard)
  @ApiOperation({
    operationId: 'listStoreFigures',
    summary:
      'Lists the stores that the caller reaches with their figures of a range of days and their alerts.',
    description:
      'Found by words, sorted by a figure, a page at a time. Sorting by anything but the name reads the pickups of ' +
      'all stores that match.',
  })
  @ApiQuery({ name: 'from', required: false, type: String, description: 'First day; today when left out.' })
  @ApiQuery({ name: 'to', required: false, type: String, description: 'Last day, included.' })
  @ApiQuery({
    name: 'search',
    required: false,
    type: String,
    description: 'Words of the name, the address, the region or the id.',
  })
  @ApiQuery({ name: 'sort', required: false, enum: StoresSort.options })
  @ApiQuery({ name: 'order', required: false, enum: SortOrder.options })
  @ApiQuery({
    name: 'after',
    required: false,
    type: String,
    description: 'The `next` of the page before, with the same search and order.',
  })
  @ApiQuery({ name: 'limit', required: false, type: Number, description: '1 to 100, 50 unless given.' })
  @ApiOkResponse({ standardSchema: StoresTable })
  @ApiProblems(400, 401, 403)
  read(
    @Query({ schema: StoresTableQuery }) query: StoresTableQuery,
    @Principal() caller: ManagerPrincipal | ShopPrincipal,
  ): Promise<StoresTable> {
    return this.table.page(query, caller.storeIds);
  }
}
