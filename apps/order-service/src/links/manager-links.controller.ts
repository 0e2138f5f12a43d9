/** A store's manager issues a customer's link again, or revokes it. */
import { Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import {
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ConfirmedGuard, ManagerGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import { CustomerLink } from '@curbline/contracts/http';
import { OrderId, StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { LinksService } from './links.service.js';

const actorOf = (manager: ManagerPrincipal): Actor => ({
  kind: 'staff',
  id: manager.staffId,
  name: manager.name,
});

@ApiTags('Managers')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/orders/:orderId/link')
@UseGuards(ManagerGuard)
export class ManagerLinksController {
  constructor(private readonly links: LinksService) {}

  @Post()
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'issueStoreOrderLink',
    summary: 'Issues another link for the customer; earlier ones go on working.',
  })
  @ApiCreatedResponse({ standardSchema: CustomerLink })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  issue(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<CustomerLink> {
    return this.links.issue({ storeId, orderId }, actorOf(manager));
  }

  @Post('revoke')
  @UseGuards(ConfirmedGuard)
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({
    operationId: 'revokeStoreOrderLinks',
    summary: 'Revokes all links of the order; pages opened by them end within five seconds.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 403, 404, 409, 422)
  revoke(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<void> {
    return this.links.revoke({ storeId, orderId }, actorOf(manager));
  }
}
