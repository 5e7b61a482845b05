import { Failures, failingResource } from '../../../../emulator/services/personalize/failures';
import { ARN } from '../../../support/personalize-testbed';

describe('planned failures', () => {
  it.each([
    ['apply to the named resource', 'campaign/movies', 'campaign/movies', true],
    [
      'do not apply to a resource whose name only begins with the given name',
      'campaign/movies',
      'campaign/movies-2',
      false,
    ],
    ['apply to any resource of the given type', 'campaign', 'campaign/movies', true],
    ['apply to any version of the given solution', 'solution/movies', 'solution/movies/12345678', true],
    [
      'apply to any resource whose name has the given prefix',
      'dataset-import-job/movies*',
      'dataset-import-job/movies_2026_01_01',
      true,
    ],
    [
      'do not apply to a resource whose name has another prefix',
      'dataset-import-job/movies*',
      'dataset-import-job/books',
      false,
    ],
  ])('%s', (_, resource, arn, hit) => {
    // Prepare
    const failures = new Failures();
    failures.plan({ resource, reason: 'No.' });

    // Act
    const reason = failures.take(`${ARN}${arn}`);

    // Assess
    expect(reason).toBe(hit ? 'No.' : undefined);
  });

  it('occur once each, in the order in which they were planned', () => {
    // Prepare
    const failures = new Failures();
    failures.plan({ resource: 'campaign/a', reason: 'first' });
    failures.plan({ resource: 'campaign', reason: 'second' });

    // Act
    const reasons = [1, 2, 3].map(() => failures.take(`${ARN}campaign/a`));

    // Assess
    expect(reasons).toEqual(['first', 'second', undefined]);
  });
});

describe('failingResource', () => {
  it.each([
    ['campaign/top', 'campaign/top'],
    ['solutionVersion/top', 'solution/top'],
    ['solution/top', 'solution/top'],
    ['dataset-group/movies', 'dataset-group/movies'],
    ['datasetGroup/movies', 'dataset-group/movies'],
    ['batchInferenceJob/top', 'batch-inference-job/top*'],
    ['dataset-import-job/interactions-movies*', 'dataset-import-job/interactions-movies*'],
    ['eventTracker/clicks', 'event-tracker'],
    ['dataset/movies/ITEMS', 'dataset/movies/ITEMS'],
  ])('converts %s to %s', (text, expected) => {
    // Act and assess
    expect(failingResource(text)).toBe(expected);
  });

  it.each(['compaign/top', 'campaign', 'campaign/', ''])(
    "refuses '%s' with a message that lists the resource types",
    (text) => {
      // Act
      const act = () => failingResource(text);

      // Assess
      expect(act).toThrow(`'${text}' must be TYPE/NAME, where TYPE is one of: datasetGroup, schema,`);
    },
  );
});
