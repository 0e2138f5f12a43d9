import { Module } from '@nestjs/common';
import { SuppressionsRepository } from './suppressions.repository.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';
import { UnsubscribeRoute } from './unsubscribe.route.js';

/** Who gets no messages, and the way out of e-mails. */
@Module({
  providers: [SuppressionsRepository, UnsubscribeLinks, UnsubscribeRoute],
  exports: [SuppressionsRepository, UnsubscribeLinks],
})
export class SuppressionsModule {}
