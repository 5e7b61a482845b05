import { withoutAnnotations } from '../../../parameter-file/json-schema/structure';
import structure from '../../../parameter-file/structure.json';

type Schema = Readonly<Record<string, unknown>>;

/** Keywords that `violations` knows. */
const KEYWORDS = [
  ...['$defs', '$ref', 'type', 'properties', 'required', 'additionalProperties', 'propertyNames', 'items'],
  ...['enum', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
  ...['minimum', 'maximum', 'description'],
];

function* keywordsOf(schema: Schema): Generator<string> {
  for (const [keyword, value] of Object.entries(schema)) {
    yield keyword;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    if (keyword !== 'properties' && keyword !== '$defs') yield* keywordsOf(value as Schema);
    else for (const inner of Object.values(value)) yield* keywordsOf(inner);
  }
}

describe('structure.json', () => {
  it('has no keyword that the check would not see', () => {
    // Act
    const unknown = [...new Set(keywordsOf(structure))].filter((keyword) => !KEYWORDS.includes(keyword));

    // Assess
    expect(unknown).toEqual([]);
  });
});

describe('withoutAnnotations', () => {
  it('leaves out what only people read, not members that are called so, and keeps the words of patterns', () => {
    // Prepare
    const schema = {
      title: 'A',
      description: 'B',
      properties: {
        title: { type: 'string', description: 'C', examples: ['D'] },
        name: { type: 'string', pattern: '^a', description: 'the letter a' },
      },
      required: ['title'],
    };

    // Act
    const structure = withoutAnnotations(schema);

    // Assess
    expect(structure).toEqual({
      properties: {
        title: { type: 'string' },
        name: { type: 'string', pattern: '^a', description: 'the letter a' },
      },
      required: ['title'],
    });
  });
});
