import { operationOf, shapeOf } from '../../personalize/api-model';
import { DATASET_TYPES } from '../../personalize/dataset-types';
import { RESOURCE_TYPES } from '../../personalize/resource-types';
import {
  type LeafSection,
  type ObjectSection,
  PARAMETER_FILE,
  type Section,
  type ServiceConfigSection,
} from '../sections';
import { type JsonSchema, ShapeDefinitions } from './shapes';

/**
 * The JSON Schema (draft 2020-12) of the parameter file, from the API model of Personalize and our own sections. It says
 * what has which members of which type; what the rules check it leaves to them.
 */
export function generateJsonSchema(): JsonSchema {
  const shapes = new ShapeDefinitions();
  const root = sectionSchema(PARAMETER_FILE, shapes);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...root,
    $defs: Object.fromEntries(
      Object.entries(shapes.definitions).sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  };
}

function sectionSchema(section: Section, shapes: ShapeDefinitions): JsonSchema {
  const { title, description } = section;
  return { title, description, ...content(section, shapes) };
}

function content(section: Section, shapes: ShapeDefinitions): JsonSchema {
  switch (section.kind) {
    case 'object':
      return section.definition === undefined
        ? objectSchema(section, shapes)
        : shapes.own(section.definition, () => objectSchema(section, shapes));
    case 'list':
      return { type: 'array', items: sectionSchema(section.items, shapes) };
    case 'serviceConfig':
      return serviceConfigSchema(section, shapes);
    case 'tags':
      return shapes.refer('Tags');
    case 'text':
      return { type: 'string' };
    default: {
      const { name, schema } = LEAVES[section.kind];
      return shapes.own(name, () => schema);
    }
  }
}

function objectSchema({ members, required }: ObjectSection, shapes: ShapeDefinitions): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(members).map(([name, member]) => [name, sectionSchema(member, shapes)]),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

/** The Create request without what the workflow supplies, and with what is ours. */
function serviceConfigSchema(
  { type, supplied, own, required }: ServiceConfigSection,
  shapes: ShapeDefinitions,
): JsonSchema {
  const requestName = operationOf(RESOURCE_TYPES[type].create).input;
  const request = shapeOf(requestName);
  if (request.type !== 'structure') throw new Error(`Shape '${requestName}' is no structure.`);
  const isGiven = (name: string) => !Object.hasOwn(supplied, name) && !Object.hasOwn(own, name);
  const members = Object.entries(request.members).filter(([name]) => isGiven(name));
  const allRequired = [
    ...(request.required ?? []).filter((name) => !Object.hasOwn(supplied, name)),
    ...required,
  ];
  return shapes.own(requestName, () => ({
    type: 'object',
    properties: {
      ...Object.fromEntries(members.map(([name, shape]) => [name, shapes.member(requestName, name, shape)])),
      ...Object.fromEntries(
        Object.entries(own).map(([name, section]) => [name, sectionSchema(section, shapes)]),
      ),
    },
    ...(allRequired.length > 0 && { required: allRequired }),
    additionalProperties: false,
  }));
}

const SCHEDULE_EXPRESSIONS = ['cron(0 3 * * ? *)', 'cron(0 3 ? * SUN *)', 'rate(7 days)', 'delete'];

/** The API's longest schema text. A schema that is given as an object is measured by a rule. */
const MAX_SCHEMA_CHARACTERS = 20_000;

/** Leaves are checked here for their type alone; rules read them. */
const LEAVES: Readonly<
  Record<Exclude<LeafSection['kind'], 'tags' | 'text'>, { name: string; schema: JsonSchema }>
> = {
  duration: { name: 'Duration', schema: { type: 'string', examples: ['6 hours', '1 day', '2 weeks'] } },
  schedule: {
    name: 'Schedule',
    schema: {
      type: ['string', 'object'],
      examples: SCHEDULE_EXPRESSIONS,
      properties: {
        expression: {
          type: 'string',
          description: 'cron(...), rate(...), or delete.',
          examples: SCHEDULE_EXPRESSIONS,
        },
        timezone: { type: 'string', description: 'IANA name. Default: UTC.', examples: ['Europe/Berlin'] },
        flexibleTimeWindowMinutes: {
          type: 'integer',
          description: 'Minutes after the scheduled time within which the run may start. Default: on time.',
          // EventBridge Scheduler's MaximumWindowInMinutes.
          minimum: 1,
          maximum: 1440,
        },
      },
      required: ['expression'],
      additionalProperties: false,
    },
  },
  avroSchema: {
    name: 'AvroRecord',
    schema: {
      type: ['object', 'string'],
      maxLength: MAX_SCHEMA_CHARACTERS,
      // For completion only: checkSchema says more about what is wrong here than a JSON Schema could.
      properties: {
        type: { examples: ['record'] },
        name: { examples: Object.values(DATASET_TYPES).map(({ recordName }) => recordName) },
        namespace: { examples: ['com.amazonaws.personalize.schema'] },
        fields: {
          description: 'In the order of the columns in the csv files.',
          examples: [[{ name: 'USER_ID', type: 'string' }]],
        },
        version: { examples: ['1.0'] },
      },
    },
  },
};
