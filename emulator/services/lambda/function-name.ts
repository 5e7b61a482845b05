export interface FunctionName {
  readonly name: string;
  readonly qualifier?: string;
}

/** Parses a name, an ARN or the last parts of an ARN, each with or without a qualifier. */
export function parseFunctionName(given: string): FunctionName {
  const parts = given.split(':');
  const start = parts.includes('function') ? parts.indexOf('function') + 1 : 0;
  const [name = '', qualifier] = parts.slice(start);
  return { name, ...(qualifier !== undefined && { qualifier }) };
}
