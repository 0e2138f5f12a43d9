import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DemoSpeed } from '@curbline/contracts/http';
import { isOpenAt, wallClock } from '@curbline/domain/opening-hours';
import { StoresService } from '@curbline/order-service';
import { Clock } from '@curbline/platform';
import { DemoDoorsService } from './demo-doors.service.js';
import { DemoLife } from './demo-life.js';
import { DEMO_STORES } from './demo-stores.js';
import type { Demo } from './seed-demo.js';

/** Lets simulated customers come, and visitors see who does. @param app listens on `port` of this machine */
export function startDemoLife(
  app: NestFastifyApplication,
  demo: Demo,
  port: number,
  speed: DemoSpeed,
): DemoLife {
  const stores = app.get(StoresService, { strict: false });
  const clock = app.get(Clock);
  const life = new DemoLife({
    url: `http://localhost:${port}`,
    demo,
    speed,
    today: wallClock(DEMO_STORES[0].settings.timeZone, clock.now()).day,
    isOpen: async (storeId) => isOpenAt((await stores.get(storeId)).settings, clock.now()),
    say: (line) => console.log(line),
  });
  life.begin();
  app.get(DemoDoorsService, { strict: false }).show(life);
  return life;
}
