/** Sessions and guards for every app; needs a `DataSource` and the platform's module around it. */
import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { DocsReaders } from '@curbline/platform';
import { SessionCookies } from './sessions/session-cookies.js';
import { Sessions } from './sessions/sessions.js';

@Global()
@Module({ providers: [SessionCookies, Sessions], exports: [SessionCookies, Sessions] })
export class AccessModule implements OnModuleInit {
  constructor(
    private readonly docs: DocsReaders,
    private readonly sessions: Sessions,
  ) {}

  onModuleInit(): void {
    this.docs.letIn(async (cookie) => (await this.sessions.manager(cookie)) !== undefined);
  }
}
