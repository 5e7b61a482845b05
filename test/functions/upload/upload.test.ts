import type { Logger } from '@aws-lambda-powertools/logger';
import { NoSuchKey } from '@aws-sdk/client-s3';
import type { StoredObject } from '../../../functions/shared/parameter-file-store';
import type { Refusal } from '../../../functions/shared/refusals';
import { handleUploads } from '../../../functions/upload/upload';
import { sample } from '../../support/sample';

const FILE = { bucket: 'data', key: 'train/small/config.json', versionId: 'v1' };

/** The upload function. @param content what S3 returns for the uploaded file: its text, or an error */
function prepare(content: string | Error, metadata: Readonly<Record<string, string>> = {}) {
  const [count, add, refuse, start, find] = [jest.fn(), jest.fn(), jest.fn(), jest.fn(), jest.fn()];
  const logger = { info: jest.fn(), warn: jest.fn(), error: jest.fn(), resetKeys: jest.fn(), appendKeys: jest.fn() };
  const read = async (): Promise<StoredObject> => {
    if (content instanceof Error) throw content;
    return { content: new TextEncoder().encode(content), metadata };
  };
  const recorded = jest.fn(async (): Promise<Refusal | undefined> => undefined);
  refuse.mockResolvedValue(true);
  start.mockResolvedValue(true);
  const services = {
    count,
    read,
    parameterValues: {},
    datasetGroups: { add },
    refusals: { refuse, recorded },
    starter: { start },
    filesInForce: { find },
    logger: logger as unknown as Logger,
  };
  const upload = ({ key = FILE.key, size = 1000 } = {}) => {
    const object = { key: encodeURIComponent(key), size, versionId: 'v1', sequencer: '0A' };
    const record = { eventTime: '2026-01-05T00:00:00.000Z', s3: { bucket: { name: 'data' }, object } };
    return handleUploads({ Records: [record] }, 'request-1', services);
  };
  const counted = () => count.mock.calls.map(([name]) => name);
  return { add, refuse, recorded, start, find, upload, counted };
}

const VALID = JSON.stringify(sample());

