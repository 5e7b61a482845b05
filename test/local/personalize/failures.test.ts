import { Failures } from '../../../local/personalize/failures';
import { ARN } from './testbed';

describe('ordered failures', () => {
  it.each([
    ['campaign/movies', 'campaign/movies', true],
    ['campaign/movies', 'campaign/movies-2', false],
    ['campaign', 'campaign/movies', true],
    ['solution/movies', 'solution/movies/12345678', true],
    ['dataset-import-job/movies*', 'dataset-import-job/movies_2026_01_01', true],
    ['dataset-import-job/movies*', 'dataset-import-job/books', false],
  ])('for %s with %s', (resource, arn, hit) => {
    // Prepare
    const failures = new Failures();
    failures.order({ resource, reason: 'No.' });

    // Act
    const reason = failures.take(`${ARN}${arn}`);

    // Assess
    expect(reason).toBe(hit ? 'No.' : undefined);
  });

  it('happen once each, the oldest first', () => {
    // Prepare
    const failures = new Failures();
    failures.order({ resource: 'campaign/a', reason: 'first' });
    failures.order({ resource: 'campaign', reason: 'second' });

    // Act
    const reasons = [1, 2, 3].map(() => failures.take(`${ARN}campaign/a`));

    // Assess
    expect(reasons).toEqual(['first', 'second', undefined]);
  });
});
