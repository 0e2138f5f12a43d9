/** `@Budget('fixes')`: a handler that each caller may ask so often and no more, counted once a guard has let them in. */
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import type { HttpRequest } from '../requests/http.js';
import { callerOf } from './callers.js';
import { type BudgetName, RequestBudgets } from './request-budgets.js';

const BUDGET = 'curbline:budget';

@Injectable()
class BudgetInterceptor implements NestInterceptor {
  constructor(private readonly budgets: RequestBudgets) {}

  async intercept(context: ExecutionContext, next: CallHandler) {
    const name = Reflect.getMetadata(BUDGET, context.getHandler()) as BudgetName;
    const request = context.switchToHttp().getRequest<HttpRequest>();
    await this.budgets.spend(name, callerOf(request) ?? request.ip);
    return next.handle();
  }
}

export const Budget = (name: BudgetName): MethodDecorator =>
  applyDecorators(SetMetadata(BUDGET, name), UseInterceptors(BudgetInterceptor));
