import { join } from 'node:path';
import { personalizeUse } from '../../../scripts/costs/personalize';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';

test('personalizeUse forecasts what Personalize bills for the example movies in thirty days', async () => {
  // Act
  const text = await personalizeUse(join(PROJECT_ROOT, 'examples', 'movies'));
  // Assess
  expect(text).toBe('In all: unknown training hours, unknown GB imported, 720 TPS-hours, 31 batch jobs.');
});
