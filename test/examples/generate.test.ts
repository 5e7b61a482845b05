import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateExamples } from '../../examples/generate';

const EXAMPLES = join(__dirname, '../../examples');

describe('the examples', () => {
  it('are identical to the files that the generator writes', () => {
    // Prepare
    const generated = [...generateExamples()];

    // Act
    const different = generated
      .filter(([path, content]) => readFileSync(join(EXAMPLES, path), 'utf8') !== content)
      .map(([path]) => path);

    // Assess
    expect(generated).not.toEqual([]);
    expect(different).toEqual([]);
  });

  it('contain at least 2,000 events of movies, and 1,000 views and 1,000 purchases of the shop', () => {
    // Prepare
    const events = (path: string) => (generateExamples().get(path) ?? '').trimEnd().split('\n').slice(1);
    const count = (rows: string[], eventType: string) => rows.filter((row) => row.endsWith(`,${eventType}`)).length;

    // Act
    const movies = events('movies/train/dataset-group-name-1/interactions.csv');
    const shop = events('shop/train/shop/interactions.csv');

    // Assess
    expect(movies.length).toBeGreaterThanOrEqual(2000);
    expect(count(shop, 'View')).toBeGreaterThanOrEqual(1000);
    expect(count(shop, 'Purchase')).toBeGreaterThanOrEqual(1000);
  });
});
