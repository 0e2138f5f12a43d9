import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { BaySignsController } from './bay-signs.controller.js';
import { BaySignsService } from './bay-signs.service.js';
import { BaysService } from './bays.service.js';
import { LeadTimesService } from './lead-times.service.js';
import { StoresController } from './stores.controller.js';
import { StoresService } from './stores.service.js';

/** Stores with their premises, bays, bay signs and lead times. */
@Module({
  imports: [ChangesModule],
  controllers: [BaySignsController, StoresController],
  providers: [BaySignsService, BaysService, LeadTimesService, StoresService],
  exports: [BaySignsService, BaysService, LeadTimesService, StoresService],
})
export class StoresModule {}
