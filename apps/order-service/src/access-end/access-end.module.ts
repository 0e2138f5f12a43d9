import { Module } from '@nestjs/common';
import { AccessEndService } from './access-end.service.js';

/** The end of all access to some stores at once. */
@Module({ providers: [AccessEndService] })
export class AccessEndModule {}
