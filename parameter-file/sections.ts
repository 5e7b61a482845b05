import { DATASET_TYPES } from '../personalize/dataset-types';
import type { ResourceType } from '../personalize/resource-types';
import { joinPointer, splitPointer } from './json-pointer';
import { type JsonValue, member } from './json-value';

/**
 * The structure of the parameter file, as data: the checks, the JSON Schema and the reference are all made from it.
 */
export type Section = ObjectSection | ListSection | ServiceConfigSection | LeafSection;

interface Described {
  readonly title: string;
  readonly description: string;
}

export interface ObjectSection extends Described {
  readonly kind: 'object';
  /** Name of its definition in the JSON Schema, for what stands in a list or in several places. */
  readonly definition?: string;
  readonly members: Readonly<Record<string, Section>>;
  readonly required: readonly string[];
}

export interface ListSection extends Described {
  readonly kind: 'list';
  readonly items: Section;
}

/** Members of a Create request of Personalize. */
export interface ServiceConfigSection extends Described {
  readonly kind: 'serviceConfig';
  readonly type: ResourceType;
  /** Members of the request that the workflow fills in, each with where from. */
  readonly supplied: Readonly<Record<string, string>>;
  /** Members that are ours, or that we read differently from the API. */
  readonly own: Readonly<Record<string, Section>>;
  /** Members that the API leaves optional and we need. */
  readonly required: readonly string[];
}

export interface LeafSection extends Described {
  readonly kind: 'schedule' | 'duration' | 'tags' | 'text' | 'avroSchema';
}

const DATASET_GROUP_ARN = { datasetGroupArn: 'the dataset group of this file' };

const JOB_MEMBERS = {
  jobName: 'the solution and the time',
  solutionVersionArn: 'the newest version of the solution',
  roleArn: "the deployment's role for Personalize",
  jobInput: 'batch/<dataset group>/<solution>/job_config.json',
  jobOutput: 'a new folder under batch/<dataset group>/<solution>/',
};

function leaf(kind: LeafSection['kind'], title: string, description: string): LeafSection {
  return { kind, title, description };
}

const MAX_AGE = leaf(
  'duration',
  'Maximum age',
  'What finished longer ago is made again at the next upload, even if nothing has changed: "6 hours", "2 weeks", "1 day 12 hours". Without it, only what has changed.',
);

function schedule(what: string): LeafSection {
  return leaf('schedule', 'Schedule', `When to ${what}: "cron(...)", "rate(...)", or "delete".`);
}

function serviceConfig(
  type: ResourceType,
  title: string,
  supplied: ServiceConfigSection['supplied'],
  own: ServiceConfigSection['own'] = {},
  required: readonly string[] = [],
): ServiceConfigSection {
  const description = `Members of the Create request of Amazon Personalize for the ${title.toLowerCase()}.`;
  return { kind: 'serviceConfig', title, description, type, supplied, own, required };
}

function object(
  title: string,
  description: string,
  members: Readonly<Record<string, Section>>,
  required: readonly string[] = [],
  definition?: string,
): ObjectSection {
  return { kind: 'object', title, description, members, required, ...(definition && { definition }) };
}

function resource(
  title: string,
  description: string,
  config: ServiceConfigSection,
  members: Readonly<Record<string, Section>> = {},
): ObjectSection {
  const definition = `${config.type.charAt(0).toUpperCase()}${config.type.slice(1)}Section`;
  return object(title, description, { serviceConfig: config, ...members }, ['serviceConfig'], definition);
}

function list(title: string, description: string, items: Section): ListSection {
  return { kind: 'list', title, description, items };
}

function dataset(title: string, csvName: string): ObjectSection {
  return object(
    title,
    `The dataset and its schema. The data stands beside this file in ${csvName}.csv, or in csv files in the folder ${csvName}/.`,
    {
      dataset: resource(
        'Dataset',
        'The dataset.',
        serviceConfig('dataset', 'Dataset', {
          ...DATASET_GROUP_ARN,
          schemaArn: 'the schema beside the dataset',
          datasetType: 'the key of the dataset in this file',
        }),
      ),
      schema: resource(
        'Schema',
        'The schema of the dataset. Schemas belong to the account; one of the same name and content is shared.',
        serviceConfig(
          'schema',
          'Schema',
          {},
          {
            schema: leaf(
              'avroSchema',
              'Avro schema',
              'The Avro record that describes the columns of the csv files.',
            ),
          },
        ),
      ),
    },
    ['dataset', 'schema'],
    'DatasetWithSchemaSection',
  );
}

function batchJobs(
  type: 'batchInferenceJob' | 'batchSegmentJob',
  title: string,
  purpose: string,
): ListSection {
  return list(
    title,
    `${purpose}, with input from batch/<dataset group>/<solution>/job_config.json.`,
    resource('Batch job', purpose, serviceConfig(type, 'Batch job', JOB_MEMBERS), {
      workflowConfig: object('Workflow settings', 'When to run the job.', {
        schedule: schedule('run the job again'),
        maxAge: MAX_AGE,
      }),
    }),
  );
}

