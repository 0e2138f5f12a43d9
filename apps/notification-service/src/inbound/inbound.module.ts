import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/messages.module.js';
import { RepliesService } from './replies.service.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { CustomersByPhoneRepository } from './customers-by-phone.repository.js';
import { BouncesService } from './bounces.service.js';
import { InboundEmailRoute } from './inbound-email.route.js';
import { InboundSmsRoute } from './inbound-sms.route.js';
import { InboundSmsService } from './inbound-sms.service.js';

/** What customers and providers send to Curbline. */
@Module({
  imports: [DeliveriesModule, MessagesModule],
  providers: [
    BouncesService,
    CustomersByPhoneRepository,
    InboundEmailRoute,
    InboundSmsRoute,
    InboundSmsService,
    RepliesService,
  ],
})
export class InboundModule {}
