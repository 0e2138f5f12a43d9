export { likestStores, type NamedPlace, type NamedStore } from './likest-stores.js';
export { decideVersion, type ShopOrderVersion, type VersionDecision } from './shop-order-version.js';
export {
  decideSteps,
  decideWanted,
  type CurrentOrder,
  type LocationMapping,
  type ShopOrderFacts,
  type ShopOrderStage,
  type ShopOrderStep,
  type WantedOrder,
} from './shop-order-steps.js';
export { newsFor, newsRank, type ShopNews } from './shop-news.js';
