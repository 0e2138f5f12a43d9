/**
 * Every Nest handler says who may call it: by a guard on itself or its class, or by `@Public()`. The specs require that
 * `undeclaredHandlers` is empty; `DeclaredAccessGuard` also refuses to run such a handler. A Fastify route cannot be
 * added without a guard, but for plain ones, which count as public.
 */
import {
  type CanActivate,
  type ExecutionContext,
  type INestApplication,
  Injectable,
  Logger,
  RequestMethod,
} from '@nestjs/common';
import { GUARDS_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { problem } from '../problems/problem-exception.js';
import { FastifyRoutes } from '../requests/fastify-routes.js';
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
    this.logger.error(
      `A request was refused because its handler ${context.getClass().name}.${handler.name} has neither a guard nor @Public().`,
    );
    throw problem('not-allowed');
  }
}

/** One HTTP route or one message of a socket, and who may use it. */
export interface HandlerAccess {
  /** `OrdersController.place` */
  readonly name: string;
  readonly access: 'public' | 'guarded' | 'undeclared';
  /** A socket's message has none. */
  readonly route?: { readonly method: string; readonly path: string };
}

/** All handlers of the application: Nest's, by their decorators, and the Fastify routes. */
export function handlersOf(app: INestApplication): HandlerAccess[] {
  const routes = app.get(FastifyRoutes);
  return [
    ...nestHandlersOf(app),
    ...routes.all.map(
      ({ name, path }) => ({ name, access: 'guarded', route: { method: 'POST', path } }) as const,
    ),
    ...routes.plain.map(
      ({ name, method, path }) => ({ name, access: 'public', route: { method, path } }) as const,
    ),
  ];
}

function nestHandlersOf(app: INestApplication): HandlerAccess[] {
  return [...typesOf(app)].flatMap((type) =>
    methodsOf(type.prototype)
      .filter((method) => routeOf(type, method) !== undefined || isSubscription(method))
      .map((method) => ({
        name: `${type.name}.${method.name}`,
        access: isPublic(type, method) ? 'public' : declaresAccess(type, method) ? 'guarded' : 'undeclared',
        route: routeOf(type, method),
      })),
  );
}

/** The names of the handlers that do not say who may call them. */
export function undeclaredHandlers(app: INestApplication): string[] {
  return handlersOf(app)
    .filter(({ access }) => access === 'undeclared')
    .map(({ name }) => name);
}

type Method = (...input: never[]) => unknown;
interface HandlerType {
  readonly name: string;
  readonly prototype: object;
}

function declaresAccess(type: object, handler: object): boolean {
  return isPublic(type, handler) || [handler, type].some((target) => guardsOf(target).length > 0);
}

function isPublic(type: object, handler: object): boolean {
  return [handler, type].some((target) => Reflect.getMetadata(PUBLIC, target) === true);
}

function guardsOf(target: object): readonly unknown[] {
  const guards: unknown = Reflect.getMetadata(GUARDS_METADATA, target);
  return Array.isArray(guards) ? guards : [];
}

function typesOf(app: INestApplication): Set<HandlerType> {
  const types = new Set<HandlerType>();
  for (const module of app.get(ModulesContainer, { strict: false }).values()) {
    for (const { metatype } of [...module.controllers.values(), ...module.providers.values()]) {
      if (typeof metatype === 'function' && metatype.prototype) types.add(metatype as unknown as HandlerType);
    }
  }
  return types;
}

function isSubscription(method: Method): boolean {
  return Reflect.getMetadata(SUBSCRIPTION_METADATA, method) === true;
}

function routeOf(type: HandlerType, handler: Method): HandlerAccess['route'] {
  const path: unknown = Reflect.getMetadata(PATH_METADATA, handler);
  const method: unknown = Reflect.getMetadata(METHOD_METADATA, handler);
  if (path === undefined || typeof method !== 'number') return undefined;
  const prefix: unknown = Reflect.getMetadata(PATH_METADATA, type);
  const steps = [prefix, path].flatMap((part) => String(part ?? '').split('/')).filter(Boolean);
  return { method: RequestMethod[method] ?? 'ALL', path: `/${steps.join('/')}` };
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
