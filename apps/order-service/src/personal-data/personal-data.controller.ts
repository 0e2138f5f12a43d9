import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AdminGuard, ConfirmedGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import { ErasedData, PersonalData, PersonQuery } from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { PersonalDataService } from './personal-data.service.js';

/** What a person may ask for: a copy of what is stored on them, and to be forgotten. For admins, who know who asks. */
@ApiTags('Managers')
@ApiCookieAuth('manager')
@Controller('v1/personal-data')
@UseGuards(AdminGuard, ConfirmedGuard)
export class PersonalDataController {
  constructor(private readonly data: PersonalDataService) {}

  @Post('export')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'exportPersonalData',
    summary: 'Gives everything that is stored on a customer, over all stores.',
  })
  @ApiOkResponse({ standardSchema: PersonalData })
  @ApiProblems(400, 401, 403)
  export(
    @Body({ schema: PersonQuery }) whom: PersonQuery,
    @Principal() admin: ManagerPrincipal,
  ): Promise<PersonalData> {
    return this.data.export(whom, admin);
  }

  @Post('erase')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'erasePersonalData',
    summary: 'Forgets a customer, over all stores: their orders no longer say whose they were.',
  })
  @ApiOkResponse({ standardSchema: ErasedData })
  @ApiProblems(400, 401, 403)
  erase(
    @Body({ schema: PersonQuery }) whom: PersonQuery,
    @Principal() admin: ManagerPrincipal,
  ): Promise<ErasedData> {
    return this.data.erase(whom, admin);
  }
}