const SOLUTION_VERSION = serviceConfig('solutionVersion', 'Solution version', {
  solutionArn: 'the solution around it',
});

const SOLUTION = resource(
  'Solution',
  'A recipe to train on the datasets, and what to make of the trained models.',
  serviceConfig('solution', 'Solution', DATASET_GROUP_ARN, { solutionVersion: SOLUTION_VERSION }, [
    'recipeArn',
  ]),
  {
    workflowConfig: object('Workflow settings', 'When to train again.', {
      schedules: object('Schedules', 'When to train again, in which training mode.', {
        full: schedule('train from scratch'),
        update: schedule('update the model with new items and impressions'),
        maxAge: MAX_AGE,
      }),
      maxAge: MAX_AGE,
    }),
    campaigns: list(
      'Campaigns',
      'Where the newest solution version is served.',
      resource(
        'Campaign',
        'A campaign, kept on the newest solution version.',
        serviceConfig('campaign', 'Campaign', { solutionVersionArn: 'the newest version of the solution' }),
      ),
    ),
    batchInferenceJobs: batchJobs('batchInferenceJob', 'Batch inference jobs', 'Recommendations in bulk'),
    batchSegmentJobs: batchJobs('batchSegmentJob', 'Batch segment jobs', 'User segments in bulk'),
  },
);

export const PARAMETER_FILE: ObjectSection = object(
  'Parameter file',
  'One dataset group of Amazon Personalize, with everything in it.',
  {
    $schema: leaf('text', 'JSON Schema', 'Where editors find the schema of this file.'),
    tags: leaf('tags', 'Tags', 'Tags for every taggable resource that has none of its own.'),
    datasetGroup: resource(
      'Dataset group',
      'The dataset group that holds everything else.',
      serviceConfig('datasetGroup', 'Dataset group', {}),
      {
        workflowConfig: object('Workflow settings', 'When to import the datasets.', {
          schedules: object('Schedules', 'When to import the datasets again.', {
            import: schedule('import all datasets again'),
          }),
          maxAge: MAX_AGE,
        }),
      },
    ),
    datasets: object('Datasets', 'The datasets, each with its schema.', {
      serviceConfig: serviceConfig('datasetImportJob', 'Dataset import job', {
        jobName: 'the dataset and the time',
        datasetArn: 'the dataset',
        dataSource: 'the csv files beside this file',
        roleArn: "the deployment's role for Personalize",
      }),
      ...Object.fromEntries(
        Object.values(DATASET_TYPES).map(({ section, csvName, recordName }) => [
          section,
          dataset(recordName, csvName),
        ]),
      ),
    }),
    eventTracker: resource(
      'Event tracker',
      'Takes events as they happen. A dataset group has one at most.',
      serviceConfig('eventTracker', 'Event tracker', DATASET_GROUP_ARN),
    ),
    filters: list(
      'Filters',
      'What recommendations may be filtered by.',
      resource('Filter', 'A filter.', serviceConfig('filter', 'Filter', DATASET_GROUP_ARN)),
    ),
    recommenders: list(
      'Recommenders',
      'Use cases of a domain dataset group.',
      resource(
        'Recommender',
        'A recommender.',
        serviceConfig('recommender', 'Recommender', DATASET_GROUP_ARN),
      ),
    ),
    solutions: list('Solutions', 'What to train.', SOLUTION),
  },
  ['datasetGroup'],
);

/** The part of the language that a JSON pointer into a file leads to; undefined inside a request's own members. */
export function sectionAt(pointer: string): Section | undefined {
  let section: Section | undefined = PARAMETER_FILE;
  for (const name of splitPointer(pointer)) {
    if (section?.kind === 'list') section = section.items;
    else if (section?.kind === 'object') section = own(section.members, name);
    else if (section?.kind === 'serviceConfig') section = own(section.own, name);
    else return undefined;
  }
  return section;
}

/** Every value in the file that stands where the language has a leaf of the kind, with its pointer. */
export function* leavesOf(
  kind: LeafSection['kind'],
  value: JsonValue,
  section: Section = PARAMETER_FILE,
  pointer = '',
): Generator<{ readonly pointer: string; readonly value: JsonValue }> {
  if (section.kind === kind) yield { pointer, value };
  else if (section.kind === 'list' && Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* leavesOf(kind, item, section.items, joinPointer(pointer, index));
    }
  } else if (section.kind === 'object' || section.kind === 'serviceConfig') {
    const members = section.kind === 'object' ? section.members : section.own;
    for (const [name, memberSection] of Object.entries(members)) {
      const found = member(value, name);
      if (found !== undefined) yield* leavesOf(kind, found, memberSection, joinPointer(pointer, name));
    }
  }
}

function own(sections: Readonly<Record<string, Section>>, name: string): Section | undefined {
  return Object.hasOwn(sections, name) ? sections[name] : undefined;
}
