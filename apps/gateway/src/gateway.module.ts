/** The gateway serves the pages and pushes events and progress to them. It makes no decisions. */
import { Module, type DynamicModule } from '@nestjs/common';
import { BoardConnections } from './boards/board-connections.js';
import { OpenConnections } from './boards/open-connections.js';
import { BoardGateway } from './boards/board.gateway.js';
import { LiveBoardGuard } from './boards/live-board.guard.js';
import { ConnectionAdmission } from './boards/connection-admission.js';
import { MissedEvents } from './boards/missed-events.js';
import { FeedMetrics } from './feed/feed-metrics.js';
import { StoreFeeds } from './feed/store-feeds.js';
import { Assets } from './pages/assets.js';
import { BaseMapController } from './pages/base-map.controller.js';
import { builtPages } from './pages/built-pages.js';
import { PAGES_FOLDER } from './pages/pages.js';
import { PagesController } from './pages/pages.controller.js';
import { StatusController } from './status/status.controller.js';
import { StatusStreams } from './status/status-streams.js';
import { StreamAddresses } from './status/stream-addresses.js';

@Module({})
export class GatewayModule {
  /** @param options.pagesFolder where the built pages lie, if not in their workspace */
  static forRoot(options: { readonly pagesFolder?: string | undefined } = {}): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [StatusController, PagesController, BaseMapController],
      providers: [
        { provide: PAGES_FOLDER, useValue: options.pagesFolder ?? builtPages() },
        StoreFeeds,
        FeedMetrics,
        BoardConnections,
        OpenConnections,
        ConnectionAdmission,
        MissedEvents,
        LiveBoardGuard,
        BoardGateway,
        StatusStreams,
        StreamAddresses,
        Assets,
      ],
    };
  }
}

/** For `app.useWebSocketAdapter`, before the application is initialized. */
export { BoardAdapter } from './boards/board-adapter.js';
