/** Counts every request against its budgets; handlers marked with `@Budget(…)` against a smaller one, too. */
import {
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { type HttpRequest, headerOf } from '../requests/http.js';
import { type BudgetName, RequestBudgets } from './request-budgets.js';

const BUDGET = 'curbline:budget';

export const Budget = (name: BudgetName): CustomDecorator => SetMetadata(BUDGET, name);

@Injectable()
export class ThrottleGuard implements CanActivate {
  constructor(private readonly budgets: RequestBudgets) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<HttpRequest>();
    await this.budgets.spend(request.ip, budgetOf(context), headerOf(request, 'cookie'));
    return true;
  }
}

function budgetOf(context: ExecutionContext): BudgetName | undefined {
  return Reflect.getMetadata(BUDGET, context.getHandler()) as BudgetName | undefined;
}
