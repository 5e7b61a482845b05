// Types of schema-validator.js, which is generated from schema.json.

/** One way in which a value breaks the schema, as ajv reports it. */
export interface SchemaError {
  /** JSON pointer to the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The key that is wrong, where keys have a schema of their own. */
  readonly propertyName?: string;
}

export const matchesSchema: {
  (file: unknown): boolean;
  /** Of the last call. */
  readonly errors?: readonly SchemaError[] | null;
};
