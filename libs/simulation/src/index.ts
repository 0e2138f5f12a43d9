/**
 * @curbline/simulation: customers without a car. Generated drives, what a phone records of them, and a phone and a
 * shop's system that talk to a running Curbline. For the demo, the commands, the tests and the benches.
 */
export { CookieJar, Refused } from './cookie-jar.js';
export { drive, type Move, type TruePoint } from './drive.js';
export { drivePhone, pause, type Drive } from './drive-phone.js';
export {
  DEMO_DAYS,
  demoDay,
  demoDaysBefore,
  demoPickupsOf,
  type DemoDay,
  type DemoPast,
} from './demo-history.js';
export { demoCustomers, type DemoCustomerPlan } from './demo-customers.js';
export { isHere, runnerStep, type Served, servicePlan, type ServicePlan } from './demo-runner.js';
export { generateHistory, type HistoryPlan } from './generate-history.js';
export { generateDrive, type DrivePlan } from './generate-drive.js';
export { durationMs, fixAt, lastPart, moveTo, offsetFrom, type Journey, type JourneyFix } from './journey.js';
export { Pace } from './pace.js';
export { Phone, type Heard } from './phone.js';
export { SeededRandom } from './random.js';
export { record, type PhoneModel } from './record.js';
export { ShopSystem, type OrderWish } from './shop-system.js';
