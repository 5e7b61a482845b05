/** A filter expression as a tree. Each `offset` is the 0-based index of a character in the expression. */
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
  /** Words between the conditions. There is one word fewer than there are conditions. */
  readonly connectives: readonly ('AND' | 'OR')[];
  /** Conditions after IF, on fields of Users. All these conditions must be true. */
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
    /**
     * `placeholder`: `$NAME`, which gets its value from the request for recommendations. `current-item`: `CurrentItem.NAME`,
     * a value of the request's item.
     */
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
