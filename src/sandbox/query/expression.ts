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
  readonly values: readonly Value[];
}

export type Operator = '=' | ':' | '<' | '<=' | '>' | '>=' | 'IN' | 'HAS' | 'EXISTS';

export type Value = string | number | boolean;

/** All comparisons in the expression, from left to right. */
export function comparisons(expression: Expression): readonly Comparison[] {
  switch (expression.kind) {
    case 'comparison':
      return [expression];
    case 'not':
      return comparisons(expression.part);
    default:
      return expression.parts.flatMap(comparisons);
  }
}
