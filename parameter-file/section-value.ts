import type { Checked, CreateRequests } from '../personalize/create-requests';
import type { ResourceType } from '../personalize/resource-types';
import type { JsonObject, JsonValue } from './json-value';
import type { LeafKind, LeafValues } from './leaves';
import type { LeafSection, ListSection, ObjectSection, ServiceConfigSection } from './section';

/** TypeScript type of what a section may hold. */
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

/** The same of any JSON: see {@link partsOf}. */
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

type RequestOf<Type, Omitted, Required> = Type extends ResourceType
  ? Checked<Omit<CreateRequests[Type], Omitted & PropertyKey>> &
      Checked<NeededOf<Pick<CreateRequests[Type], Exclude<Required, Omitted> & keyof CreateRequests[Type]>>>
  : never;

type NeededOf<T> = { readonly [Name in keyof T]-?: NonNullable<T[Name]> };
