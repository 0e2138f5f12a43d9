import { Module } from '@nestjs/common';
import { StoresModule } from '../stores/stores.module.js';
import { AlertsController } from './alerts.controller.js';
import { AlertsRepository } from './alerts.repository.js';
import { AlertsService } from './alerts.service.js';
import { FenceFindingsService } from './fence-findings.service.js';

/** What a store's manager should look at now. */
@Module({
  imports: [StoresModule],
  controllers: [AlertsController],
  providers: [AlertsRepository, AlertsService, FenceFindingsService],
  exports: [AlertsService],
})
export class AlertsModule {}
