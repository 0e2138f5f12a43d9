import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ManagerGuard } from '@curbline/access';
import { MessagesPage, MessagesQuery } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { OutboxService } from './outbox.service.js';

@ApiTags('Messages')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/messages')
@UseGuards(ManagerGuard)
export class MessagesController {
  constructor(private readonly outbox: OutboxService) {}

  @Get()
  @ApiOperation({
    operationId: 'listMessages',
    summary: 'Lists the messages to a store’s customers, the newest first, a page at a time.',
    description:
      'Each as the customer sees it, with what became of it. Without a mail server or a provider of text messages it ' +
      'stays in the outbox: nobody gets it, and it is shown here with its link.',
  })
  @ApiQuery({ name: 'state', required: false, type: String })
  @ApiQuery({ name: 'orderId', required: false, type: String })
  @ApiQuery({ name: 'before', required: false, type: String })
  @ApiQuery({ name: 'limit', required: false, type: Number })
  @ApiOkResponse({ standardSchema: MessagesPage })
  @ApiProblems(400, 401, 403)
  list(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Query({ schema: MessagesQuery }) query: MessagesQuery,
  ): Promise<MessagesPage> {
    return this.outbox.page(storeId, query);
  }
}
