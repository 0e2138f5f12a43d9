import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AdminGuard } from '@curbline/access';
import { RegionView } from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { z } from 'zod';
import { StoresListRepository } from './stores-list.repository.js';

/** What admins choose from when they give somebody a region, or a store. */
@ApiTags('Stores')
@ApiCookieAuth('manager')
@Controller('v1/regions')
@UseGuards(AdminGuard)
export class RegionsController {
  constructor(private readonly stores: StoresListRepository) {}

  @Get()
  @ApiOperation({
    operationId: 'listRegions',
    summary: 'Lists the regions that stores belong to, with how many stores each has.',
  })
  @ApiOkResponse({ standardSchema: z.array(RegionView) })
  @ApiProblems(401, 403)
  list(): Promise<RegionView[]> {
    return this.stores.regions();
  }
}
