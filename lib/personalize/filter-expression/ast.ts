/** A filter expression as a tree. An offset is the 0-based index of a character of the expression. */
export interface FilterExpression {
  /** Clauses that are joined by `|`. */
  readonly clauses: readonly Clause[];
}

export interface Clause {
  readonly action: 'INCLUDE' | 'EXCLUDE';
  readonly target: FilterTarget;
  /** The target as written in the text. */
  readonly targetWord: { readonly text: string; readonly offset: number };
  readonly conditions: readonly Condition[];
  /** Words between the conditions, one fewer than conditions. */
  readonly connectives: readonly ('AND' | 'OR')[];
  /** Conditions on fields of Users, after IF. All must be true. */
  readonly userConditions: readonly Condition[];
}

export type FilterTarget = 'ItemID' | 'UserID' | 'ActionID';
export type FilterDataset = 'Items' | 'Interactions' | 'Users' | 'Actions' | 'Action_Interactions';

export interface Condition {
  readonly field: FieldReference;
  readonly operator: 'IN' | 'NOT IN' | '=' | '!=' | '<' | '<=' | '>' | '>=';
  readonly value:
    | { readonly kind: 'list'; readonly strings: readonly StringLiteral[]; readonly offset: number }
    | StringLiteral
    | { readonly kind: 'number'; readonly value: number; readonly offset: number }
    /** `$NAME`, whose value comes with the request for recommendations; `CurrentItem.NAME`, a value of the request's item. */
    | { readonly kind: 'placeholder' | 'current-item'; readonly name: string; readonly offset: number };
}

export interface FieldReference {
  readonly dataset: FilterDataset;
  readonly name: string;
  readonly offset: number;
}

interface StringLiteral {
  readonly kind: 'string';
  readonly text: string;
  readonly quote: '"' | "'";
  readonly offset: number;
}
