import { notificationOf } from '../../../functions/end-run/notification';
import type { RunEnd } from '../../../functions/end-run/run-end';
import { messageOf } from '../../../functions/shared/notifications';
import type { DataDeletion } from '../../../lib/record-table/data-deletions';
import type { ResourceResult } from '../../../lib/record-table/results';
import type { Decision, VersionDecision } from '../../../lib/record-table/version-decisions';

const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:personalize-run:movies-1';

function end(changes: Partial<RunEnd> = {}): RunEnd {
  return {
    execution: { Id: EXECUTION, Name: 'movies-1', StartTime: '2026-01-05T00:00:00.000Z' },
    datasetGroup: 'movies',
    workflow: 'personalize-workflow',
    trigger: 'upload',
    file: { bucket: 'data', key: 'train/movies/config.json', versionId: 'v1' },
    isInForce: false,
    superseded: false,
    isRefused: false,
    decisions: [],
    resources: [],
    warnings: [],
    now: new Date('2026-01-05T01:23:00.000Z'),
    ...changes,
  };
}

const campaign = (changes: Partial<ResourceResult> = {}): ResourceResult => ({
  type: 'campaign',
  resource: "campaign 'top'",
  arn: 'arn:campaign',
  result: 'CREATED',
  seconds: 720,
  ...changes,
});

const DELETED: DataDeletion = {
  datasetGroup: 'movies',
  run: 'movies-1',
  status: 'COMPLETED',
  file: 's3://data/delete/movies/users.csv',
  fileVersion: 'v1',
  users: 2,
  requestedAt: '2026-01-05T00:00:00.000Z',
  recordsDeleted: 52,
};

const { recordsDeleted: _, ...UNCOUNTED } = DELETED;

const ABOUT = [
  'Dataset group: movies',
  'Workflow: personalize-workflow',
  'Trigger: upload',
  'Parameter file: s3://data/train/movies/config.json, version v1',
  'Began: 2026-01-05T00:00:00.000Z, took 1 h 23 min',
];

const decision = (decided: Decision, solution = 'top'): VersionDecision => ({
  solution,
  version: `arn:${solution}/1`,
  createdAt: '2026-01-05T00:00:00.000Z',
  decision: decided,
  metrics: {},
  verdicts: [],
  decidedBy: 'rules',
  decidedAt: '2026-01-05T01:00:00.000Z',
});

const LINKS = [
  'Run: movies-1',
  `Execution: https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/${EXECUTION}`,
  'Amazon Personalize: https://us-east-1.console.aws.amazon.com/personalize/home?region=us-east-1#datasetGroups',
];

const LONG = "campaign 'a': No capacity.\n".repeat(11_000);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => campaign({ resource: `campaign 'campaign-of-articles-${index}'` }));

