import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import { fingerprint, jobName } from '../../../../lib/reconciler/resource-types/job-name';
import { type JobWork, readersOf, verifyRead } from '../../../../lib/reconciler/resource-types/verified-read';
import type { Step } from '../../../../lib/reconciler/step';
import type { VerifiedRead } from '../../../../lib/record-table/verified-reads';

const DAY = 86_400_000;
const CREATED = Date.UTC(2026, 0, 5, 12);
const at = (milliseconds: number) => new Date(CREATED + milliseconds);

const ARN = 'arn:aws:personalize:eu-west-1:123456789012:dataset-import-job/';

function workOn(etag: string, changedAt: Date): JobWork {
  const contents = [['a.csv', etag]] as const;
  return {
    subject: 'import',
    content: contents,
    data: { uri: 's3://data/a.csv', contents, size: 0, changedAt, csv: [] },
  };
}

const OWN = jobName('import', at(0), workOn('A', at(0)).content);
const job = (name: string): Description => ({ jobName: name, status: 'ACTIVE', creationDateTime: at(0) });

function prepare(now: Date, known?: VerifiedRead) {
  const kept: (VerifiedRead | undefined)[] = [];
  const step = {
    state: { datasetGroup: { name: 'shop' } },
    resource: { type: 'datasetImportJob' },
    now,
    verifiedReads: {
      find: async () => known,
      put: async (_group: string, _subject: string, read: VerifiedRead | undefined) => {
        kept.push(read);
      },
    },
    personalize: { describe: async (_type: string, arn: string) => job(arn.slice(ARN.length)) },
  } as unknown as Step;
  return { step, kept };
}

const BEFORE = at(-1000);
const A_WAS_READ = { jobName: OWN, fingerprint: fingerprint(workOn('A', BEFORE).content) };

describe('a job', () => {
  test.each<[string, string, JobWork, Date, VerifiedRead | undefined, boolean]>([
    ['has read data that were uploaded before it', OWN, workOn('A', BEFORE), at(DAY), undefined, true],
    [
      'is not certain to have read data that changed less than a second before it',
      OWN,
      workOn('A', at(-999)),
      at(DAY),
      undefined,
      false,
    ],
    ['is not certain to have read data uploaded after it', OWN, workOn('A', at(DAY)), at(DAY), undefined, false],
    [
      'has read data that were uploaded before it, also if a person created it',
      'by-a-person',
      workOn('A', BEFORE),
      at(DAY),
      undefined,
      true,
    ],
    [
      'has not read data that differ from the fingerprint in its name',
      OWN,
      workOn('B', BEFORE),
      at(DAY),
      undefined,
      false,
    ],
    [
      'may have read other data, which S3 no longer shows after three days',
      OWN,
      workOn('A', BEFORE),
      at(3 * DAY),
      undefined,
      false,
    ],
    [
      'has read the data of its verified read, even if they are old or were uploaded again',
      OWN,
      workOn('A', at(99 * DAY)),
      at(100 * DAY),
      A_WAS_READ,
      true,
    ],
    [
      'is not certain to have read data of which only another job has a verified read',
      OWN,
      workOn('A', at(DAY)),
      at(DAY),
      { ...A_WAS_READ, jobName: 'other' },
      false,
    ],
    [
      'has not read data that were uploaded after its verified read',
      OWN,
      workOn('B', at(DAY)),
      at(DAY),
      A_WAS_READ,
      false,
    ],
    [
      'that an operator created 99 days ago has read data that were uploaded before it',
      'by-hand',
      workOn('A', BEFORE),
      at(99 * DAY),
      undefined,
      true,
    ],
    [
      'that an operator created is not certain to have read data that changed when it was created',
      'by-hand',
      workOn('A', at(0)),
      at(DAY),
      undefined,
      false,
    ],
  ])('%s', async (_case, name, work, now, known, expected) => {
    // Prepare
    const { step } = prepare(now, known);

    // Act
    const hasRead = await readersOf(step, work);

    // Assess
    expect(hasRead(job(name))).toBe(expected);
  });

  test.each<[string, JobWork, Date, VerifiedRead | undefined, readonly VerifiedRead[]]>([
    ['has a verified read if the versions of the data prove it', workOn('A', BEFORE), at(DAY), undefined, [A_WAS_READ]],
    ['has no verified read if the data have changed', workOn('A', at(60_000)), at(DAY), undefined, []],
    ['has no verified read if versions may be missing', workOn('A', BEFORE), at(3 * DAY), undefined, []],
    ['keeps its verified read, which is not written again', workOn('A', BEFORE), at(DAY), A_WAS_READ, []],
  ])('%s', async (_case, work, now, known, expected) => {
    // Prepare
    const { step, kept } = prepare(now, known);

    // Act
    await verifyRead(step, work, `${ARN}${OWN}`);

    // Assess
    expect(kept).toEqual(expected);
  });
});
