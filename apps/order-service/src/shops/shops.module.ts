import { Module } from '@nestjs/common';
import { ShopsController } from './shops.controller.js';
import { ShopsService } from './shops.service.js';

/** The API keys of shops. */
@Module({ controllers: [ShopsController], providers: [ShopsService] })
export class ShopsModule {}
