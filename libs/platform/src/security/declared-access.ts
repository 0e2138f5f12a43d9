/**
 * Every handler says who may call it: by a guard on itself or its class, or by `@Public()`.
 * `undeclaredHandlers` lists those that do not (the check of the build);
 * `DeclaredAccessGuard` refuses to run one all the same (the lock in production).
 */
import {
  type CanActivate,
  type ExecutionContext,
  type INestApplication,
  Injectable,
  Logger,
} from '@nestjs/common';
import { GUARDS_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { problem } from '../problems/problem-exception.js';
import { PUBLIC } from './public.js';

/** Set by `@SubscribeMessage`; the name is Nest's, which does not export it to those without sockets. */
const SUBSCRIPTION_METADATA = 'websockets:message_mapping';

@Injectable()
export class DeclaredAccessGuard implements CanActivate {
  private readonly logger = new Logger('access');
  private readonly verdicts = new WeakMap<object, boolean>();

  canActivate(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    let declared = this.verdicts.get(handler);
    if (declared === undefined) {
      declared = declaresAccess(context.getClass(), handler);
      this.verdicts.set(handler, declared);
    }
    if (declared) return true;
    this.logger.error(`${context.getClass().name}.${handler.name} has neither a guard nor @Public()`);
    throw problem('not-allowed');
  }
}

/** Names of all HTTP and socket handlers of the application that do not say who may call them. */
export function undeclaredHandlers(app: INestApplication): string[] {
  return handlersOf(app)
    .filter(({ type, handler }) => !declaresAccess(type, handler))
    .map(({ type, handler }) => `${type.name}.${handler.name}`);
}

/** How many HTTP and socket handlers there are: a walk that finds none has proven nothing. */
export function countHandlers(app: INestApplication): number {
  return handlersOf(app).length;
}

type Method = (...input: never[]) => unknown;
interface Handler {
  readonly type: { readonly name: string };
  readonly handler: Method;
}

function declaresAccess(type: object, handler: object): boolean {
  return [handler, type].some(
    (target) => Reflect.getMetadata(PUBLIC, target) === true || guardsOf(target).length > 0,
  );
}

function guardsOf(target: object): readonly unknown[] {
  const guards: unknown = Reflect.getMetadata(GUARDS_METADATA, target);
  return Array.isArray(guards) ? guards : [];
}

function handlersOf(app: INestApplication): Handler[] {
  const types = new Set<{ readonly name: string; readonly prototype: object }>();
  for (const module of app.get(ModulesContainer, { strict: false }).values()) {
    for (const { metatype } of [...module.controllers.values(), ...module.providers.values()]) {
      if (typeof metatype === 'function' && metatype.prototype)
        types.add(metatype as Handler['type'] & { prototype: object });
    }
  }
  return [...types].flatMap((type) =>
    methodsOf(type.prototype)
      .filter(isHandler)
      .map((handler) => ({ type, handler })),
  );
}

function isHandler(method: Method): boolean {
  const route = Reflect.hasMetadata(PATH_METADATA, method) && Reflect.hasMetadata(METHOD_METADATA, method);
  return route || Reflect.getMetadata(SUBSCRIPTION_METADATA, method) === true;
}

/** Own and inherited methods: a handler in a base class is a handler. */
function methodsOf(prototype: object): Method[] {
  const methods = new Map<string, Method>();
  for (
    let p: object | null = prototype;
    p && p !== Object.prototype;
    p = Object.getPrototypeOf(p) as object | null
  ) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(p))) {
      if (typeof value === 'function' && name !== 'constructor' && !methods.has(name))
        methods.set(name, value as Method);
    }
  }
  return [...methods.values()];
}
