import { z } from 'zod';
import { CatalogueQuery as CommonQuery, cataloguePage } from '../core/catalogue-page.js';
import type { ListPage } from '../core/list-page.js';
import type { RegisteredAction } from './registry.js';

/** What the lists of actions take. */
export const CatalogueQuery = CommonQuery.extend({
  family: z.string().min(1).max(50).optional().describe('Only this family, such as users'),
});

export const ActionAnswer = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  family: z.string(),
  effect: z.enum(['read', 'write', 'destructive']),
  idempotent: z.boolean(),
  oktaRoute: z.string().nullable(),
  oktaRoutes: z.array(z.string()).optional(),
  requiredScopes: z.array(z.string()),
  requiredRoles: z.array(z.string()),
  requiredProduct: z.string().nullable().describe('What the org must have besides the core directory'),
  paged: z.boolean(),
  inputSchema: z.looseObject({}),
  outputSchema: z.looseObject({}),
  examples: z.array(z.object({ input: z.unknown(), response: z.unknown() })),
});

export type ActionView = z.input<typeof ActionAnswer>;

export type CatalogueQuery = z.output<typeof CatalogueQuery>;

/** The page of the actions that the query picks. */
export function actionsPage<V>(
  actions: readonly RegisteredAction[],
  query: CatalogueQuery,
  view: (action: RegisteredAction) => V,
): ListPage<V> {
  const { family, ...common } = query;
  const ofFamily = family === undefined ? actions : actions.filter((action) => action.family === family);
  return cataloguePage(ofFamily, common, view);
}

/** An action as the API shows it. */
export function actionView(action: RegisteredAction): ActionView {
  const { definition, routes } = action;
  return {
    id: action.id,
    title: definition.title,
    description: definition.description,
    family: action.family,
    effect: action.effect,
    idempotent: action.idempotent,
    oktaRoute: definition.kind === 'direct' ? definition.route : null,
    ...(definition.kind === 'composite' && { oktaRoutes: routes }),
    requiredScopes: action.requiredScopes,
    requiredRoles: action.requiredRoles,
    requiredProduct: definition.product ?? null,
    paged: definition.paged,
    inputSchema: action.schemas.input,
    outputSchema: action.schemas.output,
    examples: [definition.example],
  };
}
