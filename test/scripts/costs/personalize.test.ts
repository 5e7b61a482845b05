import { join } from 'node:path';
import { personalizeUse } from '../../../scripts/costs/personalize';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';

test('shows the billed use of Amazon Personalize that a folder orders in thirty days', async () => {
  // Act
  const text = await personalizeUse(join(PROJECT_ROOT, 'examples', 'movies'));
  // Assess
  expect(text).toBe(
    'In all: 0 training hours and what is unknown, 0 GB imported and what is unknown, 720 TPS-hours, 31 batch jobs.',
  );
});
