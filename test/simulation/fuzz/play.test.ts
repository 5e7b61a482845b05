import { Arena } from '../../../simulation/fuzz/arena';
import { BATCH, playBatch, playOne } from '../../../simulation/fuzz/batch';
import type { HostileInput } from '../../../simulation/fuzz/input';
import { GROUP, PARAMETER_FILE_KEY, SOLUTION } from '../../../simulation/fuzz/valid-file';
import { synthesizedStack } from '../../support/synthesized-stack';

/** Number of random inputs. The nightly CI run plays 5,000 other inputs. */
const INPUTS = 25;

const stackFile = synthesizedStack();

/** Inputs that showed a violation in the past, each with a description and the expected result. */
const FOUND: readonly (readonly [string, HostileInput, string])[] = [
  ['a version that is deleted before it is read', file({ deleted: true }), 'refused'],
  [
    '1,500 members with one name under a long key',
    replaced(`{${longKey()}:{${Array(1500).fill('"a":1').join()}}}`),
    'refused',
  ],
  ['1,900 unknown members with long names', replaced(`{${longNames()}}`), 'refused'],
  [
    'an invalid file in a folder with the name of the list of dataset groups',
    { ...replaced('1'), key: 'train/#dataset-groups/config.json' },
    'refused',
  ],
  [
    'an invalid file under a key with terminal escape sequences',
    { ...replaced('1'), key: `train/${GROUP}/\u001b[2J\n\u202e.json` },
    'refused',
  ],
  [
    'a valid file under a key with terminal escape sequences',
    file({ key: `train/${GROUP}/\u001b[2J\n\u202e.json` }),
    'accepted',
  ],
  ['a valid file in a folder that is not named after its group', file({ key: 'train/%2F/../a b/c.json' }), 'accepted'],
  ['an event without a version', { kind: 'event', payload: event('train/a.json') }, 'refused'],
  ['an event with a key that is not URL-encoded', { kind: 'event', payload: event('train/%.json') }, 'refused'],
  ['an invalid event', { kind: 'event', payload: 'null' }, 'refused'],
  [
    'a line of a batch job that is nested too deeply',
    data(`batch/${GROUP}/${SOLUTION}/job_config.json`, `{"userId":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
    'accepted',
  ],
  ['a csv with a header of five megabytes', data(`train/${GROUP}/interactions.csv`, 'x'.repeat(5_000_000)), 'accepted'],
];

describe('an input that once showed a violation', () => {
  it('has the expected result, and shows no violation any more', async () => {
    // Prepare
    const arena = await Arena.open(stackFile, 1);

    // Act
    const reports = [];
    for (const [number, [, input]] of FOUND.entries()) reports.push(await playOne(arena, input, number));

    // Assess
    expect(reports.map(({ number, result, violations }) => [FOUND[number]?.[0], result, violations])).toEqual(
      FOUND.map(([what, , result]) => [what, result, []]),
    );
  });
});

describe('a hostile input', () => {
  it('is refused with one message and no other effect, is no parameter file, or is handled completely', async () => {
    // Prepare
    const batches = Array.from({ length: INPUTS / BATCH }, (_, batch) =>
      Array.from({ length: BATCH }, (_input, index) => batch * BATCH + index + 1),
    );

    // Act
    const reports = [];
    for (const numbers of batches) reports.push(...(await playBatch(stackFile, numbers)));

    // Assess
    expect(reports.filter(({ violations }) => violations.length > 0)).toEqual([]);
    expect(reports.map(({ number }) => number)).toEqual(batches.flat());
    const results = new Set(reports.map(({ result }) => result));
    expect([...results].sort()).toEqual(['accepted', 'no parameter file', 'refused']);
  });
});

function file(changes: Partial<Extract<HostileInput, { kind: 'file' }>>) {
  return {
    kind: 'file',
    key: PARAMETER_FILE_KEY,
    changes: [],
    bytes: [],
    deleted: false,
    ...changes,
  } as const;
}

function replaced(text: string) {
  return file({ changes: [{ action: 'replace', place: 0, key: '', text }] });
}

function data(key: string, text: string): HostileInput {
  return { kind: 'data', data: [{ key, text, bytes: [] }] };
}

function event(key: string): string {
  const s3 = { bucket: { name: 'data' }, object: { key, size: 2, sequencer: '0A' } };
  return JSON.stringify({ Records: [{ eventTime: '2026-01-05T00:00:00.000Z', s3 }] });
}

function longKey(): string {
  return JSON.stringify('k'.repeat(200_000));
}

function longNames(): string {
  return Array.from({ length: 1900 }, (_, index) => `"${'\u6f22'.repeat(200)}${index}":1`).join();
}
