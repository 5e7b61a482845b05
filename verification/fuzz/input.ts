import * as fc from 'fast-check';
import { type ByteMutation, byteMutations, mutatedBytes } from './byte-mutation';
import { type HostileData, hostileData } from './hostile-data';
import { hostileEvents } from './hostile-event';
import { fileKeys } from './hostile-key';
import { type Mutation, mutated, mutations } from './json-mutation';
import { GROUP, SOUND_FILE } from './sound-file';

/** Something that somebody does to the system, by mistake or on purpose; plain data, so that it can be printed. */
export type HostileInput =
  | {
      readonly kind: 'file';
      readonly key: string;
      readonly changes: readonly Mutation[];
      readonly bytes: readonly ByteMutation[];
      /** The version is deleted before S3's event comes. */
      readonly deleted: boolean;
    }
  /** Data, and then a sound parameter file that asks for it. */
  | { readonly kind: 'data'; readonly data: readonly HostileData[] }
  /** The function is invoked by hand with an event that S3 never sends. */
  | { readonly kind: 'event'; readonly payload: string };

/** Changes of the document, of its bytes, or of both. */
const contents = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.array(mutations, { minLength: 1, maxLength: 3 }), fc.constant([])) },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.array(mutations, { maxLength: 2 }),
      fc.array(byteMutations, { minLength: 1, maxLength: 3 }),
    ),
  },
  // A sound file in a hostile place.
  { weight: 1, arbitrary: fc.tuple(fc.constant([]), fc.constant([])) },
);

const places = fc.record({
  key: fileKeys,
  deleted: fc.oneof(
    { weight: 20, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});

const files: fc.Arbitrary<HostileInput> = fc
  .tuple(places, contents)
  .map(([place, [changes, bytes]]) => ({ kind: 'file', ...place, changes, bytes }));

/** Hostile inputs shrink towards fewer changes. */
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

/** The input that belongs to a number. */
export function inputOf(number: number): HostileInput {
  const [input] = fc.sample(hostileInputs, { seed: number, numRuns: 1 });
  if (input === undefined) throw new Error(`There is no input ${number}.`);
  return input;
}

/** What the file of the input holds. */
export function bodyOf({
  changes,
  bytes,
}: Pick<HostileInput & { kind: 'file' }, 'changes' | 'bytes'>): Buffer {
  return mutatedBytes(mutated(SOUND_FILE, changes), bytes);
}

/** The same for a dataset group of another name, as long as the first. */
export function named(content: Buffer | string, index: number): Buffer {
  const name = `fuzz-${String(index).padStart(GROUP.length - 'fuzz-'.length, '0')}`;
  return Buffer.from(Buffer.from(content).toString('latin1').replaceAll(GROUP, name), 'latin1');
}
