import { operationOf, shapeOf } from '../../personalize/api-model';
import { RESOURCE_TYPES } from '../../personalize/resource-types';
import type { ObjectSection, Section, ServiceConfigSection } from '../section';
import { PARAMETER_FILE } from '../sections';
import { LEAF_SCHEMAS } from './leaf-schemas';
import { closedObject, type JsonSchema, ShapeDefinitions } from './shapes';

/**
 * JSON Schema (draft 2020-12) of the parameter file, made from the API model and the project's sections. Rules check what the
 * schema leaves open.
 */
export function generateJsonSchema(): JsonSchema {
  const shapes = new ShapeDefinitions();
  const root = sectionSchema(PARAMETER_FILE, shapes);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...root,
    $defs: Object.fromEntries(Object.entries(shapes.definitions).sort(([one], [other]) => (one < other ? -1 : 1))),
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
    default: {
      const { definition, schema } = LEAF_SCHEMAS[section.kind];
      return definition === undefined ? schema : shapes.own(definition, () => schema);
    }
  }
}

function objectSchema({ members, required }: ObjectSection, shapes: ShapeDefinitions): JsonSchema {
  return closedObject(
    Object.entries(members).map(([name, member]) => [name, sectionSchema(member, shapes)]),
    required,
  );
}

/** Schema of a Create request. It has the project's own members, but not the members that the workflow supplies. */
function serviceConfigSchema(
  { type, supplied, own, required }: ServiceConfigSection,
  shapes: ShapeDefinitions,
): JsonSchema {
  const requestName = operationOf(RESOURCE_TYPES[type].create).input;
  const request = shapeOf(requestName);
  if (request.type !== 'structure') throw new Error(`Shape '${requestName}' is no structure.`);
  const isGiven = (name: string) => !Object.hasOwn(supplied, name) && !Object.hasOwn(own, name);
  const members = Object.entries(request.members).filter(([name]) => isGiven(name));
  const requiredOfApi = (request.required ?? []).filter((name) => !Object.hasOwn(supplied, name));
  return shapes.own(requestName, () => {
    const ofApi = members.map(([name, shape]) => [name, shapes.member(requestName, name, shape)] as const);
    const ours = Object.entries(own).map(([name, section]) => [name, sectionSchema(section, shapes)] as const);
    return closedObject([...ofApi, ...ours], [...new Set([...requiredOfApi, ...required])]);
  });
}
