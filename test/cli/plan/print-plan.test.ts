import { Output } from '../../../cli/output';
import { printPlan } from '../../../cli/plan/print-plan';
import type { Plan } from '../../../lib/reconciler/plan/plan';

const PLAN: Plan = {
  file: 'shop/config.json',
  datasetGroup: 'shop',
  changes: [
    { action: 'unchanged', type: 'datasetGroup', name: 'shop', label: "dataset group 'shop'" },
    { action: 'create', type: 'solution', name: 'new', label: "solution 'new'", note: 'after the old one' },
    {
      action: 'update',
      type: 'campaign',
      name: 'top',
      label: "campaign 'top'",
      differences: [{ member: 'minProvisionedTPS', actual: 1, desired: 2 }],
    },
    {
      action: 'blocked',
      type: 'batchInferenceJob',
      name: '',
      label: 'batch job',
      note: 'no input.',
      resolution: 'Upload it.',
    },
    { action: 'delete', type: 'schedule', name: 'old', label: "schedule 'old'" },
  ],
  settings: ['promotion of solution top'],
  notInFile: [],
  unmanaged: [{ type: 'filter', name: 'extra', arn: 'arn:aws:personalize:us-east-1:1:filter/extra', uses: [] }],
  forecast: { from: '', to: '', uses: [], ended: [] },
};

function printed(plan: Plan, key = `train/${plan.file}`): string {
  let text = '';
  printPlan(plan, key, new Output(false, { write: (part: string) => (text += part) } as unknown as NodeJS.WriteStream));
  return text;
}

describe('printPlan', () => {
  it('prints changes with their details, then other sections with their titles, then a summary', () => {
    // Act
    const text = printed(PLAN);

    // Assess
    expect(text).toBe(`shop/config.json (key train/shop/config.json) for dataset group 'shop':
  + create solution 'new' (after the old one)
  ~ update campaign 'top'
      minProvisionedTPS: 1 -> 2
  ! blocked batch job
      no input.
      Upload it.
  - delete schedule 'old'
  ~ promotion of solution top

  Unmanaged resources, not changed:
    filter 'extra'

Plan: 1 to create, 1 to update, 1 to delete, 1 setting to change, 0 conflicts, 1 blocked (1 unchanged).
`);
  });

  it.each([{}, { isOtherWaiting: true as const }])(
    'prints the key for --replaces in quotes if a shell would change it, in a plan with %j',
    (which) => {
      // Act
      const text = printed({ ...PLAN, ...which, keptFile: 'train/my shop/config.json' });

      // Assess
      expect(text).toContain("let this file take over with --replaces 'train/my shop/config.json'");
    },
  );

  it('prints no empty section', () => {
    // Act
    const text = printed({ ...PLAN, changes: PLAN.changes.slice(0, 1), settings: [], notInFile: [], unmanaged: [] });

    // Assess
    expect(text).toBe(
      "shop/config.json (key train/shop/config.json) for dataset group 'shop':\n\nNo changes: 1 unchanged.\n",
    );
  });

  it('prints the key in the data bucket only if the path does not end with it', () => {
    // Act
    const [line] = printed({ ...PLAN, file: 'my/train/shop/config.json' }, 'train/shop/config.json').split('\n');

    // Assess
    expect(line).toBe("my/train/shop/config.json for dataset group 'shop':");
  });
});
