/** The API keys of shops. Only an admin manages them, because one key may reach many stores. */
import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AdminGuard, ConfirmedGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import { IssuedShopKey, NewShopKey, ShopKeyId, ShopKeyView } from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { z } from 'zod';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { ShopKeysService } from './shop-keys.service.js';

@ApiTags('Managers')
@ApiCookieAuth('manager')
@Controller('v1/shop-keys')
@UseGuards(AdminGuard)
export class ShopKeysController {
  constructor(private readonly shopKeys: ShopKeysService) {}

  @Get()
  @ApiOperation({ operationId: 'listShopKeys', summary: 'Lists the shops’ API keys, without their secrets.' })
  @ApiOkResponse({ standardSchema: z.array(ShopKeyView) })
  @ApiProblems(401, 403)
  list(): Promise<ShopKeyView[]> {
    return this.shopKeys.list();
  }

  @Post()
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'createShopKey',
    summary: 'Creates an API key; its secret is shown in this response only.',
  })
  @ApiCreatedResponse({ standardSchema: IssuedShopKey })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  issue(
    @Body({ schema: NewShopKey }) shop: NewShopKey,
    @Principal() admin: ManagerPrincipal,
  ): Promise<IssuedShopKey> {
    return this.shopKeys.issue(admin, shop);
  }

  @Post(':keyId/revoke')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'revokeShopKey',
    summary: 'Revokes an API key; it is refused everywhere within two seconds.',
  })
  @ApiOkResponse({ standardSchema: ShopKeyView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  revoke(
    @Param('keyId', { schema: ShopKeyId }) keyId: string,
    @Principal() admin: ManagerPrincipal,
  ): Promise<ShopKeyView> {
    return this.shopKeys.revoke(admin, keyId);
  }
}
