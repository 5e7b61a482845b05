import { join } from 'node:path';
import { mirroredFiles, upload } from '../../local/mirror';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { type CountedFigures, countsOf, countsOfDay, limitOf, MAINTAINED } from './counted-figures';
import { withLocalAws } from './local-run';
import type { Figure, Measure } from './measure';

export const EXAMPLES = ['movies', 'next-best-action', 'promotion', 'segments', 'shop', 'tags'] as const;

/** Counts of each example's first upload, and of the day after the upload of `movies` has ended. */
export const examples: Measure = {
  name: 'The examples',
  take: async () => {
    const figures: Figure[] = [];
    for (const example of EXAMPLES) {
      await withLocalAws(async (local) => {
        await upload(local.aws, local.names.dataBucket, await mirroredFiles(join(PROJECT_ROOT, 'examples', example)));
        await local.clock.advanceUntilIdle();
        figures.push(...figuresOf(example, countsOf(local)));
        if (example === 'movies') figures.push(...figuresOf(MAINTAINED, await countsOfDay(local)));
      });
    }
    return figures;
  },
};

function figuresOf(group: string, counts: CountedFigures): readonly Figure[] {
  return Object.entries(counts).map(([name, value]) => ({
    name: `${group}: ${name}`,
    value,
    unit: '',
    besides: { name: 'limit', value: limitOf(group, name) },
  }));
}
