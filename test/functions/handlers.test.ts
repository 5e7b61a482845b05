import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { definition as beginRun } from '../../functions/begin-run/definition';
import { definition as checkData } from '../../functions/check-data/definition';
import { definition as endRun } from '../../functions/end-run/definition';
import { definition as ensureResources } from '../../functions/ensure-resources/definition';
import { definition as reconcileDeployment } from '../../functions/reconcile-deployment/definition';
import { definition as reportIdleCapacity } from '../../functions/report-idle-capacity/definition';
import { definition as requestDataDeletion } from '../../functions/request-data-deletion/definition';
import type { FunctionDefinition, StackValues } from '../../functions/shared/definition';
import { definition as upload } from '../../functions/upload/definition';

const NAMED = { name: 'x', arn: 'arn:x' };

const STACK: StackValues = {
  awsEnvironment: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' },
  settings: {
    name: 'personalize',
    parameterValues: '{}',
    runHistoryDays: '90',
    overdueAfterIntervals: '2',
    overdueAfterHours: '72',
    drift: 'notify',
    allowDeletions: 'false',
    publishParameters: 'false',
    notifyOn: 'attention',
    digest: 'weekly',
    scheduleTimezone: 'UTC',
  },
  bucket: { ...NAMED, arnsIn: (folder) => `arn:${folder}*` },
  deletionBucket: NAMED,
  table: NAMED,
  topic: NAMED,
  eventBus: NAMED,
  personalizeRole: NAMED,
  scheduling: { groupName: 'schedules', roleArn: 'arn:role', deadLetterQueueArn: 'arn:queue' },
  stateMachineArn: (name) => `arn:${name}`,
  executionArns: (name) => `arn:${name}:*`,
};

interface Handler {
  readonly handler: unknown;
}

/** The definition of each function, and a callback that loads its handler, which then reads the environment. */
const FUNCTIONS: readonly (readonly [FunctionDefinition, () => Handler])[] = [
  [beginRun, () => jest.requireActual('../../functions/begin-run/handler')],
  [checkData, () => jest.requireActual('../../functions/check-data/handler')],
  [endRun, () => jest.requireActual('../../functions/end-run/handler')],
  [ensureResources, () => jest.requireActual('../../functions/ensure-resources/handler')],
  [reconcileDeployment, () => jest.requireActual('../../functions/reconcile-deployment/handler')],
  [reportIdleCapacity, () => jest.requireActual('../../functions/report-idle-capacity/handler')],
  [requestDataDeletion, () => jest.requireActual('../../functions/request-data-deletion/handler')],
  [upload, () => jest.requireActual('../../functions/upload/handler')],
];

const named = FUNCTIONS.map(([definition, load]) => [definition.name, definition, load] as const);

/** @returns the message of the error that `act` throws, or an empty text if it throws none */
function errorOf(act: () => unknown): string {
  try {
    act();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('the functions', () => {
  const { env } = process;
  beforeEach(() => {
    process.env = { PATH: env.PATH, AWS_REGION: 'eu-west-1' };
  });
  afterEach(() => {
    process.env = env;
  });

  it('are all tested in this file', () => {
    // Act
    const folders = readdirSync(join(__dirname, '../../functions')).filter((name) => name !== 'shared');

    // Assess
    expect(named.map(([name]) => name)).toEqual(folders.sort());
  });

  it.each(named)('%s throws if its environment variables are missing, and names all of them', (_, definition, load) => {
    // Act
    const error = errorOf(load);

    // Assess
    const [, missing = ''] = /^Environment variables not set: (.*)\. Add/.exec(error) ?? [];
    expect(missing.split(', ').filter(Boolean).sort()).toEqual(Object.keys(definition.environment(STACK)).sort());
  });

  it.each(named)('%s loads its handler with the environment variables of its definition', (_, definition, load) => {
    // Prepare
    Object.assign(process.env, definition.environment(STACK));

    // Act
    const { handler } = load();

    // Assess
    expect(typeof handler).toBe('function');
  });
});
