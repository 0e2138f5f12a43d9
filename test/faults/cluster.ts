/** Curbline in one of its shapes, with everything that can be broken about it. */
import type { FaultProxy } from '@curbline/testkit';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoCredentials } from '../../src/demo/credentials.js';
import type { RunningService } from '../../tools/test-services.mjs';
import type { Program } from './program.js';

/** Something that happens to the cluster; over when `inflict` resolves. */
export interface Fault {
  readonly name: string;
  /** How many processes it kills. */
  readonly kills: number;
  /** @param ms how long it lasts, where that can be chosen */
  inflict(ms: number): Promise<void>;
}

export interface Cluster {
  readonly shape: string;
  /** Where clients reach it: through the door that can be broken. */
  readonly url: string;
  /** Where the truth is asked for. */
  readonly direct: string;
  readonly credentials: DemoCredentials;
  readonly kills: readonly Fault[];
  readonly others: readonly Fault[];
  stop(): Promise<void>;
}

/** Where a cluster writes what its processes say, and whom it tells of one that ended by itself. */
export interface ClusterOptions {
  readonly logFile: string;
  readonly onDied: (name: string) => void;
  /** Whether its processes' clocks can be moved, which slows them down a little. */
  readonly movableClocks?: boolean;
}

/** Everything a line can suffer. */
export function brokenLine(name: string, proxy: FaultProxy): Fault[] {
  const during = (what: string, begin: () => void): Fault => ({
    name: `${name}: ${what}`,
    kills: 0,
    async inflict(ms) {
      begin();
      await sleep(ms);
      proxy.mend();
    },
  });
  return [
    during('latency 200 ms', () => proxy.reshape({ latencyMs: 200 })),
    during('jitter up to 400 ms', () => proxy.reshape({ jitterMs: 400 })),
    during('20 kB/s', () => proxy.reshape({ bytesPerS: 20_000 })),
    during('down', () => proxy.cut()),
    during('reset', () => proxy.reset()),
    during('slices of 7 bytes', () => proxy.reshape({ sliceBytes: 7, slicePauseMs: 1 })),
    during('hangs without a word', () => proxy.hang()),
    during('closes late', () => {
      proxy.reshape({ slowCloseMs: 1_500 });
      proxy.reset();
    }),
  ];
}

/** `kill -9` of one or several at once, started again as a supervisor does. */
export function killed(name: string, programs: readonly Program[]): Fault {
  return {
    name: `kill -9 ${name}`,
    kills: programs.length,
    async inflict() {
      await Promise.all(programs.map((program) => program.end('SIGKILL')));
      await Promise.all(programs.map((program) => program.start()));
    },
  };
}

/** Every process of a server at once, then a moment of nothing, then back. */
export function crashed(name: string, server: RunningService): Fault {
  return {
    name: `kill -9 ${name}`,
    kills: 1,
    async inflict(ms) {
      await server.kill();
      await sleep(ms / 4);
      await server.restart();
    },
  };
}

/** Nothing of it runs, and no connection is closed. */
export function frozen(name: string, one: { freeze(ms: number): Promise<void> }): Fault {
  return { name: `SIGSTOP ${name}`, kills: 0, inflict: (ms) => one.freeze(ms) };
}

/** SIGTERM and a new start: what a deploy does. */
export function restarted(program: Program): Fault {
  return {
    name: `restart ${program.name}`,
    kills: 0,
    async inflict() {
      await program.end('SIGTERM');
      await program.start();
    },
  };
}

/** What a deploy does to several copies: one after the other, each ready before the next one goes. */
export function rolled(name: string, programs: readonly Program[]): Fault {
  return {
    name: `rolling restart of ${name}`,
    kills: 0,
    async inflict() {
      for (const program of programs) await restarted(program).inflict(0);
    },
  };
}
