import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress } from '@curbline/contracts/events';
import { implementations, until } from './implementations.js';
import { progress } from './message-fixtures.js';

describe.each(implementations())('what is volatile, $name', ({ wakeUps, progress: progressOf }) => {
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(instance: T): T => {
    opened.push(instance);
    return instance;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((instance) => instance.close()));
  });

  it('wakes every listener, also the sender, in a later tick', async () => {
    const process = wakeUps();
    const [one, two] = [keep(process()), keep(process())];
    const heard: string[] = [];
    one.onWake((storeId) => heard.push(`one ${storeId}`));
    two.onWake((storeId) => heard.push(`two ${storeId}`));
    await until(() => {
      one.wake('lyon');
      return heard.length >= 2;
    });
    expect(new Set(heard)).toEqual(new Set(['one lyon', 'two lyon']));
    const before = heard.length;
    one.wake('nantes');
    expect(heard).toHaveLength(before);
    await until(() => heard.includes('two nantes'));
  });

  it('stops waking whoever stopped listening', async () => {
    const process = wakeUps();
    const one = keep(process());
    const heard: string[] = [];
    const stop = one.onWake((storeId) => heard.push(storeId));
    await until(() => {
      one.wake('lyon');
      return heard.length > 0;
    });
    stop();
    await sleep(20);
    const before = heard.length;
    one.wake('lyon');
    await sleep(50);
    expect(heard).toHaveLength(before);
  });

  it('carries progress to every subscriber, the latest value last, and nothing the schema does not name', async () => {
    const process = progressOf();
    const [one, two] = [keep(process()), keep(process())];
    const heard: Progress[] = [];
    two.subscribe((value) => heard.push(value));
    await until(() => {
      one.publish(progress(1, 999));
      return heard.length > 0;
    });
    const withPosition = { ...progress(1, 120), latitude: 45.76, longitude: 4.86 };
    one.publish(progress(1, 180));
    one.publish(withPosition);
    await until(() => heard.some(({ eta }) => eta?.seconds === 120));
    await sleep(20);
    expect(heard.at(-1)).toEqual(progress(1, 120));
    const [first] = heard;
    const stop = one.subscribe(() => {});
    stop();
    expect(first).toEqual(progress(1, 999));
  });
});
