/** One violation of the JSON Schema of the parameter file. */
export type SchemaError = {
  /** JSON pointer to the wrong value or, if a key is wrong, to the object that has the key. */
  readonly instancePath: string;
  /** The key, if the schema for keys (`propertyNames`) refuses it. */
  readonly propertyName?: string;
} & (
  | { readonly keyword: 'type'; readonly params: { readonly type: string | readonly string[] } }
  | { readonly keyword: 'required'; readonly params: { readonly missingProperty: string } }
  | {
      readonly keyword: 'additionalProperties';
      readonly params: { readonly additionalProperty: string; readonly known: readonly string[] };
    }
  | { readonly keyword: 'enum'; readonly params: { readonly allowedValues: readonly string[] } }
  /** The required form, worded to follow "it must be". With `orNumber`, the value may also be a number. */
  | { readonly keyword: 'pattern'; readonly params: { readonly words: string; readonly orNumber?: true } }
  | { readonly keyword: LimitKeyword; readonly params: { readonly limit: number } }
  /** Comes after the errors of the key itself. */
  | { readonly keyword: 'propertyNames'; readonly params: { readonly propertyName: string } }
);

export type LimitKeyword = `${'min' | 'max'}${'Length' | 'Items' | 'Properties' | 'imum'}`;

export const validate: {
  (value: unknown): boolean;
  /** Errors of the last value; null if it is valid. */
  readonly errors: readonly SchemaError[] | null;
};
