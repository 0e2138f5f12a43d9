import { Module } from '@nestjs/common';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { AlertedStoresRepository } from './alerted-stores.repository.js';
import { DarkBoardsService } from './dark-boards.service.js';

/** What a store's own people are told when nobody looks at a board. */
@Module({ imports: [DeliveriesModule], providers: [AlertedStoresRepository, DarkBoardsService] })
export class AlertsModule {}
