import { afterEach, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress } from '@curbline/contracts/events';
import { implementations, until } from './implementations.js';
import { progress, trip } from './message-fixtures.js';

describe.each(implementations())('what is volatile, $name', ({ wakeUps, progress: progressOf }) => {
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(instance: T): T => {
    opened.push(instance);
    return instance;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((instance) => instance.close()));
  });

  it('notifies every listener, including those of the sender, in a later tick', async () => {
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

  it('does not notify removed listeners', async () => {
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

  it('delivers progress to all watchers of the store, the latest value last, with the fields of the schema only', async () => {
    const process = progressOf();
    const [one, two] = [keep(process()), keep(process())];
    const heard: Progress[] = [];
    two.watch('lyon', (value) => heard.push(value));
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
    expect(heard[0]).toEqual(progress(1, 999));
  });

  it('delivers nothing of other stores, and nothing to removed watchers', async () => {
    const process = progressOf();
    const [one, two] = [keep(process()), keep(process())];
    const heard: string[] = [];
    const stops = ['a', 'b'].map((name) =>
      two.watch('lyon', ({ tripId }) => heard.push(`${name} ${tripId.slice(-1)}`)),
    );
    two.watch('nantes', ({ tripId }) => heard.push(`nantes ${tripId.slice(-1)}`));
    await until(() => {
      one.publish(progress(1, 60));
      one.publish({ ...progress(2, 60), storeId: 'nantes' });
      one.publish({ ...progress(3, 60), storeId: 'lille' });
      return new Set(heard).size >= 3;
    });
    expect(new Set(heard)).toEqual(new Set(['a 1', 'b 1', 'nantes 2']));
    stops[0]!();
    // Past the time for which a channel outlives its listeners.
    await sleep(60);
    heard.length = 0;
    one.publish(progress(4, 60));
    await until(() => heard.includes('b 4'));
    expect(heard).not.toContain('a 4');
    stops[1]!();
    await sleep(60);
    two.watch('lyon', ({ tripId }) => heard.push(`again ${tripId.slice(-1)}`));
    await until(() => {
      one.publish(progress(5, 60));
      return heard.includes('again 5');
    });
    expect(heard.filter((what) => !what.startsWith('again'))).toEqual(['b 4']);
  });

  it('returns the latest progress of each trip of a store, watched or not', async () => {
    const process = progressOf();
    const [one, two] = [keep(process()), keep(process())];
    const wanted = [1, 2, 3].map(trip);
    let words: Progress[] = [];
    for (let tries = 0; words.length < 2 && tries < 200; tries += 1) {
      one.publish(progress(1, 90));
      one.publish(progress(1, 60));
      one.publish({ ...progress(2, 30), latitude: 45.76 } as Progress);
      words = await two.latest('lyon', new Set(wanted));
      await sleep(10);
    }
    await sleep(20);
    words = await two.latest('lyon', wanted);
    expect(words).toEqual([progress(1, 60), progress(2, 30)]);
    expect(await two.latest('nantes', wanted)).toEqual([]);
    expect(await two.latest('lyon', [])).toEqual([]);
  });
});
