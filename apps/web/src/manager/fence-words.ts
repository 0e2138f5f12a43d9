/** What the fence's health says, in words. */
import type { Compass, FenceFinding, FenceHealthView } from '@curbline/contracts/http';
import { m } from '../messages/generated/messages.js';

const TOWARDS: Record<Compass, () => string> = {
  n: m.manager_towards_n,
  ne: m.manager_towards_ne,
  e: m.manager_towards_e,
  se: m.manager_towards_se,
  s: m.manager_towards_s,
  sw: m.manager_towards_sw,
  w: m.manager_towards_w,
  nw: m.manager_towards_nw,
};

export function findingWords(
  finding: FenceFinding,
  health: Pick<FenceHealthView, 'stands' | 'insidePercent'>,
): string {
  switch (finding.kind) {
    case 'too_few':
      return m.manager_fence_too_few({ stands: health.stands, needed: finding.needed });
    case 'small':
      return m.manager_fence_small({ area: finding.areaM2, least: finding.least });
    case 'narrow':
      return m.manager_fence_narrow({ metres: finding.metres, least: finding.least });
    case 'right':
      return m.manager_fence_right({ percent: health.insidePercent });
    case 'moved':
      return m.manager_fence_moved({ metres: finding.metres, towards: TOWARDS[finding.towards]() });
    case 'outside':
      return m.manager_fence_outside({
        percent: finding.percent,
        metres: finding.metres,
        towards: TOWARDS[finding.towards](),
      });
    case 'too_wide':
      return m.manager_fence_too_wide({ percent: finding.percent });
    case 'pin_off':
      return m.manager_fence_pin_off({ metres: finding.metres, towards: TOWARDS[finding.towards]() });
  }
}