describe('notificationOf', () => {
  test('lists what a successful run created, updated and did not change', () => {
    // Prepare
    const resources = [
      campaign(),
      campaign({ resource: "campaign 'new'", result: 'UPDATED', seconds: 61 }),
      campaign({ resource: "campaign 'old'", result: 'UNCHANGED', seconds: 0 }),
    ];

    // Act
    const notification = notificationOf(end({ resources }));

    // Assess
    expect(notification).toEqual({
      datasetGroup: 'movies',
      workflow: 'personalize-workflow',
      headline: '1 created, 1 updated',
      result: 'COMPLETE',
      summary: "personalize-workflow of dataset group 'movies' succeeded",
      description: [
        ...ABOUT,
        '',
        'Created (1):',
        "- campaign 'top', 12 min",
        '',
        'Updated (1):',
        "- campaign 'new', 1 min 1 s",
        '',
        'Unchanged (1):',
        "- campaign 'old'",
        '',
        ...LINKS,
      ].join('\n'),
      details: expect.stringMatching(/^\nCreated[\s\S]*old'$/),
      runId: 'movies-1',
      execution: EXECUTION,
      resources,
    });
  });

  test('lists every cause of a failure, what to do, and what was in progress', () => {
    // Prepare
    const cause = "campaign 'a': No capacity.\ncampaign 'b': No capacity either.";
    const resources = [
      campaign({ result: 'FAILED', note: 'No capacity.' }),
      { type: 'filter', resource: "filter 'late'", result: 'CREATED' } as const,
    ];

    // Act
    const notification = notificationOf(
      end({ failure: { error: 'ResourceFailed', cause }, resources, isInForce: true }),
    );

    // Assess
    expect(notification.result).toBe('FAILED');
    expect(notification.summary).toBe(
      "personalize-workflow of dataset group 'movies' failed: campaign 'a': No capacity. (and 1 more)",
    );
    expect(notification.description).toBe(
      [
        'ResourceFailed:',
        cause,
        '',
        'What to do: Fix the cause that Amazon Personalize gives, then apply the parameter file again, or run it as it is: `personalize-mlops retry movies`. Existing resources that match are not changed.',
        '',
        ...ABOUT,
        '',
        'Failed (1):',
        "- campaign 'top', 12 min",
        '',
        'In progress (1):',
        "- filter 'late'",
        '',
        ...LINKS,
      ].join('\n'),
    );
  });

  test.each<[string, Partial<RunEnd>, string | RegExp]>([
    [
      'a failure',
      { failure: { error: 'ResourceFailed', cause: "filter 'a': Bad.\nfilter 'b': Bad." } },
      "filter 'a': Bad. (and 1 more)",
    ],
    [
      'a failure whose single cause has several lines',
      {
        failure: {
          error: 'InvalidData',
          cause:
            "import 'a': 2 violations. Correct them.\n- a.csv:1: Bad.\n- a.csv:2: Bad.\nNo import was started: checked.",
        },
      },
      /^import 'a': 2 violations. Correct them.$/,
    ],
    [
      'a restored campaign',
      {
        resources: [campaign({ result: 'UPDATED' })],
        choice: { action: 'RESTORE', version: 'arn:2', by: 'reconciliation', reason: "campaign 'top' served arn:1" },
      },
      'a campaign did not serve the recorded version, 1 updated',
    ],
    [
      'two decisions of a run that updated a campaign',
      { decisions: [decision('PROMOTED'), decision('ROLLED_BACK')], resources: [campaign({ result: 'UPDATED' })] },
      "decision on solution 'top': PROMOTED, ROLLED_BACK, 1 updated",
    ],
    [
      'a decision of a run that updated no campaign',
      { decisions: [decision('REJECTED')] },
      "decision on solution 'top': REJECTED",
    ],
    ['a run without changes', { resources: [campaign({ result: 'UNCHANGED' })] }, 'nothing changed'],
    ['a deletion of users', { deletion: DELETED }, 'deleted the users in 2 rows of the csv, 52 records'],
    [
      'a deletion of users whose records were not counted',
      { deletion: UNCOUNTED },
      'deleted the users in 2 rows of the csv',
    ],
    ['a superseded upload', { superseded: true }, /^Another upload of the dataset group/],
    ['a training', { solution: 'top', resources: [campaign()] }, "solution 'top': 1 created"],
    [
      'a failed training',
      { solution: 'top', failure: { error: 'ResourceFailed', cause: "campaign 'top-2': No capacity." } },
      "solution 'top': campaign 'top-2': No capacity.",
    ],
    [
      'a failed training whose cause names the solution',
      { solution: 'top', failure: { error: 'ResourceFailed', cause: "solution version of solution 'top': No data." } },
      "solution version of solution 'top': No data.",
    ],
  ])('has a subject that sums up %s', (_what, changes, expected) => {
    expect(notificationOf(end(changes)).headline).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });

  test.each<[string, readonly VersionDecision[], string, string]>([
    [
      'one HELD version, and names its solution',
      [decision('HELD'), decision('PROMOTED', 'other')],
      'HELD',
      "solution 'top'",
    ],
    ['one CANDIDATE version, and names its solution', [decision('CANDIDATE')], 'CANDIDATE', "solution 'top'"],
    [
      'a HELD and a CANDIDATE version, and counts their solutions',
      [decision('CANDIDATE'), decision('HELD', 'other')],
      'HELD',
      '2 solutions',
    ],
    [
      'two HELD versions of one solution, and names the solution',
      [decision('HELD'), decision('HELD')],
      'HELD',
      "solution 'top'",
    ],
  ])('asks in subject and summary for a decision on %s', (_what, decisions, result, solutions) => {
    // Act
    const notification = notificationOf(end({ decisions, resources: [campaign()] }));

    // Assess
    expect(notification).toMatchObject({
      result,
      headline: `decision needed on ${solutions}`,
      summary: `personalize-workflow of dataset group 'movies' succeeded; decision needed on ${solutions}`,
    });
  });

  test('names a reached quota, and how to raise it', () => {
    // Prepare
    const cause =
      "solution 'top': personalize: LimitExceededException: More than 10 resources in ACTIVE state. Please delete some and try again.";

    // Act
    const { description } = notificationOf(end({ failure: { error: 'ResourceFailed', cause } }));

    // Assess
    expect(description).toContain(
      'What to do: Delete resources of this type that you do not need, or request a higher quota "Active solutions per dataset group": `aws service-quotas request-service-quota-increase --service-code personalize --quota-code L-D9DD83B7 --desired-value <number>`. Then apply ',
    );
  });

  test.each([
    ['EventBridge Scheduler', 'nightly'],
    ['a person', 'nightly (manual)'],
  ])('names the command that runs a failed task again if %s started the task', (_who, trigger) => {
    // Prepare
    const failure = { error: 'ResourceFailed', cause: 'No capacity.' };

    // Act
    const { description } = notificationOf(end({ trigger, failure }));

    // Assess
    expect(description).toContain(
      'Fix the cause that Amazon Personalize gives, then run the task: `personalize-mlops schedules run nightly`, or apply the parameter file again',
    );
  });

  test.each([
    ['a superseded upload', end({ superseded: true }), /Another upload of the dataset group/],
    [
      'a run whose only resource is unchanged and has a note',
      end({ resources: [campaign({ result: 'UNCHANGED', note: 'Nothing new: No data.' })] }),
      /\nNothing new: No data\.\n/,
    ],
    [
      'an import run with nothing new',
      end({ workflow: 'dataset-import' }),
      /\nNo csv has changed since its last import\.\n/,
    ],
    [
      'a run of an unknown workflow, without a line for the workflow',
      end({ workflow: '', trigger: 'nightly' }),
      /^Dataset group: movies\nTrigger: nightly\n/,
    ],
  ])('describes %s', (_name, special, expected) => {
    expect(notificationOf(special).description).toMatch(expected);
  });

  test('lists the warnings of the parameter file, for people and for programs', () => {
    // Prepare
    const warnings = ['line 3, column 5 (/solutions/0): is unusual.'];

    // Act
    const notification = notificationOf(end({ warnings }));

    // Assess
    expect(notification.warnings).toEqual(warnings);
    expect(notification.description.split('\n')).toEqual([
      ...ABOUT,
      '',
      'Warnings of the parameter file:',
      `- ${warnings[0]}`,
      '',
      ...LINKS,
    ]);
  });

  test('lists fifty resources with the same result, and counts the others', () => {
    // Prepare
    const resources = Array.from({ length: 53 }, (_, index) => campaign({ resource: `campaign '${index}'` }));

    // Act
    const { description } = notificationOf(end({ resources }));

    // Assess
    expect(description).toContain('Created (53):');
    expect(description.match(/^- campaign/gm)).toHaveLength(50);
    expect(description).toContain('\n- and 3 more: personalize-mlops runs show movies-1\n');
  });

  test.each<[string, Partial<RunEnd>, string]>([
    ['150 created resources', { resources: many(150) }, 'Created (150):'],
    ['904 created resources', { resources: many(904) }, 'Created (904):'],
    [
      'a failure with a cause of 297,000 characters',
      { failure: { error: 'ResourceFailed', cause: LONG } },
      "campaign 'a': No cap",
    ],
    [
      '2,000 decisions',
      { decisions: Array.from({ length: 2000 }, () => ({ ...decision('HELD'), reason: 'x'.repeat(200) })) },
      'HELD: version',
    ],
  ])('keeps summary, run and links, and the advice on a failure, in a mail about %s', (_, changes, first) => {
    // Act
    const given = notificationOf(end(changes));
    const message = JSON.parse(messageOf(given)) as Record<string, string>;

    // Assess
    const { description, resources, resourcesLeftOut = 0 } = JSON.parse(message.sqs ?? '');
    expect(message.email).toContain(`${given.summary}\n\n`);
    if (given.result === 'FAILED') expect(message.email).toMatch(/\nWhat to do: \S/);
    if (given.decisions === undefined) expect(message.email).toContain(first);
    expect(message.email).toContain(`\n${LINKS.join('\n')}\n`);
    expect(description).toContain(LINKS.join('\n'));
    expect(resources.length + resourcesLeftOut).toBe(given.resources.length);
    if (given.details && !description.includes(given.details))
      expect(description).toMatch(/… \(\d+ lines left out; all are in: personalize-mlops runs show movies-1\)/);
  });

  test.each([
    ['aws-cn', 'cn-north-1', 'https://cn-north-1.console.amazonaws.cn/states/'],
    ['aws-us-gov', 'us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/states/'],
    ['aws-iso', 'us-iso-east-1', 'Execution: arn:aws-iso:'],
  ])(
    'shows an execution as a link to its console, or as its ARN if that console is unknown: partition %s, region %s',
    (partition, region, expected) => {
      // Prepare
      const execution = {
        Id: `arn:${partition}:states:${region}:123456789012:execution:personalize-run:movies-1`,
        Name: 'movies-1',
        StartTime: '2026-01-05T00:00:00.000Z',
      };

      // Act
      const { description } = notificationOf(end({ execution }));

      // Assess
      expect(description).toContain(expected);
    },
  );
});

describe('the notification of a refused upload', () => {
  it('has the reason in its summary, and does not list the settings that the file would have changed', () => {
    // Prepare
    const failure = {
      error: 'ResourceConflict',
      cause: "Nothing was changed: a conflict.\n- schema 'x'\n- schema 'y'",
    };

    // Act
    const { summary, headline, description, changes } = notificationOf(
      end({ failure, isRefused: true, changes: ["promotion of 'top' removed"] }),
    );

    // Assess
    expect(headline).toBe('parameter file refused');
    expect(summary).toBe("Parameter file of dataset group 'movies' refused: Nothing was changed: a conflict.");
    expect(description).not.toContain('Changed settings');
    expect(changes).toBeUndefined();
  });
});

describe('a mail about a run above its budget', () => {
  const above = (changes: Partial<ResourceResult>) =>
    campaign({
      type: 'solutionVersion',
      resource: "solution version of solution 'top'",
      isOverBudget: true,
      ...changes,
    });

  it.each([
    ['skipped work', [above({ result: 'SKIPPED' })], 'SKIPPED', "training of solution 'top' skipped for the budget"],
    ['work that was begun', [campaign(), above({})], 'COMPLETE', "training of solution 'top' begun above the budget"],
    [
      'only the number of jobs, because a list would be cut off',
      [above({}), above({ resource: "solution version of solution 'new'" })],
      'COMPLETE',
      '2 jobs begun above the budget',
    ],
    [
      'only what was created, if an earlier mail has reported that the budget is exceeded',
      [above({ isOverBudget: false })],
      'COMPLETE',
      '1 created',
    ],
  ] as const)('has a subject that names %s', (_, resources, result, headline) => {
    expect(notificationOf(end({ resources }))).toMatchObject({ result, headline });
  });

  it('says only once why work was skipped', () => {
    // Act
    const note = 'Skipped for the budget: 2 training hours expected.';
    const { description } = notificationOf(end({ resources: [above({ result: 'SKIPPED', seconds: 0, note })] }));
    // Assess
    expect(description.split(note)).toHaveLength(2);
    expect(description).toContain("Skipped (1):\n- solution version of solution 'top'\n");
  });

  it('has a subject that names TPS-hours above the budget', () => {
    // Act
    const changes = ["budget of dataset group 'movies': 0 -> 1,440 TPS-hours in 30 days"];
    const { headline } = notificationOf(end({ resources: [campaign()], changes, isInForce: true }));
    // Assess
    expect(headline).toBe('TPS-hours above the budget');
  });
});
