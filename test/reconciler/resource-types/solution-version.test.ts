import type { Description } from '../../../reconciler/resource-types/personalize-api';
import { solutionVersion } from '../../../reconciler/resource-types/solution-version';
import type { Step } from '../../../reconciler/step';

const STARTED = Date.parse('2026-06-01T12:00:00Z');
const ARN = 'arn:aws:personalize:us-east-1:123456789012:solution/top/1';

/** A step at a solution of which Personalize lists one version, created so many seconds after the step began. */
function stepWith(seconds: number, more: Description = {}): Step {
  const version = {
    solutionVersionArn: ARN,
    creationDateTime: new Date(STARTED + seconds * 1000),
    ...more,
  };
  const scope = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
  return {
    scope,
    state: { solutions: [{ name: 'top', solution: { pointer: '/solutions/0' } }] },
    resource: { type: 'solutionVersion', name: '', pointer: '/solutions/0', request: {} },
    startedAt: new Date(STARTED),
    personalize: { list: async () => [version] },
  } as unknown as Step;
}

describe("a step's own solution version", () => {
  it.each([
    ['created after it began', 3],
    ["created after it began, by a clock that is behind Step Functions'", -4],
  ])('is one %s', async (_what, seconds) => {
    // Act
    const own = await solutionVersion.findOwn(stepWith(seconds));

    // Assess
    expect(own?.arn).toBe(ARN);
  });

  it.each([
    ['created before it began', stepWith(-60)],
    ['that Personalize trained by itself', stepWith(3, { trainingType: 'AUTOMATIC' })],
  ])('is none %s', async (_what, step) => {
    // Act
    const own = await solutionVersion.findOwn(step);

    // Assess
    expect(own).toBeUndefined();
  });
});
