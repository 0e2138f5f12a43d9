/** Identifiers and small value types that every message shares. */
import { z } from 'zod';
import { says } from '../problems/field-texts.js';
import { line, typedCode } from '../text/index.js';

/** A store's id is a slug chosen by the retailer: it stands in URLs and in every key. */
export const StoreId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, says('a store id is 2 to 40 of a-z, 0-9 and -'))
  .meta({ description: 'Store id, a slug', examples: ['lyon-part-dieu'] });
export type StoreId = z.infer<typeof StoreId>;

/** A UUID in any case (RFC 9562 §4); kept and compared in small letters, as the database writes them. */
const Uuid = z.uuid().toLowerCase();

export const OrderId = Uuid.meta({ description: 'Order id' });
export type OrderId = z.infer<typeof OrderId>;

/** An order's name on the bag and the board. */
export const ShortCode = z
  .string()
  .max(40)
  .transform(typedCode)
  .pipe(z.string().regex(/^[A-Z0-9]{2,10}$/, says('a short code has 2 to 10 letters and digits')));

export const TripId = Uuid.meta({ description: 'Trip id' });
export type TripId = z.infer<typeof TripId>;

export const StaffId = Uuid;
export const DeviceId = Uuid;

/** ISO 8601 with an offset, as all instants on the wire are. */
export const Instant = z.iso
  .datetime({ offset: true })
  .meta({ description: 'Instant, ISO 8601 with offset' });
export type Instant = z.infer<typeof Instant>;

export const Language = z.enum(['fr', 'en']);
export type Language = z.infer<typeof Language>;

/** What is done for the customer, and who moves; what each of them is stands in `libs/domain/service`. */
export const Service = z.enum(['curbside', 'walk_in', 'drive_through', 'locker']);
export type Service = z.infer<typeof Service>;

export const OrderFlag = z.enum(['cold', 'id_check', 'heavy']);
export type OrderFlag = z.infer<typeof OrderFlag>;

export const OrderState = z.enum([
  'placed',
  'preparing',
  'ready',
  'handed_over',
  'canceled',
  'not_collected',
]);
export type OrderState = z.infer<typeof OrderState>;

export const TripState = z.enum([
  'pending',
  'started',
  'approaching',
  'arrived',
  'departed',
  'left_open',
  'completed',
  'canceled',
  'expired',
]);
export type TripState = z.infer<typeof TripState>;

export const Evidence = z.enum([
  'position_parked',
  'position_inside',
  'bay_scanned',
  'tapped_near',
  'tapped_unseen',
  'tapped_far',
  'text_message',
  'staff_entered',
]);
export type Evidence = z.infer<typeof Evidence>;

/**
 * Why a trip's positions may not be those of one real phone. It lowers the evidence and is shown to staff;
 * it never blocks anybody.
 */
export const PositionDoubt = z.enum([
  'teleport',
  'frozen',
  'replayed',
  'accuracy_zero',
  'from_the_future',
  'two_phones',
  // A sign at a bay was scanned while the phone was last seen far away: perhaps a photograph of it.
  'far_from_sign',
]);
export type PositionDoubt = z.infer<typeof PositionDoubt>;

/** How an order was proven to be in the right hands; `opened`: nobody handed it over, its compartment was opened. */
export const Proof = z.enum(['code', 'qr', 'id_checked', 'none', 'opened']);
export type Proof = z.infer<typeof Proof>;

/** Why an order was handed over with nothing shown. */
export const NoProofReason = z.enum([
  'phone_empty',
  'code_not_at_hand',
  'known_customer',
  'left_as_agreed',
  'scanner_broken',
  'other',
]);
export type NoProofReason = z.infer<typeof NoProofReason>;

/** The messages that staff can send a customer with one tap. No free text: each page shows it in its reader's language. */
export const ShortMessage = z.enum(['come_to_entrance', 'hazard_lights', 'on_our_way', 'call_us']);
export type ShortMessage = z.infer<typeof ShortMessage>;

export const BayLabel = line(1, 12);

export const VehicleColour = z.enum([
  'white',
  'black',
  'grey',
  'silver',
  'blue',
  'red',
  'green',
  'brown',
  'beige',
  'yellow',
  'orange',
  'purple',
]);
export type VehicleColour = z.infer<typeof VehicleColour>;

export const Vehicle = z
  .strictObject({
    colour: VehicleColour.nullable(),
    model: line(0, 40)
      .transform((model) => model || null)
      .pipe(z.string().nullable())
      .nullable(),
  })
  .meta({ id: 'Vehicle' });
export type Vehicle = z.infer<typeof Vehicle>;

/** Where the customer wants the bags. */
export const Placement = z.enum(['trunk', 'back_seat', 'front_seat', 'ask']);
export type Placement = z.infer<typeof Placement>;

export const StaffRole = z.enum(['staff', 'manager', 'admin']);
export type StaffRole = z.infer<typeof StaffRole>;

export const DeviceKind = z.enum(['handheld', 'wall']);
export type DeviceKind = z.infer<typeof DeviceKind>;
