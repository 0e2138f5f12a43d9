import { Module } from '@nestjs/common';
import { PushStorageModule } from '../push/push-storage.module.js';
import { ChannelsService } from './channels.service.js';

/** The ways out of Curbline: e-mail, text messages, push. */
@Module({ imports: [PushStorageModule], providers: [ChannelsService], exports: [ChannelsService] })
export class ChannelsModule {}
