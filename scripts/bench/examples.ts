import { join } from 'node:path';
import { mirroredFiles, upload } from '../../local/mirror';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { countsOf, limitOf } from './counted-figures';
import { withLocalAws } from './local-run';
import type { Figure, Measure } from './measure';

export const EXAMPLES = ['movies', 'next-best-action', 'promotion', 'segments', 'shop', 'tags'] as const;

/** What the first upload of each example costs. */
export const examples: Measure = {
  name: 'The first runs of the examples',
  take: async () => {
    const figures: Figure[] = [];
    for (const example of EXAMPLES) {
      const counts = await withLocalAws(async (local) => {
        await upload(local.aws, local.names.dataBucket, await mirroredFiles(join(PROJECT_ROOT, 'examples', example)));
        await local.clock.advanceUntilIdle();
        return countsOf(local);
      });
      for (const [name, value] of Object.entries(counts)) {
        const limit = limitOf(example, name);
        figures.push({ name: `${example}: ${name}`, value, unit: '', besides: { name: 'limit', value: limit } });
      }
    }
    return figures;
  },
};
