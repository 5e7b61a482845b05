/** A validated input: its required members are defined, at any depth. The SDK declares them as possibly undefined. */
export type ValidatedInput<T> = T extends readonly (infer E)[]
  ? readonly ValidatedInput<E>[]
  : T extends object
    ? {
        readonly [K in keyof T]: Record<string, never> extends Pick<T, K>
          ? ValidatedInput<T[K]>
          : ValidatedInput<Exclude<T[K], undefined>>;
      }
    : T;
