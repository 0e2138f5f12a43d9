/**
 * The map under the plan on which managers draw a store's place: where the page finds it, and the operator's own file,
 * of which the page asks the parts that it shows.
 */
import { basename, dirname } from 'node:path';
import send from '@fastify/send';
import { Controller, Get, Inject, Req, Res, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ManagerGuard } from '@curbline/access';
import { BaseMapView } from '@curbline/contracts/http';
import {
  ApiProblems,
  type HttpReply,
  type HttpRequest,
  PLATFORM_OPTIONS,
  type PlatformOptions,
  problem,
} from '@curbline/platform';

const FILE = '/v1/base-map/file';

@ApiTags('Stores')
@ApiCookieAuth('manager')
@UseGuards(ManagerGuard)
@Controller('v1/base-map')
export class BaseMapController {
  constructor(@Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions) {}

  @Get()
  @ApiOperation({
    operationId: 'getBaseMap',
    summary: 'The map under the plan on which a store’s place is drawn, if there is one.',
  })
  @ApiOkResponse({ standardSchema: BaseMapView })
  @ApiProblems(401)
  read(): BaseMapView {
    const { baseMap } = this.options;
    if (baseMap?.kind !== 'file') return { baseMap: baseMap ?? null };
    return { baseMap: { kind: 'archive', url: FILE, attribution: baseMap.attribution } };
  }

  @Get('file')
  @ApiProduces('application/octet-stream')
  @ApiOperation({
    operationId: 'downloadBaseMap',
    summary: 'The operator’s own map, a PMTiles file; whole, or the bytes that `Range` names.',
  })
  @ApiProblems(401, 404)
  async file(@Req() request: HttpRequest & SentBy, @Res() reply: HttpReply): Promise<void> {
    const { baseMap } = this.options;
    if (baseMap?.kind !== 'file') throw problem('not-found');
    const found = await send(request.raw, encodeURIComponent(basename(baseMap.path)), {
      root: dirname(baseMap.path),
      cacheControl: false,
      dotfiles: 'allow',
    });
    // It was there at the start.
    if (found.type === 'error' && found.statusCode === 404) throw problem('not-found');
    reply.code(found.statusCode);
    for (const [name, value] of Object.entries(found.headers)) reply.header(name, value);
    reply.header('content-type', 'application/octet-stream');
    reply.header('cache-control', 'private, no-cache');
    reply.send(found.stream);
  }
}

/** What `send` reads the headers of. */
interface SentBy {
  readonly raw: Parameters<typeof send>[0];
}
