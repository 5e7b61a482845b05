import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Answer } from '../../../scripts/account-check/check';
import { QUESTIONS } from '../../../scripts/account-check/questions';
import type { Recording } from '../../../scripts/account-check/recording';
import { tearDown } from '../../../scripts/account-check/teardown/teardown';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';
import { accountIn, answersOf, quickLocalAws, verdictOf } from './local-account';

const RECORDED = join(PROJECT_ROOT, 'test', 'fixtures', 'recorded');

const recordings = existsSync(RECORDED)
  ? readdirSync(RECORDED).map((name) => JSON.parse(readFileSync(join(RECORDED, name), 'utf8')) as Recording)
  : [];

describe('the local AWS', () => {
  const local = quickLocalAws();
  const account = accountIn(local);
  let answers: readonly Answer[] = [];

  beforeAll(async () => {
    answers = await answersOf(QUESTIONS, account);
  });

  it('gives the expected answer to every question that an account can be asked', () => {
    // Act
    const asked = answers.filter(({ question }) => 'ask' in question.check);

    // Assess
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.map(verdictOf)).toEqual(
      asked.map(({ question: { id, check } }) => `${id}: CONFIRMED: ${'expected' in check ? check.expected : ''}`),
    );
  });

  it('gives the answers that were recorded in real accounts', () => {
    // Act
    const seen = new Map(answers.map(({ question, seen: found }) => [question.id, found]));

    // Assess
    expect(recordings.map(({ id }) => [id, seen.get(id)])).toEqual(
      recordings.map(({ id, seen: found }) => [id, found]),
    );
  });

  it('contains nothing of the check after the teardown, except jobs', async () => {
    // Act
    await tearDown(account);

    // Assess
    expect(local.personalize.snapshot().filter(({ type }) => !type.endsWith('Job'))).toEqual([]);
    expect(await local.aws.call('iam', 'ListRoles', {})).toMatchObject({ Roles: [] });
    expect(await local.aws.call('s3', 'ListBuckets', {})).toMatchObject({ Buckets: [] });
    expect(await local.aws.call('dynamodb', 'ListTables', {})).toMatchObject({ TableNames: [] });
    expect(await local.aws.call('states', 'ListStateMachines', {})).toMatchObject({ stateMachines: [] });
    expect(await local.aws.call('scheduler', 'ListSchedules', {})).toMatchObject({ Schedules: [] });
  });
});

describe('the questions', () => {
  const folder = join(PROJECT_ROOT, 'scripts', 'account-check');

  it('have different ids', () => {
    expect(new Set(QUESTIONS.map(({ id }) => id)).size).toBe(QUESTIONS.length);
  });

  it('import nothing from outside their folder, so neither the product nor the local AWS', () => {
    // Act
    const outside = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && path !== 'command.ts')
      .flatMap((path) =>
        [...readFileSync(join(folder, path), 'utf8').matchAll(/from '(\.[^']*)'/g)]
          .map(([, specifier = '']) => relative(folder, join(folder, dirname(path), specifier)))
          .filter((imported) => imported.startsWith('..'))
          .map((imported) => `${path} imports ${imported}`),
      );

    // Assess
    expect(outside).toEqual([]);
  });
});
