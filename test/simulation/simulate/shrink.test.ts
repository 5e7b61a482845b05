import type { Group, Scenario } from '../../../simulation/simulate/scenario';
import { shrink } from '../../../simulation/simulate/shrink';

const GROUP: Group = {
  eventTracker: true,
  items: true,
  users: true,
  batch: 'segments',
  largeCsv: true,
  incremental: true,
  domain: false,
  first: { solutions: 3, campaign: true, minProvisionedTPS: 2, filter: true, schedules: 'dense' },
};

const SCENARIO: Scenario = {
  groups: [GROUP, GROUP],
  steps: [
    { kind: 'nothing', afterSeconds: 1 },
    { kind: 'newData', afterSeconds: 2, group: 1, next: 1 },
    { kind: 'refusedUpload', afterSeconds: 3, group: 0 },
    { kind: 'upload', afterSeconds: 4, group: 0, edition: GROUP.first },
  ],
  faults: 2,
  permanentFaults: ['creationFailed', 'quotaReached'],
};

describe('shrink', () => {
  it('removes whatever the violation does not need', async () => {
    // Prepare
    const breaks = async ({ steps, groups }: Scenario) =>
      steps.some(({ kind }) => kind === 'newData') && groups.some(({ first }) => first.campaign);

    // Act
    const smallest = await shrink(SCENARIO, { breaks, goesOn: () => true });

    // Assess
    expect(smallest).toEqual({
      groups: [
        {
          eventTracker: false,
          items: false,
          users: false,
          batch: 'none',
          largeCsv: false,
          incremental: false,
          domain: false,
          first: { solutions: 1, campaign: true, minProvisionedTPS: 1, filter: false, schedules: 'absent' },
        },
      ],
      steps: [{ kind: 'newData', afterSeconds: 2, group: 1, next: 1 }],
      faults: 0,
      permanentFaults: [],
    });
  });

  it('keeps the dataset of items if batch segment jobs, which need it, cause the violation', async () => {
    // Act
    const smallest = await shrink(SCENARIO, {
      breaks: async ({ groups }) => groups.every(({ batch }) => batch === 'segments'),
      goesOn: () => true,
    });

    // Assess
    expect(smallest.groups).toEqual([expect.objectContaining({ batch: 'segments', items: true })]);
  });

  it('returns the best scenario so far when the time is up', async () => {
    // Prepare
    const reduced: Scenario[] = [];
    const breaks = async (scenario: Scenario) => reduced.push(scenario) > 0;

    // Act
    const smallest = await shrink(SCENARIO, { breaks, goesOn: () => reduced.length < 2 });

    // Assess
    expect(smallest).toBe(reduced[1]);
  });
});
