/**
 * Type of an input that has been validated. Its required members are defined, also in nested structures, while the types of the SDK allow
 * undefined.
 */
export type ValidatedInput<T> = T extends readonly (infer E)[]
  ? readonly ValidatedInput<E>[]
  : T extends object
    ? {
        readonly [K in keyof T]: Record<string, never> extends Pick<T, K>
          ? ValidatedInput<T[K]>
          : ValidatedInput<Exclude<T[K], undefined>>;
      }
    : T;
