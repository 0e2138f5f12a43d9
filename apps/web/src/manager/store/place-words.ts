/** What is wrong with a place, or looks wrong, in a sentence that says what to do. */
import type { PlaceFault, PlaceWarning } from '@curbline/domain/place';
import { m } from '../../messages/generated/messages.js';

type Bays = readonly { readonly label: string }[];

export function faultWords(fault: PlaceFault, bays: Bays): string {
  switch (fault.kind) {
    case 'too_many_corners':
      return m.store_fault_corners({ corners: fault.corners, most: fault.most });
    case 'open':
      return m.store_fault_open();
    case 'crossing':
      return m.store_fault_crossing();
    case 'no_area':
      return m.store_fault_no_area();
    case 'size':
      return fault.areaM2 < fault.least
        ? m.store_fault_small({ area: fault.areaM2, least: fault.least })
        : m.store_fault_large();
    case 'entrance_far':
      return m.store_fault_entrance({ metres: fault.besideM, most: fault.most });
    case 'bay_far':
      return m.store_fault_bay({
        label: bays[fault.bay]?.label ?? '',
        metres: fault.besideM,
        most: fault.most,
      });
    case 'repeated_bay':
      return m.store_bays_repeated({ labels: bays[fault.bay]?.label ?? '' });
  }
}

export function warningWords(warning: PlaceWarning, bays: Bays): string {
  switch (warning.kind) {
    case 'small_radius':
      return m.store_radius_small({ least: warning.least });
    case 'small':
      return m.manager_fence_small({ area: warning.areaM2, least: warning.least });
    case 'narrow':
      return m.manager_fence_narrow({ metres: warning.metres, least: warning.least });
    case 'entrance_outside':
      return m.store_warning_entrance({ metres: warning.besideM });
    case 'bays_outside': {
      const labels = warning.bays.map((bay) => bays[bay]?.label ?? '').join(', ');
      return m.store_warning_bays({ labels });
    }
  }
}
