/** Serves the HTML files of the pages. They hold no data; a page fetches what it shows. */
import { Controller, Get, Header, Headers, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  cameraPageHeaders,
  Demonstration,
  type HttpReply,
  mapPageHeaders,
  originOfBaseMap,
  PLATFORM_OPTIONS,
  type PlatformOptions,
  problem,
  Public,
  readerLanguage,
  type ResponseHeaders,
} from '@curbline/platform';
import { NOT_BUILT, PAGES_FOLDER, readPage, ROBOTS, type PageFile } from './pages.js';

@ApiExcludeController()
@Public()
@Controller()
export class PagesController {
  constructor(
    @Inject(PAGES_FOLDER) private readonly folder: string,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
    private readonly demonstration: Demonstration,
  ) {}

  @Get('/')
  start(@Res() reply: HttpReply): Promise<void> {
    return this.send(reply, 'index.html');
  }

  /**
   * The link's token is in the fragment, which no request carries, so opening the page changes nothing. The HTML holds the
   * first screen, in the language that the browser prefers.
   */
  @Get('p')
  customer(
    @Headers('accept-language') languages: string | undefined,
    @Res() reply: HttpReply,
  ): Promise<void> {
    reply.header('vary', 'accept-language');
    return this.send(reply, `p.${readerLanguage(languages)}.html`);
  }

  @Get('board')
  board(@Res() reply: HttpReply): Promise<void> {
    this.allowCamera(reply);
    return this.send(reply, 'board.html');
  }

  @Get('manager')
  manager(@Res() reply: HttpReply): Promise<void> {
    const mapOrigin = originOfBaseMap(this.options.baseMap);
    if (mapOrigin !== undefined) this.add(reply, mapPageHeaders(this.demonstration.isShown, mapOrigin));
    return this.send(reply, 'manager.html');
  }

  /** Phone, board and figures side by side. It is there in a demonstration alone; the board in it may use the camera. */
  @Get('demo')
  demo(@Res() reply: HttpReply): Promise<void> {
    if (!this.demonstration.isShown) throw problem('not-found');
    this.allowCamera(reply);
    return this.send(reply, 'demo.html');
  }

  @Get('robots.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  robots(): string {
    return ROBOTS;
  }

  private allowCamera(reply: HttpReply): void {
    this.add(reply, cameraPageHeaders(this.demonstration.isShown));
  }

  private add(reply: HttpReply, headers: ResponseHeaders): void {
    for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  }

  private async send(reply: HttpReply, file: PageFile): Promise<void> {
    const page = await readPage(this.folder, file);
    reply.code(page === undefined ? 503 : 200);
    reply.type('text/html; charset=utf-8');
    reply.header('cache-control', 'no-cache');
    reply.send(page ?? NOT_BUILT);
  }
}
