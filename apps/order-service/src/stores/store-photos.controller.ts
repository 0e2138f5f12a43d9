import { Body, Controller, Get, HttpCode, Param, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ManagerGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import { NewStorePhoto, PhotoName, StoreView } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { photoType } from '@curbline/domain/photo';
import {
  ApiProblems,
  type HttpReply,
  type HttpRequest,
  problem,
  Public,
  requiredVersion,
} from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { StorePhotosService } from './store-photos.service.js';

/** The photo of the spot where customers park. */
@ApiTags('Stores')
@Controller('v1')
export class StorePhotosController {
  constructor(private readonly photos: StorePhotosService) {}

  @Put('stores/:storeId/photo')
  @UseGuards(ManagerGuard)
  @Idempotent()
  @ApiCookieAuth('manager')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The store’s version: `"7"`.' })
  @ApiOperation({
    operationId: 'setStorePhoto',
    summary:
      'Puts a photo of the spot where customers park, a JPEG or a WebP of 150 kB at most; what a camera wrote into it is left out.',
  })
  @ApiOkResponse({ standardSchema: StoreView })
  @ApiProblems(400, 401, 403, 404, 409, 412, 413, 422, 428)
  put(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Body({ schema: NewStorePhoto }) photo: NewStorePhoto,
    @Principal() manager: ManagerPrincipal,
    @Req() request: HttpRequest,
  ): Promise<StoreView> {
    return this.photos.put(storeId, photo, manager, requiredVersion(request));
  }

  @Post('stores/:storeId/photo/removal')
  @HttpCode(200)
  @UseGuards(ManagerGuard)
  @Idempotent()
  @ApiCookieAuth('manager')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The store’s version: `"7"`.' })
  @ApiOperation({ operationId: 'removeStorePhoto', summary: 'Removes a store’s photo.' })
  @ApiOkResponse({ standardSchema: StoreView })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422, 428)
  remove(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Principal() manager: ManagerPrincipal,
    @Req() request: HttpRequest,
  ): Promise<StoreView> {
    return this.photos.remove(storeId, manager, requiredVersion(request));
  }

  /** The name is of the picture itself and never shows another, so browsers keep it for good. */
  @Get('photos/:name')
  @Public()
  @ApiProduces('image/jpeg', 'image/webp')
  @ApiOperation({
    operationId: 'getPhoto',
    summary: 'A store’s photo, as customers see it beside the instructions.',
  })
  @ApiProblems(400, 404)
  async image(@Param('name', { schema: PhotoName }) name: string, @Res() reply: HttpReply): Promise<void> {
    const image = await this.photos.image(name);
    if (!image) throw problem('photo-unknown');
    reply.type(photoType(image));
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    reply.send(Buffer.from(image));
  }
}
