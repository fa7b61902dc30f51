/** Says in one sentence what is wrong with a search query. */
export class QueryProblem extends Error {}

/** What a search query asks for. */
export type Expression =
  | { readonly kind: 'all'; readonly parts: readonly Expression[] }
  | { readonly kind: 'any'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  | Comparison;

export interface Comparison {
  readonly kind: 'comparison';
  readonly field: string;
  readonly operator: Operator;
  /** One value; several of `IN`; none of `EXISTS`. */
  readonly values: readonly QueryValue[];
}

export type Operator = (typeof operators)[number];

export type QueryValue = string | number | boolean;

export const operators = ['=', ':', '<', '<=', '>', '>=', 'IN', 'HAS', 'EXISTS'] as const;

/** All comparisons in the expression, from left to right. */
export function comparisonsIn(expression: Expression): readonly Comparison[] {
  switch (expression.kind) {
    case 'comparison':
      return [expression];
    case 'not':
      return comparisonsIn(expression.part);
    default:
      return expression.parts.flatMap(comparisonsIn);
  }
}
