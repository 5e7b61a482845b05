/** One violation of the JSON Schema of the parameter file. */
export type SchemaError = {
  /** JSON pointer to the wrong value or, if a key is wrong, to the object that has the key. */
  readonly instancePath: string;
  /** The wrong key, if the schema for keys (`propertyNames`) refuses a key. */
  readonly propertyName?: string;
} & (
  | { readonly keyword: 'type'; readonly params: { readonly type: string | readonly string[] } }
  | { readonly keyword: 'required'; readonly params: { readonly missingProperty: string } }
  | {
      readonly keyword: 'additionalProperties';
      readonly params: { readonly additionalProperty: string; readonly known: readonly string[] };
    }
  | { readonly keyword: 'enum'; readonly params: { readonly allowedValues: readonly string[] } }
  /**
   * `words` is the required form: text that follows "it must be". If `orNumber` is true, the value may also be a
   * number.
   */
  | { readonly keyword: 'pattern'; readonly params: { readonly words: string; readonly orNumber?: true } }
  | { readonly keyword: LimitKeyword; readonly params: { readonly limit: number } }
  /** Only says that a key is wrong. The errors that say why come before this one. */
  | { readonly keyword: 'propertyNames'; readonly params: { readonly propertyName: string } }
);

export type LimitKeyword = `${'min' | 'max'}${'Length' | 'Items' | 'Properties' | 'imum'}`;

export const validate: {
  (value: unknown): boolean;
  /** Errors of the value that was validated last; null if this value is valid. */
  readonly errors: readonly SchemaError[] | null;
};
