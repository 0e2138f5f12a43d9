/** Sessions and guards for every app; needs a `DataSource` and the platform's module around it. */
import { Global, Module } from '@nestjs/common';
import { SessionCookies } from './sessions/session-cookies.js';
import { Sessions } from './sessions/sessions.js';

@Global()
@Module({ providers: [SessionCookies, Sessions], exports: [SessionCookies, Sessions] })
export class AccessModule {}
