import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChangesModule } from '../changes/changes.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { BaySignsController } from './bay-signs.controller.js';
import { BaySignsService } from './bay-signs.service.js';
import { BayEntity } from './bay.entity.js';
import { BaysService } from './bays.service.js';
import { LeadTimesRepository } from './lead-times.repository.js';
import { LeadTimesService } from './lead-times.service.js';
import { StoreChecksRepository } from './store-checks.repository.js';
import { StorePhotoEntity } from './store-photo.entity.js';
import { StorePhotosController } from './store-photos.controller.js';
import { StorePhotosRepository } from './store-photos.repository.js';
import { StorePhotosService } from './store-photos.service.js';
import { RegionsController } from './regions.controller.js';
import { SetUpController } from './set-up.controller.js';
import { SetUpRepository } from './set-up.repository.js';
import { SetUpService } from './set-up.service.js';
import { StoreUndoController } from './store-undo.controller.js';
import { StoreUndoService } from './store-undo.service.js';
import { StoreEntity } from './store.entity.js';
import { StoresController } from './stores.controller.js';
import { StoresListRepository } from './stores-list.repository.js';
import { StoresListService } from './stores-list.service.js';
import { StoresRepository } from './stores.repository.js';
import { StoresService } from './stores.service.js';

/** Stores with their premises, bays, bay signs and lead times. */
@Module({
  imports: [
    AuditModule,
    ChangesModule,
    IdempotencyModule,
    TypeOrmModule.forFeature([BayEntity, StoreEntity, StorePhotoEntity]),
  ],
  controllers: [
    BaySignsController,
    RegionsController,
    SetUpController,
    StorePhotosController,
    StoresController,
    StoreUndoController,
  ],
  providers: [
    BaySignsService,
    BaysService,
    LeadTimesRepository,
    LeadTimesService,
    SetUpRepository,
    SetUpService,
    StoreChecksRepository,
    StorePhotosRepository,
    StorePhotosService,
    StoresListRepository,
    StoresListService,
    StoresRepository,
    StoresService,
    StoreUndoService,
  ],
  exports: [
    BaySignsService,
    BaysService,
    LeadTimesService,
    StoreChecksRepository,
    StoresListRepository,
    StoresRepository,
    StoresService,
  ],
})
export class StoresModule {}
