/** What is said of a car and its bags; its paint is in car-paint.css, as the class `car-<color>`. */
import type { CustomerView } from '@curbline/contracts/http';
import { m } from '../messages/generated/messages.js';

type Trip = CustomerView['trip'];
export type CarColor = NonNullable<NonNullable<Trip['vehicle']>['colour']>;
export type Placement = NonNullable<Trip['placement']>;

/** Where the bags go, as far as customer and staff say it alike. */
export const PLACEMENT_WORDS = {
  trunk: m.shared_place_trunk,
  back_seat: m.shared_place_back_seat,
  front_seat: m.shared_place_front_seat,
};
