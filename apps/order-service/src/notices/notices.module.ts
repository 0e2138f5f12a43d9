import { Module } from '@nestjs/common';
import { NoticesRepository } from './notices.repository.js';

/** Notices: what a person is told about changes to their own account. */
@Module({
  providers: [NoticesRepository],
  exports: [NoticesRepository],
})
export class NoticesModule {}
