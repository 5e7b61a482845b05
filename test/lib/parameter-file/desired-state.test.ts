import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DesiredResource, type DesiredState, desiredState } from '../../../lib/parameter-file/desired-state';
import { validateParameterFile } from '../../../lib/parameter-file/validate';
import { ALL_DATASETS, dataset, list, parameterFile, solution } from './sample-text';

const EXAMPLES = join(__dirname, '../../../examples');

function desired(text: string | Uint8Array): DesiredState {
  const { file, problems } = validateParameterFile(text);
  if (!file) throw new Error(JSON.stringify(problems));
  return desiredState(file);
}

const sample = (path: string) => desired(readFileSync(join(EXAMPLES, path, 'config.json')));

function resources(state: DesiredState): DesiredResource[] {
  return [
    state.datasetGroup,
    ...state.datasets.flatMap(({ schema, dataset: own, importJob }) => [schema, own, importJob]),
    ...(state.eventTracker ? [state.eventTracker] : []),
    ...state.filters,
    ...state.solutions.flatMap(({ solution: own, version, campaigns, batchInferenceJobs, batchSegmentJobs }) => [
      own,
      version,
      ...campaigns,
      ...batchInferenceJobs,
      ...batchSegmentJobs,
    ]),
    ...state.recommenders,
  ];
}

const tagsOf = (state: DesiredState) =>
  resources(state).map(({ type, pointer, request }) => [
    `${type} ${pointer}`,
    (request.tags as { tagKey: string; tagValue: string }[] | undefined)
      ?.map(({ tagKey, tagValue }) => `${tagKey}=${tagValue}`)
      .join(),
  ]);

