/** One sentence about what happens in the demonstration. */
import type { DemoManner, DemoSpeed, DemoView } from '@curbline/contracts/http';
import { m } from '../messages/generated/messages.js';

const SCENES: Record<DemoManner, (said: { name: string }) => string> = {
  shares: m.demo_scene_shares,
  declares: m.demo_scene_declares,
  lost: m.demo_scene_lost,
  early: m.demo_scene_early,
  order_late: m.demo_scene_order_late,
  gives_up: m.demo_scene_gives_up,
  on_foot: m.demo_scene_on_foot,
  wrong_store: m.demo_scene_wrong_store,
};

/** @param speed null where nobody is simulated */
export function sceneWords(
  last: DemoView['stores'][number]['lastCustomer'],
  speed: DemoSpeed | null,
): string {
  if (speed === null) return m.demo_still();
  return last ? SCENES[last.manner]({ name: last.name }) : m.demo_waiting();
}
