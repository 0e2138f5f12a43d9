/** An admin imports a file of stores, bays or people. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { Controller, HttpCode, Post, Query, Req, StreamableFile, UseGuards } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCookieAuth,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { AdminGuard, ConfirmedGuard, type ManagerPrincipal, Principal, Sessions } from '@curbline/access';
import { ImportQuery } from '@curbline/contracts/http';
import { ApiProblems, headerOf, type HttpRequest, problem } from '@curbline/platform';
import { bytesOf, IMPORT_TYPES } from './import-body.js';
import { ImportsService } from './imports.service.js';

/** The body as it comes in: see import-body.ts. */
type FileRequest = HttpRequest & { readonly body: unknown };

@ApiTags('Stores')
@ApiCookieAuth('manager')
@Controller('v1/imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly sessions: Sessions,
  ) {}

  @Post()
  @UseGuards(AdminGuard, ConfirmedGuard)
  @HttpCode(200)
  @ApiOperation({
    operationId: 'importStores',
    summary:
      'Makes and changes stores, bays and people from a file; again, the same file changes nothing. Each line of the answer is about one row.',
  })
  @ApiConsumes('text/csv', 'application/yaml')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiProblems(400, 401, 403)
  async run(
    @Query({ schema: ImportQuery }) { dryRun }: ImportQuery,
    @Principal() admin: ManagerPrincipal,
    @Req() request: FileRequest,
  ): Promise<StreamableFile> {
    const format = IMPORT_TYPES.get(
      headerOf(request, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '',
    );
    if (format === undefined) throw problem('unsupported-media', { detail: WRONG_TYPE });
    const file = await this.imports.read(await bytesOf(request.body), format);
    const lines = this.imports.run(file, {
      dryRun: dryRun === 'true',
      by: admin,
      mayGoOn: async () => (await this.sessions.managerConfirmedAt(admin)) !== null,
    });
    return new StreamableFile(Readable.from(asText(lines), { objectMode: false }), {
      type: 'application/x-ndjson; charset=utf-8',
    });
  }
}

/** What is done while the answer is read still belongs to this request: the audit trail asks for its address. */
function asText(lines: AsyncGenerator<object>): AsyncGenerator<string> {
  const inRequest = AsyncLocalStorage.snapshot();
  return (async function* () {
    try {
      for (;;) {
        const { done, value } = await inRequest(() => lines.next());
        if (done) return;
        yield `${JSON.stringify(value)}\n`;
      }
    } finally {
      await lines.return(undefined);
    }
  })();
}

const WRONG_TYPE = {
  en: 'Send the file as text/csv, or YAML and JSON as application/yaml.',
  fr: 'Envoyez le fichier en text/csv, ou le YAML et le JSON en application/yaml.',
};
