import {
  type DigestContent,
  digestNotification,
} from '../../../../functions/reconcile-deployment/digest/digest-notification';
import { messageOf } from '../../../../functions/shared/notifications';
import type { Run } from '../../../../lib/record-table/runs';

const run = (id: string, changes: Partial<Run> = {}): Run => ({
  id,
  datasetGroup: 'shop',
  workflow: 'solution-maintenance',
  trigger: 'solution-maintenance-full-top',
  status: 'SUCCEEDED',
  startedAt: '2026-01-06T03:00:00.000Z',
  finishedAt: '2026-01-06T04:00:00.000Z',
  file: 's3://data/train/shop/config.json',
  fileVersion: 'v1',
  ...changes,
});
const TRAINED = {
  type: 'solutionVersion',
  resource: "solution version of solution 'top'",
  result: 'CREATED',
  times: 2,
} as const;
const CONTENT: DigestContent = {
  datasetGroup: 'shop',
  from: '2026-01-05T00:00:01.000Z',
  until: '2026-01-12T00:00:00.000Z',
  runs: [
    run('1'),
    run('2', { status: 'UNCHANGED' }),
    run('3', { status: 'FAILED', cause: `campaign 'top': ${'No capacity. '.repeat(30)}\nmore` }),
    run('4', { workflow: '', trigger: 'upload', status: 'REFUSED', cause: 'Parameter file refused: 1 error.' }),
    run('5', { changes: ['the import has another schedule'] }),
  ],
  work: [TRAINED, { type: 'campaign', resource: "campaign 'top'", result: 'UPDATED', times: 1 }],
  refused: new Map(),
  sections: [
    ['Serves', [["- solution 'top': version 2", '  coverage: 0.7']]],
    ['Used', []],
  ],
};

describe('a digest', () => {
  it('counts runs, names failures first, and has all sections that have entries, in at most 80 columns', () => {
    // Act
    const { description, ...mail } = digestNotification(CONTENT);

    // Assess
    expect(mail).toMatchObject({
      datasetGroup: 'shop',
      result: 'DIGEST',
      headline: '5 runs, 2 trainings, 1 failed, 1 refused since 2026-01-05',
      period: { from: CONTENT.from, until: CONTENT.until },
      runs: ['1', '2', '3', '4', '5'],
      resources: CONTENT.work,
    });
    const lines = description.split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.slice(0, 6)).toEqual([
      'Dataset group: shop',
      'From 2026-01-05 00:00 UTC until 2026-01-12 00:00 UTC',
      'Runs that ended: 2 succeeded, 1 changed nothing, 1 failed, 1 refused',
      '',
      'Failed (a mail was sent for each):',
      "- 2026-01-06 04:00 UTC, solution-maintenance: campaign 'top': No capacity. No",
    ]);
    expect(lines.slice(9)).toEqual([
      '  personalize-mlops runs show 3',
      '- 2026-01-06 04:00 UTC, upload: Parameter file refused: 1 error.',
      '  personalize-mlops runs show 4',
      '',
      'Trained:',
      "- solution version of solution 'top': created 2 times",
      '',
      'Serves:',
      "- solution 'top': version 2",
      '  coverage: 0.7',
      '',
      'Also done:',
      "- campaign 'top': updated",
      '',
      'Changed settings:',
      '- the import has another schedule',
      '',
      'All runs: personalize-mlops runs list shop',
    ]);
  });

  it('counts failed work, names work that was skipped for the budget, and lists neither as done', () => {
    // Prepare
    const campaign = { type: 'campaign', resource: "campaign 'top'", times: 2 } as const;
    const work = (['FAILED', 'SKIPPED', 'DELETED'] as const).map((result) => ({ ...campaign, result }));

    // Act
    const { description, resources } = digestNotification({ ...CONTENT, work });

    // Assess
    expect(description).toContain('\nWork on resources: 2 failed, 2 skipped for the budget\n');
    expect(description).toContain("Skipped for the budget:\n- campaign 'top': 2 times\n\n");
    expect(description).toContain("Also done:\n- campaign 'top': deleted 2 times\n\n");
    expect(resources).toEqual(work);
  });

  it('says how many entries are left out of a section of which only some entries were read', () => {
    // Act
    const { description } = digestNotification({ ...CONTENT, sections: [['Serves', [['- solution']], 2000]] });

    // Assess
    expect(description).toContain('Serves:\n- solution\n- and 1999 more\n');
  });

  it('lists the first 30 entries of a section, and says how many are left out', () => {
    // Prepare
    const work = Array.from({ length: 32 }, (_, index) => ({ ...TRAINED, resource: `version ${index}` }));

    // Act
    const { description } = digestNotification({ ...CONTENT, work });

    // Assess
    expect(description).toContain('- version 29: created 2 times\n- and 2 more\n');
    expect(description).not.toContain('version 30');
  });

  it('fits into an SNS message even with 20,000 runs, because the message leaves out some ids of runs, and counts these', () => {
    // Prepare
    const runs = Array.from({ length: 20_000 }, (_, index) => run(`${index}`.padStart(36, '0')));
    const notification = digestNotification({ ...CONTENT, runs });

    // Act
    const message = messageOf(notification);

    // Assess
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(262_144);
    const { email = '', sqs = '{}' } = JSON.parse(message) as Record<string, string>;
    expect(email).toContain(notification.description);
    const json = JSON.parse(sqs) as { readonly runs: unknown[]; readonly runsLeftOut: number };
    expect(json).toMatchObject({ datasetGroup: 'shop', status: 'UPDATE DIGEST' });
    expect(json.runsLeftOut).toBeGreaterThan(0);
    expect(json.runs.length + json.runsLeftOut).toBe(runs.length);
  });
});
