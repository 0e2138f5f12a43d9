import { Module } from '@nestjs/common';
import { ChannelsService } from './channels.service.js';

/** The ways out of Curbline: e-mail, text messages, push. */
@Module({ providers: [ChannelsService], exports: [ChannelsService] })
export class ChannelsModule {}
