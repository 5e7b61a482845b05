/** The parts of the synthesized Terraform configuration that tests read. */

export type Block = Readonly<Record<string, unknown>>;

export interface Configuration {
  readonly variable: Readonly<Record<string, Block>>;
  readonly data: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly output?: Readonly<Record<string, Block>>;
  readonly locals?: Block;
  readonly terraform: Block;
}

export interface PolicyDocument {
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: unknown;
}

/** @throws if the configuration has no such resource */
export function resource(configuration: Configuration, address: string): Block {
  const [type = '', name = ''] = address.split('.');
  const found = configuration.resource[type]?.[name];
  if (found === undefined) {
    throw new Error(
      `Resource ${address} not found. Names of type ${type}: ${Object.keys(configuration.resource[type] ?? {}).join(', ')}`,
    );
  }
  return found;
}

/** Every resource with its address. */
export function resources(configuration: Configuration): readonly (readonly [address: string, block: Block])[] {
  return Object.entries(configuration.resource).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([name, block]) => [`${type}.${name}`, block] as const),
  );
}

/**
 * Returns the policy documents that an attribute can have. The attribute is a document, or an expression that chooses
 * between local values of Terraform. Each of these values is then a document.
 */
export function documents({ locals = {} }: Configuration, text: string): readonly PolicyDocument[] {
  const references = text.startsWith('{') ? [] : [...text.matchAll(/\blocal\.(\w+)/g)];
  const texts = references.length === 0 ? [text] : references.map(([, name = '']) => String(locals[name]));
  return texts.map((document) => JSON.parse(document) as PolicyDocument);
}

/** Returns the statements of a policy document in an attribute of a resource. */
export function statements(configuration: Configuration, address: string, attribute = 'policy'): readonly Statement[] {
  const document: { readonly Statement: readonly Statement[] } = JSON.parse(
    String(resource(configuration, address)[attribute]),
  );
  return document.Statement;
}

/** Returns a text in which Terraform's references to variables and data are replaced by values. */
export function evaluate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{([^}]+)\}/g, (_match, reference: string) => {
    const value = values[reference];
    if (value === undefined) throw new Error(`${reference} has no value here, in: ${text}`);
    return value;
  });
}
