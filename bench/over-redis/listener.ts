/** A process that watches stores' progress: `fork`ed with Redis' URL and the stores it serves, told when to end. */
import { RedisProgress } from '@curbline/messaging';

const [url = '', ...stores] = process.argv.slice(2);
const bus = new RedisProgress({ url });
let heard = 0;
for (const storeId of stores) bus.watch(storeId, () => void (heard += 1));
const from = process.cpuUsage();
process.on('message', () => {
  const { user, system } = process.cpuUsage(from);
  process.send?.({ heard, cpuUs: user + system }, () => process.exit(0));
});
process.on('disconnect', () => process.exit(0));
setTimeout(() => process.send?.('ready'), 1_000);
