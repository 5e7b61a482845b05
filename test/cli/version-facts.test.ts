import { versionFacts } from '../../cli/version-facts';
import type { Promotion } from '../../lib/parameter-file/promotion';
import { version, versionsOfSolution } from '../support/solution-versions';

const PROMOTION: Promotion = {
  rules: [{ metric: 'coverage', minimum: 0.3 }],
  approval: 'automatic',
  onMissingMetrics: 'hold',
};

describe('versionFacts', () => {
  it('returns the recorded metrics of a version that is older than the twenty newest', async () => {
    // Prepare
    const { step, serve } = await versionsOfSolution({ promotion: PROMOTION });
    const held = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [index + 2, 0.1]));
    const made = step({ 1: 0.3, ...held });
    await serve(step({ 1: 0.3 }));
    await serve(made);

    // Act
    const facts = await versionFacts(made);

    // Assess
    expect(facts).toHaveLength(21);
    const serving = facts.find(({ decision }) => decision?.decision === 'PROMOTED');
    expect(serving?.metrics).toEqual({ coverage: 0.3 });
  });

  it('returns no metrics of a version that is older than the twenty newest and has no decision', async () => {
    // Prepare
    const { step } = await versionsOfSolution();
    const made = step(Object.fromEntries(Array.from({ length: 21 }, (_, index) => [index + 1, 0.1])));

    // Act
    const facts = await versionFacts(made);

    // Assess
    const without = facts.filter(({ metrics }) => Object.keys(metrics).length === 0);
    expect(without.map(({ version: arn }) => arn)).toEqual([version(1)]);
  });
});
