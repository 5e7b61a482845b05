import type { Checked, CreateRequests } from '../personalize/create-requests';
import type { DesiredType } from '../personalize/resource-types';
import type { JsonObject, JsonValue } from './json-value';
import type { LeafKind, LeafValues } from './leaves';

/**
 * A part of the parameter file, described as data. Checks, types, the JSON Schema and the reference are made from these
 * descriptions.
 */
export type Section = ObjectSection | ListSection | ServiceConfigSection | Leaf;

export type Sections = Readonly<Record<string, Section>>;

interface Described {
  readonly title: string;
  readonly description: string;
}

export interface ObjectSection<Members = Sections, Required = string> extends Described {
  readonly kind: 'object';
  /** Name of the section's definition in the JSON Schema; absent if the section is written inline. */
  readonly definition?: string;
  readonly members: Members;
  readonly required: readonly Required[];
}

export interface ListSection<Items = Section> extends Described {
  readonly kind: 'list';
  readonly items: Items;
}

/** A `serviceConfig`, whose members are members of a Create request of Personalize. */
export interface ServiceConfigSection<
  Type = DesiredType,
  Supplied = Readonly<Record<string, string>>,
  Own = Sections,
  Required = string,
> extends Described {
  readonly kind: 'serviceConfig';
  readonly type: Type;
  /** Members of the request that the workflow supplies, each with its source. */
  readonly supplied: Supplied;
  /** Members that the API does not have, or that the project reads differently from the API. */
  readonly own: Own;
  /** Required members of `own`, and members that are optional in the API but required here. */
  readonly required: readonly Required[];
}

/** A value that contains no other sections. Its type is checked and, for some kinds, a rule checks more. */
export interface LeafSection<Kind> extends Described {
  readonly kind: Kind;
}

export type Leaf = { readonly [Kind in LeafKind]: LeafSection<Kind> }[LeafKind];

/** TypeScript type of the values that a section allows. */
export type ValueOf<S> =
  S extends ObjectSection<infer Members, infer Required>
    ? ObjectOf<Members, Required>
    : S extends ListSection<infer Items>
      ? readonly ValueOf<Items>[]
      : S extends ServiceConfigSection<infer Type, infer Supplied, infer Own, infer Required>
        ? RequestOf<Type, keyof Supplied | keyof Own, Required> & ObjectOf<Own, Required>
        : S extends LeafSection<infer Kind>
          ? LeafValues[Kind & LeafKind]
          : never;

/** TypeScript type of the result of `partsOf`: all members are optional, and leaves may be any JSON. */
export type PartsOf<S> =
  S extends ObjectSection<infer Members>
    ? { readonly [Name in keyof Members]?: PartsOf<Members[Name]> }
    : S extends ListSection<infer Items>
      ? readonly PartsOf<Items>[]
      : S extends { readonly kind: 'serviceConfig' }
        ? JsonObject
        : JsonValue;

type ObjectOf<Members, Required> = {
  readonly [Name in keyof Members as Name extends Required ? Name : never]: ValueOf<Members[Name]>;
} & {
  readonly [Name in keyof Members as Name extends Required ? never : Name]?: ValueOf<Members[Name]>;
};

type RequestOf<Type, Omitted, Required> = Type extends DesiredType
  ? Checked<Omit<CreateRequests[Type], Omitted & PropertyKey>> &
      Checked<NeededOf<Pick<CreateRequests[Type], Exclude<Required, Omitted> & keyof CreateRequests[Type]>>>
  : never;

type NeededOf<T> = { readonly [Name in keyof T]-?: NonNullable<T[Name]> };

// Type parameters of optional arguments have wide constraints, such as `object`. With narrow constraints, TypeScript
// would infer members even if the argument is omitted.

export function leaf<Kind extends LeafKind>(kind: Kind, title: string, description: string): LeafSection<Kind> {
  return { kind, title, description };
}

export function list<Items>(title: string, description: string, items: Items): ListSection<Items> {
  return { kind: 'list', title, description, items };
}

export function object<Members extends object, Required extends keyof Members = never>(
  title: string,
  description: string,
  members: Members,
  required: readonly Required[] = [],
  definition?: string,
): ObjectSection<Members, Required> {
  return { kind: 'object', title, description, members, required, ...(definition && { definition }) };
}

export function serviceConfig<
  Type extends DesiredType,
  Supplied,
  Own extends object = Record<never, Section>,
  Required extends string = never,
>(
  type: Type,
  title: string,
  supplied: Supplied,
  own?: Own,
  required: readonly Required[] = [],
): ServiceConfigSection<Type, Supplied, Own, Required> {
  const description = `Members of the Create request of Amazon Personalize for the ${title.toLowerCase()}.`;
  return { kind: 'serviceConfig', title, description, type, supplied, own: own ?? ({} as Own), required };
}

/** A section that contains a `serviceConfig` and has the title of the `serviceConfig`. */
export function resource<
  Config extends { readonly type: string; readonly title: string },
  Members extends object = Record<never, Section>,
>(
  description: string,
  config: Config,
  members?: Members,
): ObjectSection<{ readonly serviceConfig: Config } & Members, 'serviceConfig'> {
  const all = { serviceConfig: config, ...members } as { readonly serviceConfig: Config } & Members;
  const definition = `${config.type.charAt(0).toUpperCase()}${config.type.slice(1)}Section`;
  return object(config.title, description, all, ['serviceConfig'], definition);
}
