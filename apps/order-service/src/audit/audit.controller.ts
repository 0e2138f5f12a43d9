import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AdminGuard, ManagerGuard } from '@curbline/access';
import { AuditPage, AuditQuery } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { AuditService } from './audit.service.js';

/** Who changed what, for whoever answers for it. */
@ApiTags('Managers')
@ApiCookieAuth('manager')
@Controller('v1')
export class AuditController {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
  ) {}

  @Get('stores/:storeId/audit')
  @UseGuards(ManagerGuard)
  @ApiOperation({
    operationId: 'listStoreAuditEntries',
    summary: 'Lists what managers changed in a store, the newest first, a page at a time.',
  })
  @ApiQuery({ name: 'before', required: false, type: Number })
  @ApiQuery({ name: 'limit', required: false, type: Number })
  @ApiOkResponse({ standardSchema: AuditPage })
  @ApiProblems(400, 401, 403)
  ofStore(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Query({ schema: AuditQuery }) query: AuditQuery,
  ): Promise<AuditPage> {
    return this.audit.page(this.db.manager, storeId, query);
  }

  @Get('audit')
  @UseGuards(AdminGuard)
  @ApiOperation({
    operationId: 'listAuditEntries',
    summary: 'Lists what managers and admins changed in the whole chain.',
  })
  @ApiQuery({ name: 'before', required: false, type: Number })
  @ApiQuery({ name: 'limit', required: false, type: Number })
  @ApiOkResponse({ standardSchema: AuditPage })
  @ApiProblems(400, 401, 403)
  ofChain(@Query({ schema: AuditQuery }) query: AuditQuery): Promise<AuditPage> {
    return this.audit.page(this.db.manager, null, query);
  }
}
