import type { RunExecution } from '../../../simulation/simulate/execution-log';
import type { World } from '../../../simulation/simulate/world';
import { SITUATIONS } from '../../../simulation/situations';

type Listener = (event: never) => void;
type Feed = ReturnType<typeof prepare>;

const ROLE = { kind: 'role', roleName: 'personalize-ensure-resources-function', session: 'ensure' };
const NAMES: Readonly<Record<string, string>> = { datasetImportJob: 'interactions-shop-1' };
const FAILED = { code: 'ConditionalCheckFailedException' };

/** A world without activity. Tests feed events to the situation that is called `name`. */
function prepare(name: string) {
  const [calls, executions, changes]: [Listener[], Listener[], Listener[]] = [[], [], []];
  const runs = new Map<string, RunExecution>();
  const runOf = (text = '') => [...runs.values()].find((run) => text.includes(`"run":"${run.name}"`));
  const world = {
    local: {
      aws: { onCall: (listener: Listener) => calls.push(listener) },
      stepFunctions: { onEvent: (listener: Listener) => executions.push(listener) },
      personalize: { onChange: (listener: Listener) => changes.push(listener) },
    },
    executionLog: { runs, runOf },
    teams: [{ name: 'shop', raises: [] as object[] }],
    promotionLog: { decisions: [] as object[] },
    faults: { interruptions: [] as object[] },
    ofType: (type: string) => [{ name: NAMES[type] ?? 'shop-solution', status: 'CREATE IN_PROGRESS' }],
  };
  let times = 0;
  const situation = SITUATIONS.find((each) => each.name === name);
  situation?.watch(world as unknown as World, () => {
    times += 1;
  });
  const send = (listeners: readonly Listener[], event: object) => {
    for (const listener of listeners) listener(event as never);
  };
  const call = (service: string, operation: string, input: object, rest: object = {}) =>
    send(calls, { service, call: { operation, input }, caller: ROLE, event: '{"run":"own"}', ...rest });
  return {
    run: (id: string, endedAt?: number, input = {}) =>
      runs.set(`arn:${id}`, { arn: `arn:${id}`, name: id, endedAt, input } as unknown as RunExecution),
    put: (item: object, rest: object = {}) =>
      call('dynamodb', 'PutItem', { Item: { datasetGroup: { S: 'shop' }, ...item } }, rest),
    update: (item: string, UpdateExpression: string, values: object) => {
      const Key = { datasetGroup: { S: 'shop' }, item: { S: item } };
      call('dynamodb', 'UpdateItem', { Key, UpdateExpression, ExpressionAttributeValues: values });
    },
    decide: (decision: string, decidedBy: string) => {
      world.promotionLog.decisions.push({ version: 'arn:version', decision, decidedBy, verdicts: [] });
      call('dynamodb', 'PutItem', { Item: { item: { S: 'version-2#arn:version' }, datasetGroup: { S: 'shop' } } });
    },
    raise: () => world.teams.forEach(({ raises }) => void raises.push({})),
    interrupt: (interruption: object) => world.faults.interruptions.push(interruption),
    execution: (kind: string, state: string, execution: object) => send(executions, { kind, state, execution }),
    change: (change: object) => send(changes, change),
    call,
    reached: () => times,
  };
}

const text = (S: string) => ({ S });
const progress = (id: string, attributes: object) => ({
  item: text(`progress#own#${id}`),
  status: text('OPEN'),
  ...attributes,
});
const PERSON = { kind: 'person' };
const checked = (verdict: string) => ({
  item: text('data-statistics#interactions'),
  checks: { L: [text(JSON.stringify({ verdict, decision: { by: 'me' } }))] },
});
const importOf = (file: string, importMode: string) => ({
  datasetArn: 'arn:dataset',
  dataSource: { dataLocation: `s3://data/${file}` },
  importMode,
});
const RUN = { arn: 'arn:own', status: 'ABORTED', stateMachine: { name: 'personalize-run' } };