describe('an uploaded parameter file', () => {
  it('starts a run with the uploaded version if it is valid', async () => {
    // Prepare
    const { add, start, refuse, upload, counted } = prepare(VALID);

    // Act
    await upload();

    // Assess
    expect(add.mock.calls).toEqual([['small']]);
    const run = { datasetGroup: 'small', workflow: 'personalize-workflow', trigger: 'upload' };
    const request = expect.objectContaining({ ...run, file: FILE, upload: { sequencer: '0A'.padEnd(64, '0') } });
    expect(start.mock.calls).toEqual([[expect.stringMatching(/^small-[0-9a-f]{32}$/), request]]);
    expect(counted()).toEqual(['ConfigurationsProcessed']);
    expect(refuse).not.toHaveBeenCalled();
  });

  it('is counted once if S3 sends its event twice', async () => {
    // Prepare
    const { start, upload, counted } = prepare(VALID);
    await upload();
    start.mockResolvedValue(false);

    // Act
    await upload();

    // Assess
    const [[first], [second]] = start.mock.calls as [[string], [string]];
    expect(second).toBe(first);
    expect(counted()).toEqual(['ConfigurationsProcessed']);
  });

  it.each([
    ['URL-encoded in the metadata', 'train/caf%C3%A9/config.json', 'train/café/config.json'],
    ['not encoded in the metadata, although it has a percent sign', 'train/100%/config.json', 'train/100%/config.json'],
  ])('names the file to replace in the request, if the key of that file is %s', async (_, replaces, expected) => {
    // Prepare
    const { start, upload } = prepare(VALID, { replaces });

    // Act
    await upload();

    // Assess
    expect(start.mock.calls[0]?.[1]).toMatchObject({ upload: { replaces: expected } });
  });

  it.each<readonly [string, string | Error, number, string]>([
    ['that is not JSON', '{', 1, 'config.json'],
    ['that is too large', VALID, 1e9, 'config.json'],
    [
      'whose version was deleted before it was read',
      new NoSuchKey({ message: 'gone', $metadata: {} }),
      1,
      'config.json',
    ],
  ])('%s is refused and counted, and starts no run', async (_, content, size, text) => {
    // Prepare
    const { start, refuse, upload, counted } = prepare(content);

    // Act
    await upload({ size });

    // Assess
    const refusal = expect.objectContaining({ summary: expect.stringContaining(text) });
    expect(refuse.mock.calls).toEqual([[expect.objectContaining(FILE), refusal, 'request-1']]);
    expect(counted()).toEqual(['ConfigurationsProcessed', 'ConfigurationsProcessedFailures']);
    expect(start).not.toHaveBeenCalled();
  });

  it('stays refused if S3 repeats the event after a change of the deployment has made the file valid', async () => {
    // Prepare
    const { start, refuse, recorded, upload } = prepare(VALID);
    const refusal = { summary: 'The placeholder ${tps} has no value.', description: '' };
    recorded.mockResolvedValue(refusal);

    // Act
    await upload();

    // Assess
    expect(refuse.mock.calls).toEqual([[expect.objectContaining(FILE), refusal, 'request-1']]);
    expect(start).not.toHaveBeenCalled();
  });

  it('is not counted again if it was refused before', async () => {
    // Prepare
    const { refuse, upload, counted } = prepare('{');
    refuse.mockResolvedValue(false);

    // Act
    await upload();

    // Assess
    expect(counted()).toEqual([]);
  });

  it.each([
    ['starts a run if the same content is in force', { ...FILE, versionId: 'v0' }, {}],
    [
      'is refused if the same content is in force with other values of placeholders',
      { ...FILE, versionId: 'v0', values: { RATE: '1' } },
      undefined,
    ],
    ['is refused if the group has no file in force', undefined, undefined],
  ])('whose schedule has no more runs %s', async (_, current, expected) => {
    // Prepare
    const passed = { workflowConfig: { schedules: { full: 'cron(0 3 1 1 ? 2020)' } } };
    const {
      solutions: [solution],
    } = sample();
    const { find, start, refuse, upload } = prepare(
      JSON.stringify({ ...sample(), solutions: [{ ...solution, ...passed }] }),
    );
    find.mockResolvedValue(current);

    // Act
    await upload();

    // Assess
    expect(start.mock.calls.length).toBe(expected === undefined ? 0 : 1);
    expect(refuse.mock.calls.length).toBe(expected === undefined ? 1 : 0);
    expect(find).toHaveBeenCalledWith('small');
  });

  it.each([
    ['an empty name', ''],
    ['a name of 3,000 characters', 'n'.repeat(3000)],
  ])('is refused for %s without a read of the record table, in which no such key is possible', async (_, name) => {
    // Prepare
    const { find, refuse, upload } = prepare(JSON.stringify({ datasetGroup: { serviceConfig: { name } } }));

    // Act
    await upload();

    // Assess
    expect(refuse).toHaveBeenCalledTimes(1);
    expect(find).not.toHaveBeenCalled();
  });

  it('starts no run and is not refused if S3 throttles: the function throws', async () => {
    // Prepare
    const { start, refuse, upload } = prepare(new Error('SlowDown'));

    // Act and assess
    await expect(upload()).rejects.toThrow('SlowDown');
    expect([start.mock.calls, refuse.mock.calls]).toEqual([[], []]);
  });
});

describe('an event of S3', () => {
  it('has no effect if its object is not a parameter file', async () => {
    // Prepare
    const { start, refuse, upload } = prepare(VALID);

    // Act
    await upload({ key: 'train/small/interactions.csv' });

    // Assess
    expect([start.mock.calls, refuse.mock.calls]).toEqual([[], []]);
  });
});
