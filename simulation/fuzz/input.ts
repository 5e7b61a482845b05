import * as fc from 'fast-check';
import { type ByteMutation, byteMutations, mutatedBytes } from './byte-mutation';
import { type HostileData, hostileData } from './hostile-data';
import { hostileEvents } from './hostile-event';
import { fileKeys } from './hostile-key';
import { type Mutation, mutated, mutations } from './json-mutation';
import { GROUP, VALID_FILE } from './valid-file';

/** A hostile action of a user, by mistake or on purpose. Inputs are plain data, so that they can be printed. */
export type HostileInput =
  | {
      readonly kind: 'file';
      readonly key: string;
      readonly changes: readonly Mutation[];
      readonly bytes: readonly ByteMutation[];
      /** True if the version is deleted before S3's event arrives. */
      readonly deleted: boolean;
    }
  /** Data files, followed by a valid parameter file that refers to these files. */
  | { readonly kind: 'data'; readonly data: readonly HostileData[] }
  /** A manual invocation of the upload function with an event that S3 hardly ever sends. */
  | { readonly kind: 'event'; readonly payload: string };

/** Changes of a file: of the document, of its bytes, of both, or no change. */
const contents = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.array(mutations, { minLength: 1, maxLength: 3 }), fc.constant([])) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.array(mutations, { maxLength: 2 }), fc.array(byteMutations, { minLength: 1, maxLength: 3 })),
  },
  // Without changes, the file is valid, but its key may be hostile.
  { weight: 1, arbitrary: fc.tuple(fc.constant([]), fc.constant([])) },
);

const places = fc.record({
  key: fileKeys,
  deleted: fc.oneof({ weight: 20, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

const files: fc.Arbitrary<HostileInput> = fc
  .tuple(places, contents)
  .map(([place, [changes, bytes]]) => ({ kind: 'file', ...place, changes, bytes }));

/** Hostile inputs. Shrinking an input reduces its changes. */
export const hostileInputs: fc.Arbitrary<HostileInput> = fc.oneof(
  { weight: 14, arbitrary: files },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('data' as const),
      data: fc.array(hostileData, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('event' as const), payload: hostileEvents }) },
);

/** Returns the input that belongs to a number. The same number always gives the same input. */
export function inputOf(number: number): HostileInput {
  const [input] = fc.sample(hostileInputs, { seed: number, numRuns: 1 });
  if (input === undefined) throw new Error(`There is no input ${number}.`);
  return input;
}

export function bodyOf({ changes, bytes }: Pick<HostileInput & { kind: 'file' }, 'changes' | 'bytes'>): Buffer {
  return mutatedBytes(mutated(VALID_FILE, changes), bytes);
}

/** Replaces the name of the dataset group in a text with another name of equal length. */
export function named(content: Buffer | string, index: number): Buffer {
  const name = `fuzz-${String(index).padStart(GROUP.length - 'fuzz-'.length, '0')}`;
  return Buffer.from(Buffer.from(content).toString('latin1').replaceAll(GROUP, name), 'latin1');
}