/** Names of situations, each with events that reach it and similar events that do not. */
const CASES: readonly (readonly [string, (feed: Feed) => void, (feed: Feed) => void])[] = [
  [
    'a lock is taken over from a run that has ended',
    ({ run, update }) => {
      run('own');
      run('other', 1);
      update('lock#data', 'DELETE #holders :taken', { ':holder': text('arn:other arn:work') });
    },
    ({ run, update }) => {
      run('own');
      update('lock#data', 'DELETE #holders :taken', { ':holder': text('arn:own arn:work') });
    },
  ],
  [
    'a lock is taken over from an execution that Step Functions does not know',
    ({ update }) =>
      update('lock#data', 'DELETE #holders :taken', { ':holder': text('arn:run:ended-0a arn:work:ended-0a') }),
    ({ update }) => {
      update('lock#data', 'ADD #holders :holder', { ':holder': text('arn:run:ended-0a arn:work:ended-0a') });
      update('lock#data', 'DELETE #holders :taken', { ':holder': text('arn:own arn:work') });
      update('other', 'DELETE #holders :taken', { ':holder': text('arn:run:ended-0a arn:work:ended-0a') });
    },
  ],
  [
    'a run waits for a lock, and acquires it',
    ({ put }) => {
      put(progress('solution', { waitsForLock: text('lock#data') }));
      put(progress('solution', {}));
    },
    ({ put }) => {
      put(progress('solution', { waitsForLock: text('lock#data') }));
      put(progress('other', {}));
    },
  ],
  [
    'a run waits for a quota, and continues',
    ({ put }) => {
      put(progress('solution', { isQueued: { BOOL: true } }));
      put(progress('solution', { status: text('READY') }));
    },
    ({ put }) => {
      put(progress('solution', { isQueued: { BOOL: true } }));
      put(progress('solution', { status: text('FAILED') }));
    },
  ],
  [
    'a wake-up finds that another one has polled its item in the meantime',
    ({ put }) => {
      put(progress('solution', { revision: { N: '2' } }));
      put(progress('solution', { revision: { N: '2' }, reason: text('waits') }), { error: FAILED });
    },
    ({ put }) => {
      put(progress('solution', { revision: { N: '2' } }));
      put(progress('solution', { revision: { N: '2' } }), { error: FAILED });
    },
  ],
  [
    'an upload that waits is superseded by a newer one',
    ({ run, put }) => {
      run('older');
      put({ item: text('waiting-upload'), execution: text('arn:older') });
      put({ item: text('waiting-upload'), execution: text('arn:own') });
    },
    ({ run, put }) => {
      run('older', 1);
      put({ item: text('waiting-upload'), execution: text('arn:older') });
      put({ item: text('waiting-upload'), execution: text('arn:own') });
    },
  ],
  [
    'a conflict is found after the upload has waited for its lock',
    ({ put }) => {
      put(progress('file', { waitsForLock: text('lock#dataset-group') }));
      put(progress('file', { status: text('FAILED'), error: text('ResourceConflict') }));
    },
    ({ put }) => put(progress('file', { status: text('FAILED'), error: text('ResourceConflict') })),
  ],
  [
    'a file replaces a file under another key',
    ({ put }) => {
      put({ item: text('parameter-file'), key: text('train/a/config.json') });
      put({ item: text('parameter-file'), key: text('train/b/config.json') });
    },
    ({ put }) => {
      put({ item: text('parameter-file'), key: text('train/a/config.json') });
      put({ item: text('parameter-file'), key: text('train/a/config.json') });
    },
  ],
  [
    'a run is stopped while its result is recorded',
    ({ execution }) => {
      execution('stateEntered', 'Record the result and notify', RUN);
      execution('executionFinished', '', RUN);
    },
    ({ execution }) => {
      execution('stateEntered', 'Do the work', RUN);
      execution('executionFinished', '', RUN);
    },
  ],
  [
    'the answer to a creation is lost, but the run succeeds',
    ({ run, interrupt, execution }) => {
      run('own');
      interrupt({
        kind: 'ANSWER_LOST',
        service: 'personalize',
        call: { operation: 'CreateCampaign' },
        event: '{"run":"own"}',
      });
      execution('executionFinished', '', { ...RUN, status: 'SUCCEEDED' });
    },
    ({ run, interrupt, execution }) => {
      run('own');
      interrupt({
        kind: 'ANSWER_LOST',
        service: 'personalize',
        call: { operation: 'CreateCampaign' },
        event: '{"run":"other"}',
      });
      execution('executionFinished', '', { ...RUN, status: 'SUCCEEDED' });
    },
  ],
  [
    'Personalize accepts an update, which fails later',
    ({ change }) => change({ status: 'CREATE FAILED', update: true }),
    ({ change }) => change({ status: 'CREATE FAILED', update: false }),
  ],
  [
    'data change while an import reads them, and the next run imports them again',
    ({ run, call }) => {
      run('own');
      call('s3', 'PutObject', { Key: 'train/teams/shop-data/interactions/part-0.csv' });
      call('personalize', 'CreateDatasetImportJob', { jobName: 'interactions-shop-2' });
    },
    ({ run, call }) => {
      run('own');
      call('s3', 'PutObject', { Key: 'train/teams/shop-data/items.csv' });
      call('personalize', 'CreateDatasetImportJob', { jobName: 'interactions-shop-2' });
    },
  ],
  [
    "a person imports other csv in full, and the next run imports the team's csv again",
    ({ call }) => {
      call('personalize', 'CreateDatasetImportJob', importOf('other.csv', 'FULL'), { caller: PERSON });
      call('personalize', 'CreateDatasetImportJob', importOf('interactions.csv', 'FULL'));
    },
    ({ call }) => {
      call('personalize', 'CreateDatasetImportJob', importOf('interactions.csv', 'FULL'), { caller: PERSON });
      call('personalize', 'CreateDatasetImportJob', importOf('other.csv', 'INCREMENTAL'), { caller: PERSON });
      call('personalize', 'CreateDatasetImportJob', importOf('interactions.csv', 'FULL'));
    },
  ],
  [
    'an import that a person made fails',
    ({ change }) => change({ arn: 'arn:dataset-import-job/by-hand-1', status: 'CREATE FAILED' }),
    ({ change }) => change({ arn: 'arn:dataset-import-job/interactions-shop-1', status: 'CREATE FAILED' }),
  ],
  [
    'refused data come back after other data were accepted',
    ({ put, call }) => {
      put({ item: text('data-refusal#items'), fingerprint: text('bad') });
      call('dynamodb', 'DeleteItem', { Key: { datasetGroup: text('shop'), item: text('data-refusal#items') } });
      put({ item: text('data-refusal#items'), fingerprint: text('bad') });
    },
    ({ put, call }) => {
      put({ item: text('data-refusal#items'), fingerprint: text('bad') });
      put({ item: text('data-refusal#items'), fingerprint: text('bad') });
      call('dynamodb', 'DeleteItem', { Key: { datasetGroup: text('shop'), item: text('data-refusal#items') } });
      put({ item: text('data-refusal#items'), fingerprint: text('worse') });
    },
  ],
  [
    'a schedule is removed while a run of it is in progress',
    ({ run, call }) => {
      run('own', undefined, { task: 'nightly' });
      call('scheduler', 'DeleteSchedule', { Name: 'nightly' });
    },
    ({ run, call }) => {
      run('own', 1, { task: 'nightly' });
      call('scheduler', 'DeleteSchedule', { Name: 'nightly' });
    },
  ],
  [
    'a person accepts refused data',
    ({ put }) =>
      put({
        item: text('data-statistics#items'),
        checks: { L: [text('{"verdict":"ACCEPTED","decision":{"by":"me"}}')] },
      }),
    ({ put }) => put({ item: text('data-statistics#items'), checks: { L: [text('{"verdict":"ACCEPTED"}')] } }),
  ],
  [
    'a person rejects data that were imported',
    ({ put }) => put(checked('REJECTED'), { caller: PERSON }),
    ({ put }) => put(checked('ACCEPTED'), { caller: PERSON }),
  ],
  [
    'a deletion of users finds work in progress, and waits for it',
    ({ put }) => put(progress('deletion', { reason: text('arn:job is CREATE IN_PROGRESS') })),
    ({ put }) =>
      put(progress('deletion', { reason: text('work that began before the hold becomes visible within minutes') })),
  ],
  [
    'a run is reported twice, because a notifier was interrupted',
    ({ call }) => {
      for (const status of ['UPDATE COMPLETE', 'UPDATE COMPLETE'])
        call('sns', 'Publish', { Message: JSON.stringify({ lambda: JSON.stringify({ runId: 'own', status }) }) });
    },
    ({ call }) => {
      for (const status of ['UPDATE OVERDUE', 'UPDATE COMPLETE'])
        call('sns', 'Publish', { Message: JSON.stringify({ lambda: JSON.stringify({ runId: 'own', status }) }) });
    },
  ],
  [
    'an operator rolls back a version that rules held and an operator promoted',
    ({ decide }) => {
      decide('HELD', 'rules');
      decide('PROMOTED', 'me');
      decide('ROLLED_BACK', 'me');
    },
    ({ decide }) => {
      decide('PROMOTED', 'rules');
      decide('ROLLED_BACK', 'me');
    },
  ],
  [
    'a digest is sent',
    ({ call }) => call('sns', 'Publish', { Subject: 'DIGEST shop: 3 runs since 2026-01-05' }),
    ({ call }) => call('sns', 'Publish', { Subject: 'DIGEST shop: 3 runs since 2026-01-05' }, { error: FAILED }),
  ],
  [
    'a digest is sent with a failure in it',
    ({ call }) => call('sns', 'Publish', { Subject: 'DIGEST shop: 3 runs, 1 failed since 2026-01-05' }),
    ({ call }) => call('sns', 'Publish', { Subject: 'DIGEST shop: 3 runs since 2026-01-05' }),
  ],
  [
    'a training is skipped for the budget',
    ({ put }) => put({ item: text('result#own#solutionVersion#/solutions/0'), result: text('SKIPPED') }),
    ({ put }) => put({ item: text('result#own#solutionVersion#/solutions/0'), result: text('UNCHANGED') }),
  ],
  [
    'a training begins after a raise of its budget',
    ({ raise, put }) => {
      raise();
      put({ item: text('budget#2026-01#use#solutionVersion#/solutions/0#now') });
    },
    ({ put }) => put({ item: text('budget#2026-01#use#solutionVersion#/solutions/0#now') }),
  ],
  [
    'a reservation of a budget fails, and is tried again',
    ({ call }) => {
      const Put = { Item: { item: text('budget#2026-01') } };
      call('dynamodb', 'TransactWriteItems', { TransactItems: [{ Put }] }, { error: FAILED });
    },
    ({ call }) => {
      const Put = { Item: { item: text('budget#2026-01') } };
      call('dynamodb', 'TransactWriteItems', { TransactItems: [{ Put }] });
    },
  ],
  ...(['MISSING', 'DIFFERENT'] as const).map((difference, index): (typeof CASES)[number] => {
    const names = [
      'a resource is missing at night, and is reported',
      'a resource differs from the file at night, and is reported',
    ];
    const publish = (status: string) => (feed: Feed) => {
      const sqs = JSON.stringify({ status, resources: [{ difference }] });
      feed.call('sns', 'Publish', { Message: JSON.stringify({ sqs }) });
    };
    return [names[index] ?? '', publish('UPDATE DRIFT'), publish('UPDATE COMPLETE')];
  }),
  [
    'a resource that was missing or differed at night is restored',
    ({ execution }) =>
      execution('executionFinished', '', { ...RUN, status: 'SUCCEEDED', inputText: '{"restored":["file"]}' }),
    ({ execution }) =>
      execution('executionFinished', '', { ...RUN, status: 'FAILED', inputText: '{"restored":["file"]}' }),
  ],
];

describe('a situation', () => {
  it.each(CASES)('is reached by its own events, but not by similar events: %s', (name, reaching, resembling) => {
    // Prepare
    const [one, other] = [prepare(name), prepare(name)];

    // Act
    reaching(one);
    resembling(other);

    // Assess
    expect([one.reached(), other.reached()]).toEqual([1, 0]);
  });

  it('has a name that no other situation has', () => {
    // Act
    const names = new Set(SITUATIONS.map(({ name }) => name));

    // Assess
    expect(names.size).toBe(SITUATIONS.length);
  });
});
