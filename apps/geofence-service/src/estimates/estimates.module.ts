import { type DynamicModule, Module } from '@nestjs/common';
import { LearningModule } from '../learning/learning.module.js';
import { EtaSourcesService } from './eta-sources.service.js';
import { RouterAddress, RouterEstimatesService } from './router-estimates.service.js';

/** Times to arrive from other sources than the trip's own positions: the store's past trips and a router. */
@Module({
  imports: [LearningModule],
  providers: [EtaSourcesService, RouterEstimatesService],
  exports: [EtaSourcesService],
})
export class EstimatesModule {}

/** Says where the router is, to every module of the program. Without it there is no router. */
@Module({})
export class RouterModule {
  /** @param url of a Valhalla server; `undefined` for none */
  static at(url: string | undefined): DynamicModule {
    const address = { provide: RouterAddress, useValue: new RouterAddress(url) };
    return { module: RouterModule, global: true, providers: [address], exports: [RouterAddress] };
  }
}
