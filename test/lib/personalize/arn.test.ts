import {
  datasetArn,
  datasetGroupArn,
  eventTrackerArn,
  jobArn,
  parsePersonalizeArn,
  recipeArn,
  recipeName,
  type Scope,
  solutionArn,
  solutionOfVersion,
  solutionVersionArn,
} from '../../../lib/personalize/arn';

const CHINA: Scope = { partition: 'aws-cn', region: 'cn-north-1', accountId: '123456789012' };
const ROOT = 'arn:aws-cn:personalize:cn-north-1:123456789012:';

describe('ARNs', () => {
  const cases: [string, string, string, string[]][] = [
    [datasetGroupArn(CHINA, 'g'), 'dataset-group/g', 'datasetGroup', ['g']],
    [
      datasetArn(CHINA, 'g', 'ACTION_INTERACTIONS'),
      'dataset/g/ACTION_INTERACTIONS',
      'dataset',
      ['g', 'ACTION_INTERACTIONS'],
    ],
    [jobArn(CHINA, 'datasetImportJob', 'j'), 'dataset-import-job/j', 'datasetImportJob', ['j']],
    [eventTrackerArn(CHINA, 'd2e7ccdc'), 'event-tracker/d2e7ccdc', 'eventTracker', ['d2e7ccdc']],
    [solutionArn(CHINA, 's'), 'solution/s', 'solution', ['s']],
    [solutionVersionArn(CHINA, 's', '702e0792'), 'solution/s/702e0792', 'solutionVersion', ['s', '702e0792']],
  ];

  it.each(cases)('are built from parts and parsed into the same parts, such as %s', (arn, resource, type, path) => {
    // Act
    const parsed = parsePersonalizeArn(arn);

    // Assess
    expect(arn).toBe(`${ROOT}${resource}`);
    expect(parsed).toMatchObject({ ...CHINA, type, path });
  });

  it.each(['', 'arn:aws:s3:::bucket/key', 'arn:aws:personalize:us-east-1:123456789012:solution'])(
    'are not read from %p',
    (text) => {
      // Act
      const parsed = parsePersonalizeArn(text);

      // Assess
      expect(parsed).toBeUndefined();
    },
  );
});

describe('ARNs of recipes', () => {
  it('have neither region nor account', () => {
    // Act
    const arn = recipeArn(CHINA, 'aws-sims');

    // Assess
    expect(arn).toBe('arn:aws-cn:personalize:::recipe/aws-sims');
    expect(recipeName(arn)).toBe('aws-sims');
  });

  it.each(['aws-sims', `${ROOT}recipe/aws-sims`, 'arn:aws:personalize:::algorithm/aws-sims'])(
    'are distinguished from other texts, such as %s',
    (text) => {
      // Act
      const name = recipeName(text);

      // Assess
      expect(name).toBeUndefined();
    },
  );
});

describe('solutionOfVersion', () => {
  it.each(['702e0792', '$LATEST'])('removes the version id %s', (id) => {
    // Act
    const solution = solutionOfVersion(`${ROOT}solution/s/${id}`);

    // Assess
    expect(solution).toBe(`${ROOT}solution/s`);
  });

  it.each([`${ROOT}solution/s`, `${ROOT}campaign/s/x`, 's/702e0792'])(
    'refuses %s, which is not the ARN of a version',
    (text) => {
      // Act
      const act = () => solutionOfVersion(text);

      // Assess
      expect(act).toThrow(`'${text}' is not the ARN of a solution version.`);
    },
  );
});
