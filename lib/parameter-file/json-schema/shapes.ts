import { type Shape, shapeOf, wholePattern } from '../../personalize/api-model';
import { RECIPES } from '../../personalize/recipes';
import { MEMBER_DESCRIPTIONS, PATTERN_DESCRIPTIONS } from './descriptions';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Maximum number of tags, from Personalize's quotas. Personalize's API model allows 200. */
const MAX_TAGS = 50;

/** An integer of an API model has 32 bits: https://smithy.io/2.0/spec/simple-types.html, read 2026-12-01. */
const MAX_INTEGER = 2 ** 31 - 1;

/** Corrections of the API model, by shape. */
const ADDITIONS: Readonly<Record<string, JsonSchema>> = { Tags: { maxItems: MAX_TAGS } };

/** Definitions for `$defs`: the API's shapes, and the project's own definitions. */
export class ShapeDefinitions {
  readonly definitions: Record<string, JsonSchema> = {};

  /** A reference to the definition of an API shape. */
  refer(shapeName: string): JsonSchema {
    return this.own(shapeName, () => ({ ...this.define(shapeName), ...ADDITIONS[shapeName] }));
  }

  /** A reference to a definition, which is added at its first use. */
  own(name: string, define: () => JsonSchema): JsonSchema {
    if (!Object.hasOwn(this.definitions, name)) {
      // The definition is added before its members are defined, so that recursive shapes terminate.
      this.definitions[name] = {};
      this.definitions[name] = define();
    }
    return { $ref: `#/$defs/${name}` };
  }

  /** Schema of a structure's member, with its description for editors. */
  member(structure: string, name: string, shapeName: string): JsonSchema {
    const description = MEMBER_DESCRIPTIONS[`${structure}.${name}`] ?? MEMBER_DESCRIPTIONS[name];
    return {
      ...this.refer(shapeName),
      ...(description !== undefined && { description }),
      ...(name === 'recipeArn' && { examples: recipeArns(structure === 'CreateRecommenderRequest') }),
    };
  }

  private define(shapeName: string): JsonSchema {
    const shape = shapeOf(shapeName);
    switch (shape.type) {
      case 'structure':
        return closedObject(
          Object.entries(shape.members).map(([name, member]) => [name, this.member(shapeName, name, member)]),
          shape.required,
        );
      case 'list':
        return { type: 'array', items: this.refer(shape.member), ...limits(shape, 'minItems', 'maxItems') };
      case 'map':
        return {
          type: 'object',
          // The schema of keys is inline. With a reference, ajv's error would not say which key is wrong.
          propertyNames: this.define(shape.key),
          additionalProperties: this.refer(shape.value),
          ...limits(shape, 'minProperties', 'maxProperties'),
        };
      case 'string':
        return stringSchema(shapeName, shape);
      case 'integer':
        return { type: 'integer', maximum: MAX_INTEGER, ...limits(shape, 'minimum', 'maximum') };
      case 'double':
        return { type: 'number', ...limits(shape, 'minimum', 'maximum') };
      case 'boolean':
        return { type: 'boolean' };
      case 'timestamp':
        throw new Error(`Shape '${shapeName}' is a timestamp; no Create request has one.`);
    }
  }
}

/** Schema of an object that may have only these members. */
export function closedObject(
  members: readonly (readonly [name: string, schema: JsonSchema])[],
  required: readonly string[] = [],
): JsonSchema {
  const properties = Object.fromEntries(members);
  return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false };
}

function stringSchema(shapeName: string, shape: Extract<Shape, { type: 'string' }>): JsonSchema {
  const description = PATTERN_DESCRIPTIONS[shapeName];
  return {
    type: 'string',
    ...(description !== undefined && { description }),
    ...limits(shape, 'minLength', 'maxLength'),
    ...(shape.pattern !== undefined && { pattern: wholePattern(shape.pattern) }),
    ...(shape.enum !== undefined && { enum: shape.enum }),
  };
}

type Limits = { readonly min?: number; readonly max?: number };

function limits({ min, max }: Limits, minName: string, maxName: string): JsonSchema {
  return { ...(min !== undefined && { [minName]: min }), ...(max !== undefined && { [maxName]: max }) };
}

function recipeArns(ofDomains: boolean): readonly string[] {
  return [...RECIPES.values()]
    .filter(({ domain }) => (domain !== undefined) === ofDomains)
    .map(({ name }) => `arn:aws:personalize:::recipe/${name}`);
}
