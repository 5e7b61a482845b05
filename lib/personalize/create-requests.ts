import type { DesiredType } from './resource-types';

type Sdk = typeof import('@aws-sdk/client-personalize');

/** Input of each type's Create operation. */
export type CreateRequests = {
  readonly [Type in DesiredType]: InstanceType<Sdk[`Create${Capitalize<Type>}Command`]>['input'];
};

/**
 * A validated request, in which required members are defined at every depth. The SDK's own types allow `undefined` for
 * required members.
 */
export type Checked<T> = T extends readonly (infer E)[]
  ? readonly Checked<E>[]
  : T extends object
    ? {
        readonly [K in keyof T]: Record<string, never> extends Pick<T, K>
          ? Checked<T[K]>
          : Checked<Exclude<T[K], undefined>>;
      }
    : T;
