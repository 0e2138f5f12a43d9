import { Controller, HttpCode, Param, Post, Req, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagerGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import { AuditEntryId, StoreView } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems, type HttpRequest, requiredVersion } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { StoreUndoService } from './store-undo.service.js';

@ApiTags('Stores')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/audit')
@UseGuards(ManagerGuard)
export class StoreUndoController {
  constructor(private readonly undoing: StoreUndoService) {}

  @Post(':entryId/undo')
  @HttpCode(200)
  @Idempotent()
  @ApiHeader({ name: 'If-Match', required: true, description: 'The store’s version that was read: `"7"`.' })
  @ApiOperation({
    operationId: 'undoStoreChange',
    summary: 'Puts back the settings that a change replaced, unless they were changed again since.',
  })
  @ApiOkResponse({ standardSchema: StoreView })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422, 428)
  undo(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('entryId', { schema: AuditEntryId }) entryId: number,
    @Principal() manager: ManagerPrincipal,
    @Req() request: HttpRequest,
  ): Promise<StoreView> {
    return this.undoing.undo(storeId, entryId, manager, requiredVersion(request));
  }
}
