/** The pages' own addresses. Each is one HTML file, the same for everybody: what it shows it fetches. */
import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public, type HttpReply } from '@curbline/platform';
import { NOT_BUILT, PAGES_FOLDER, readPage, ROBOTS, type PageName } from './pages.js';

@ApiExcludeController()
@Public()
@Controller()
export class PagesController {
  constructor(@Inject(PAGES_FOLDER) private readonly folder: string) {}

  @Get('/')
  start(@Res() reply: HttpReply): Promise<void> {
    return this.send(reply, 'start');
  }

  /** The link's secret is in the fragment, which no request carries: opening this changes nothing. */
  @Get('p')
  customer(@Res() reply: HttpReply): Promise<void> {
    return this.send(reply, 'customer');
  }

  @Get('board')
  board(@Res() reply: HttpReply): Promise<void> {
    return this.send(reply, 'board');
  }

  @Get('manager')
  manager(@Res() reply: HttpReply): Promise<void> {
    return this.send(reply, 'manager');
  }

  @Get('robots.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  robots(): string {
    return ROBOTS;
  }

  private async send(reply: HttpReply, name: PageName): Promise<void> {
    const page = await readPage(this.folder, name);
    reply.code(page === undefined ? 503 : 200);
    reply.type('text/html; charset=utf-8');
    reply.header('cache-control', 'no-cache');
    reply.send(page ?? NOT_BUILT);
  }
}
