import { Body, Controller, Get, Param, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagerGuard } from '@curbline/access';
import { SetUpStep, SetUpView, SkipSetUpStep } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { SetUpService } from './set-up.service.js';

@ApiTags('Stores')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/set-up')
@UseGuards(ManagerGuard)
export class SetUpController {
  constructor(private readonly setUp: SetUpService) {}

  @Get()
  @ApiOperation({
    operationId: 'getStoreSetUp',
    summary: 'Reads which steps of the store’s set-up are done, and which were skipped.',
  })
  @ApiOkResponse({ standardSchema: SetUpView })
  @ApiProblems(401, 403, 404)
  read(@Param('storeId', { schema: StoreId }) storeId: string): Promise<SetUpView> {
    return this.setUp.read(storeId);
  }

  @Put(':step')
  @Idempotent()
  @ApiOperation({
    operationId: 'skipSetUpStep',
    summary: 'Leaves a step of the set-up for later, or takes it up again.',
  })
  @ApiOkResponse({ standardSchema: SetUpView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  skip(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('step', { schema: SetUpStep }) step: SetUpStep,
    @Body({ schema: SkipSetUpStep }) { skipped }: SkipSetUpStep,
  ): Promise<SetUpView> {
    return this.setUp.skip(storeId, step, skipped);
  }
}
