import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagerGuard } from '@curbline/access';
import { StoreAlerts } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { AlertsService } from './alerts.service.js';

@ApiTags('Statistics')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/alerts')
export class AlertsController {
  constructor(private readonly alerts: AlertsService) {}

  @Get()
  @UseGuards(ManagerGuard)
  @ApiOperation({
    operationId: 'listStoreAlerts',
    summary: 'Reads what needs a manager’s attention now.',
    description:
      'Too many misses in the last half hour and today, customers who wait while no board is connected, predictions ' +
      'of arrivals that are far off, an outline that customers do not park in. An alert ends by itself.',
  })
  @ApiOkResponse({ standardSchema: StoreAlerts })
  @ApiProblems(401, 403, 404)
  read(@Param('storeId', { schema: StoreId }) storeId: string): Promise<StoreAlerts> {
    return this.alerts.ofStore(storeId);
  }
}
