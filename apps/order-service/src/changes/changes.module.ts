import { Module } from '@nestjs/common';
import { ChangesService } from './changes.service.js';

/** Changes to a store's rows and its log, in one transaction with the stored response. */
@Module({ providers: [ChangesService], exports: [ChangesService] })
export class ChangesModule {}
