/**
 * The servers that benches compare, each in a process of its own, so that what is measured is the server's CPU
 * and not the client's: `fork`ed by `server-process.ts` with its kind as the one argument.
 *
 *   curbline   the whole one-process program on a fresh database
 *   bare       `node:http` and nothing else: reads a JSON body, answers JSON
 *   nest       an empty route of Nest on Fastify, as its own documentation begins
 */
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { Session } from 'node:inspector/promises';
import type { AddressInfo } from 'node:net';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { seedTrips, saveTracks, setOff } from './seed-trips.ts';
import { startProgram } from './start.ts';

export type ServerKind = 'curbline' | 'bare' | 'nest';

export type Question =
  | { readonly ask: 'cpu' }
  | { readonly ask: 'memory' }
  /** Makes trips, and answers with their ids and cookies. */
  | { readonly ask: 'seed'; readonly trips: number }
  /** Lets all of them be on their way. */
  | { readonly ask: 'setOff' }
  /** Saves all tracks that wait for it, and answers with how many these were. */
  | { readonly ask: 'save' }
  | { readonly ask: 'demo' }
  /** Begins a CPU profile, or ends it and writes it to this file. */
  | { readonly ask: 'profile'; readonly to?: string }
  | { readonly ask: 'stop' };

/** Bytes after a full collection. */
export interface Memory {
  readonly heapBytes: number;
  readonly rssBytes: number;
}

interface Serving {
  readonly port: number;
  answer(question: Question): Promise<unknown>;
}

interface Batch {
  readonly fixes: readonly unknown[];
}

const answerTo = (body: Batch): object => ({
  accepted: body.fixes.length,
  refused: [],
  nextFixInS: 15,
  eta: { seconds: 300, lowSeconds: 240, highSeconds: 360, source: 'position' },
  probablyHere: false,
});

async function bare(): Promise<Serving> {
  const server = createServer((request: IncomingMessage, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = JSON.stringify(answerTo(JSON.parse(Buffer.concat(parts).toString()) as Batch));
      const length = Buffer.byteLength(text);
      reply.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': length });
      reply.end(text);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { port: (server.address() as AddressInfo).port, answer: () => Promise.resolve(undefined) };
}

async function nest(): Promise<Serving> {
  class Empty {
    report(body: Batch): object {
      return answerTo(body);
    }
  }
  class Root {}
  const method = Object.getOwnPropertyDescriptor(Empty.prototype, 'report')!;
  Body()(Empty.prototype, 'report', 0);
  HttpCode(200)(Empty.prototype, 'report', method);
  Post()(Empty.prototype, 'report', method);
  Controller('v1/trips/:tripId/fixes')(Empty);
  Module({ controllers: [Empty] })(Root);
  const app = await NestFactory.create<NestFastifyApplication>(Root, new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { port, answer: () => Promise.resolve(undefined) };
}

async function curbline(): Promise<Serving> {
  const program = await startProgram();
  let planted: Awaited<ReturnType<typeof seedTrips>> = [];
  return {
    port: Number(new URL(program.url).port),
    answer: async (question) => {
      if (question.ask === 'seed') {
        planted = await seedTrips(program, question.trips);
        return planted;
      }
      if (question.ask === 'setOff') return setOff(program, planted);
      if (question.ask === 'save') return saveTracks(program);
      if (question.ask === 'demo') return { demo: program.demo, storeId: program.storeId };
      if (question.ask === 'stop') await program.close();
      return undefined;
    },
  };
}

/** CPU of all threads since the process began, µs. */
function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function memory(): Memory {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapBytes: heapUsed + external, rssBytes: rss };
}

const inspector = new Session();

async function profile(to: string | undefined): Promise<void> {
  if (to === undefined) {
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.start');
  } else {
    const { profile: recorded } = await inspector.post('Profiler.stop');
    writeFileSync(to, JSON.stringify(recorded));
    inspector.disconnect();
  }
}

const kinds: Record<ServerKind, () => Promise<Serving>> = { curbline, bare, nest };
const serving = await kinds[process.argv[2] as ServerKind]();

async function answer(question: Question): Promise<unknown> {
  if (question.ask === 'cpu') return cpuUs();
  if (question.ask === 'memory') return memory();
  if (question.ask === 'profile') return profile(question.to);
  return serving.answer(question);
}

process.on('message', (question: Question) => {
  void (async () => {
    process.send?.({ answer: (await answer(question)) ?? null });
    if (question.ask === 'stop') process.disconnect();
  })();
});
// Nobody is left to serve.
process.on('disconnect', () => process.exit(0));
process.send?.({ answer: serving.port });
