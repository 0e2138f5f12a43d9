/** Whether a store's premises are where its customers really stand. */
export {
  addStands,
  CELL_M,
  LEAST_SHOWN,
  newStandGrid,
  parseStandGrid,
  squareOf,
  standsOf,
  type Square,
  type Stand,
  type StandGrid,
} from './stand-grid.js';
export {
  fenceHealth,
  STANDS_NEEDED,
  type Compass,
  type FenceFinding,
  type FenceHealth,
  type FencedStore,
} from './fence-health.js';
export { usualStands } from './usual-stands.js';