describe('desiredState', () => {
  it('contains every resource of the first sample', () => {
    // Act
    const state = sample('movies/train/dataset-group-name-1');

    // Assess
    expect(resources(state).map(({ type, name, pointer }) => `${type} ${name} ${pointer}`)).toEqual([
      'datasetGroup dataset-group-name-1 /datasetGroup',
      'schema interactions-schema /datasets/interactions',
      'dataset interactions-data /datasets/interactions',
      'datasetImportJob  /datasets/interactions',
      'schema users-schema /datasets/users',
      'dataset users-data /datasets/users',
      'datasetImportJob  /datasets/users',
      'eventTracker dataset-group-name-event-tracker /eventTracker',
      'filter clicked-or-streamed /filters/0',
      'filter interacted /filters/1',
      'solution sims-solution /solutions/0',
      'solutionVersion  /solutions/0',
      'solution popularity-count-solution /solutions/1',
      'solutionVersion  /solutions/1',
      'solution user-personalization-solution /solutions/2',
      'solutionVersion  /solutions/2',
      'campaign user-personalization-campaign /solutions/2/campaigns/0',
      'batchInferenceJob  /solutions/2/batchInferenceJobs/0',
    ]);
    expect(tagsOf(state).filter(([, tags]) => tags !== undefined)).toEqual([]);
  });

  it('gives the resources of the second sample their own tags', () => {
    // Act
    const tags = tagsOf(sample('tags/train/dataset-group-name-2'));

    // Assess
    expect(tags).toEqual([
      ['datasetGroup /datasetGroup', 'dataset-group-key=dataset-group-value'],
      ['schema /datasets/interactions', undefined],
      ['dataset /datasets/interactions', 'interactions-dataset-key=interactions-dataset-value'],
      ['datasetImportJob /datasets/interactions', 'datasets-key=datasets-value'],
      ['schema /datasets/items', undefined],
      ['dataset /datasets/items', 'items-dataset-key=items-dataset-value'],
      ['datasetImportJob /datasets/items', 'datasets-key=datasets-value'],
      ['schema /datasets/users', undefined],
      ['dataset /datasets/users', 'users-dataset-key=users-dataset-value'],
      ['datasetImportJob /datasets/users', 'datasets-key=datasets-value'],
      ['eventTracker /eventTracker', 'event-tracker-key=event-tracker-value'],
      ['solution /solutions/0', 'solution-key=solution-value'],
      ['solutionVersion /solutions/0', 'solution-version-key=solution-version-value'],
    ]);
  });

  it('gives resources of the third sample the root tags if they have none of their own', () => {
    // Act
    const tags = tagsOf(sample('tags/train/dataset-group-name-3'));

    // Assess
    expect(tags).toEqual([
      ['datasetGroup /datasetGroup', 'project=user-personalization'],
      ['schema /datasets/interactions', undefined],
      ['dataset /datasets/interactions', 'project=user-personalization'],
      ['datasetImportJob /datasets/interactions', 'datasets-key=datasets-value'],
      ['eventTracker /eventTracker', 'project=user-personalization'],
      ['solution /solutions/0', 'solution-key=solution-value'],
      ['solutionVersion /solutions/0', 'project=user-personalization'],
    ]);
  });

  it('contains the parts that few files have: a metric attribution, checks of data, and promotion', () => {
    // Prepare
    const config = (name: string, members: object = {}) => ({ serviceConfig: { name, ...members } });
    const interactions = {
      dataset: config('clicks'),
      schema: config('schema', { schema: '{"type":"record"}' }),
      workflowConfig: { checks: { minimumRows: 5 } },
    };
    const promotion = { approval: 'manual' };

    // Act
    const state = desiredState({
      datasetGroup: { ...config('shop', { domain: 'ECOMMERCE' }), workflowConfig: { maxAge: '2 days' } },
      datasets: { interactions },
      metricAttribution: config('attribution'),
      solutions: [{ ...config('top', { recipeArn: 'arn:x' }), workflowConfig: { promotion, maxAge: '1 day' } }],
    } as never);

    // Assess
    expect(state.datasetGroup).toMatchObject({ name: 'shop', domain: 'ECOMMERCE' });
    expect(state.metricAttribution).toMatchObject({ name: 'attribution', pointer: '/metricAttribution' });
    const [desiredDataset] = state.datasets;
    expect(desiredDataset?.checks).toEqual({ minimumRows: 5 });
    expect(desiredDataset?.schema.request).toEqual({
      domain: 'ECOMMERCE',
      name: 'schema',
      schema: '{"type":"record"}',
    });
    expect(desiredDataset?.importJob.maxAgeSeconds).toBe(2 * 86_400);
    const [desiredSolution] = state.solutions;
    expect(desiredSolution?.promotion).toMatchObject({ approval: 'manual' });
    expect(desiredSolution?.version.maxAgeSeconds).toBe(86_400);
  });

  it('gives the root tags to every taggable resource that has no list of tags, not even an empty one', () => {
    // Prepare
    const tags = '"tags": [{"tagKey": "k", "tagValue": "v"}]';
    const jobs = '[{"serviceConfig": {}}, {"serviceConfig": {"tags": []}}]';
    const custom = parameterFile({
      sections: [
        tags,
        '"filters": [{"serviceConfig": {"name": "f", "filterExpression": "INCLUDE ItemID WHERE Items.YEAR > 1"}}]',
        list(
          'solutions',
          solution('a', 'aws-sims', '', [
            '"campaigns": [{"serviceConfig": {"name": "c"}}]',
            `"batchInferenceJobs": ${jobs}`,
          ]),
          solution('b', 'aws-item-affinity', '', [`"batchSegmentJobs": ${jobs}`]),
        ),
      ],
    });
    const domain = parameterFile({
      group: '"domain": "VIDEO_ON_DEMAND"',
      datasets: [dataset('interactions')],
      sections: [
        tags,
        '"recommenders": [{"serviceConfig": {"name": "r", "recipeArn": "arn:aws:personalize:::recipe/aws-vod-most-popular"}}]',
      ],
    });

    // Act
    const inherited = [...tagsOf(desired(custom)), ...tagsOf(desired(domain))];

    // Assess
    expect(inherited.filter(([, found]) => found !== 'k=v')).toEqual([
      ['schema /datasets/interactions', undefined],
      ['schema /datasets/items', undefined],
      ['schema /datasets/users', undefined],
      ['batchInferenceJob /solutions/0/batchInferenceJobs/1', ''],
      ['batchSegmentJob /solutions/1/batchSegmentJobs/1', ''],
      ['schema /datasets/interactions', undefined],
    ]);
  });

  it('disables automatic training by default, and has neither performAutoML nor solutionVersion in the request of a solution', () => {
    // Prepare
    const text = parameterFile({
      sections: [
        list(
          'solutions',
          solution('a', 'aws-sims', '"performAutoML": true, "performHPO": true, "solutionVersion": {"name": "v1"}'),
          solution('b', 'aws-sims', '"performAutoTraining": true'),
        ),
      ],
    });

    // Act
    const { solutions } = desired(text);

    // Assess
    const recipeArn = 'arn:aws:personalize:::recipe/aws-sims';
    expect(solutions.map((found) => [found.name, found.solution.request, found.version])).toEqual([
      [
        'a',
        { name: 'a', recipeArn, performHPO: true, performAutoTraining: false },
        {
          type: 'solutionVersion',
          name: 'v1',
          pointer: '/solutions/0',
          request: { name: 'v1', trainingMode: 'FULL' },
        },
      ],
      [
        'b',
        { name: 'b', recipeArn, performAutoTraining: true },
        { type: 'solutionVersion', name: '', pointer: '/solutions/1', request: { trainingMode: 'FULL' } },
      ],
    ]);
  });

  it('disables incremental updates by default for recipes that support them', () => {
    // Prepare
    const semantic = 'aws-semantic-similarity';
    const text = parameterFile({
      sections: [
        list(
          'solutions',
          solution('a', semantic),
          solution('b', semantic, '"performIncrementalUpdate": true'),
          solution('c', 'aws-sims'),
        ),
      ],
    });

    // Act
    const { solutions } = desired(text);

    // Assess
    expect(solutions.map(({ solution: { request } }) => request.performIncrementalUpdate)).toEqual([
      false,
      true,
      undefined,
    ]);
  });

  it('has schemas as JSON text, with the domain of the dataset group', () => {
    // Prepare
    const text = parameterFile({ group: '"domain": "ECOMMERCE"', datasets: [dataset('users')] });

    // Act
    const { datasetGroup, datasets } = desired(text);

    // Assess
    expect(datasetGroup.domain).toBe('ECOMMERCE');
    expect(datasets[0]?.schema.request).toEqual({
      name: 'users-schema',
      domain: 'ECOMMERCE',
      schema: expect.stringMatching(/^\{"type":"record","name":"Users",/),
    });
  });

  it('has full imports unless datasets.serviceConfig has another mode', () => {
    // Prepare
    const settings = '"serviceConfig": {"importMode": "INCREMENTAL", "publishAttributionMetricsToS3": true}';

    // Act
    const imports = [
      desired(parameterFile({ datasets: [dataset('items')] })),
      desired(parameterFile({ datasets: [settings, dataset('items')] })),
    ].map(({ datasets }) => datasets.map(({ importJob }) => importJob.request));

    // Assess
    expect(imports).toEqual([
      [{ importMode: 'FULL' }],
      [{ importMode: 'INCREMENTAL', publishAttributionMetricsToS3: true }],
    ]);
  });

  it('limits unknown items only if imports are full, as an incremental import has only the new items', () => {
    // Prepare
    const interactions = dataset('interactions').replace(
      '{',
      '{"workflowConfig": {"checks": {"minimumRows": 5, "maximumUnknownItems": "10%"}},',
    );

    // Act
    const checks = ['FULL', 'INCREMENTAL'].map((mode) => {
      const settings = `"serviceConfig": {"importMode": "${mode}"}`;
      const { datasets } = desired(parameterFile({ datasets: [settings, interactions, dataset('items')] }));
      return datasets.find(({ csvName }) => csvName === 'interactions')?.checks;
    });

    // Assess
    expect(checks).toEqual([{ minimumRows: 5, maximumUnknownItems: '10%' }, { minimumRows: 5 }]);
  });

  it('sets no maximum age for incremental imports, as a repeated import may add the same rows again', () => {
    // Prepare
    const settings = '"serviceConfig": {"importMode": "INCREMENTAL"}';
    const text = parameterFile({ datasets: [settings, dataset('interactions')] }).replace(
      '"datasetGroup": {',
      '"datasetGroup": {"workflowConfig": {"maxAge": "6 hours"}, ',
    );

    // Act
    const [found] = desired(text).datasets;

    // Assess
    expect(found?.importJob).not.toHaveProperty('maxAgeSeconds');
  });

  it('has the maximum age of imports, versions and batch jobs in seconds', () => {
    // Prepare
    const solutions = ['{"maxAge": "2 weeks"}', '{"schedules": {"maxAge": "1 day 12 hours"}}'].map(
      (workflowConfig, index) =>
        solution(`s${index}`, 'aws-user-personalization', '', [
          `"workflowConfig": ${workflowConfig}`,
          '"batchInferenceJobs": [{"serviceConfig": {}, "workflowConfig": {"maxAge": "1 minute"}}, {"serviceConfig": {}}]',
        ]),
    );
    const text = parameterFile({ sections: [list('solutions', ...solutions)] }).replace(
      '"datasetGroup": {',
      '"datasetGroup": {"workflowConfig": {"maxAge": "6 hours"}, ',
    );

    // Act
    const ages = resources(desired(text)).flatMap(({ type, pointer, maxAgeSeconds }) =>
      maxAgeSeconds === undefined ? [] : [`${type} ${pointer} ${maxAgeSeconds}`],
    );

    // Assess
    expect(ages).toEqual([
      'datasetImportJob /datasets/interactions 21600',
      'datasetImportJob /datasets/items 21600',
      'datasetImportJob /datasets/users 21600',
      'solutionVersion /solutions/0 1209600',
      'batchInferenceJob /solutions/0/batchInferenceJobs/0 60',
      'solutionVersion /solutions/1 129600',
      'batchInferenceJob /solutions/1/batchInferenceJobs/0 60',
    ]);
  });

  it('lists datasets in the order of their creation, with the names of their csv', () => {
    // Prepare
    const text = parameterFile({ datasets: [dataset('actions'), ...ALL_DATASETS.toReversed()] });

    // Act
    const { datasets } = desired(text);

    // Assess
    expect(datasets.map(({ datasetType, csvName }) => [datasetType, csvName])).toEqual([
      ['INTERACTIONS', 'interactions'],
      ['ITEMS', 'items'],
      ['USERS', 'users'],
      ['ACTIONS', 'actions'],
    ]);
  });
});
