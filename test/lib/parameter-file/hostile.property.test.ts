import * as fc from 'fast-check';
import { validateParameterFile } from '../../../lib/parameter-file/validate';
import { checkFilterExpression, parseFilterExpression } from '../../../lib/personalize/filter-expression';
import { checkSchema, schemaFields } from '../../../lib/personalize/schema';
import { ScheduleExpressionError } from '../../../lib/schedule-expression/expression';
import { parseScheduleExpression } from '../../../lib/schedule-expression/parse';
import { isTimeZone } from '../../../lib/schedule-expression/time-zone';
import { examine } from '../../../simulation/fuzz/examination';
import { UNPRINTABLE } from '../../../simulation/fuzz/expectations';
import { hostileTexts } from '../../../simulation/fuzz/hostile-text';
import { bodyOf, inputOf } from '../../../simulation/fuzz/input';
import { HOSTILE_EXPRESSIONS, HOSTILE_FILTERS, HOSTILE_SCHEMAS } from '../../../simulation/fuzz/semantic-texts';
import { VALID_FILE } from '../../../simulation/fuzz/valid-file';
import { list, parameterFile, solution } from './sample-text';

const SEED = 20_261_125;

/** Draws one of the texts, pieces of two of them with a hostile text in between, or a hostile text alone. */
function like(texts: readonly string[]): fc.Arbitrary<string> {
  const one = fc.constantFrom(...texts);
  const pieces = fc.tuple(one, one, fc.nat(), fc.nat(), hostileTexts).map(([a, b, end, start, between]) => {
    return a.slice(0, end % (a.length + 1)) + between + b.slice(start % (b.length + 1));
  });
  return fc.oneof(one, pieces, hostileTexts);
}

describe('a hostile parameter file', () => {
  it('is validated, with one-line messages that name a place and have no control characters', () => {
    // Prepare
    const files = Array.from({ length: 500 }, (_, number) => inputOf(number)).flatMap((input) =>
      input.kind === 'file' ? [bodyOf(input)] : [],
    );

    // Act
    const examined = files.map(examine);

    // Assess
    expect(examined.flatMap(({ violations }) => violations)).toEqual([]);
    expect(examined.filter(({ valid }) => !valid).length).toBeGreaterThan(200);
  });

  it('is reported with only a thousand problems if it has many more', () => {
    // Prepare
    const campaigns = `"campaigns": [${Array(49).fill('{}').join()}]`;
    const text = parameterFile({
      sections: [`"solutions": [${Array(1900).fill(`{"serviceConfig": {}, ${campaigns}}`).join()}]`],
    });

    // Act
    const { problems } = validateParameterFile(text);

    // Assess
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set(['required-member']));
    expect(problems).toHaveLength(1000);
  });

  it.each([
    ['other rules', 'aws-sims', '"explorationWeight": "0.5"', '"numResults": 0', 'batch-results'],
    [
      'the same rule',
      'aws-user-personalization',
      '"weight": "0"',
      '"batchInferenceJobConfig": {"itemExplorationConfig": {"explorationWeight": "2"}}',
      'exploration-config',
    ],
  ])('is refused for an error that follows over 1,000 warnings of %s', (_what, recipe, member, job, error) => {
    // Prepare
    const campaign = (_: unknown, index: number) =>
      `{"serviceConfig": {"name": "c${index}", "campaignConfig": {"itemExplorationConfig": {${member}}}}}`;
    const lists = [
      list('campaigns', ...Array.from({ length: 1001 }, campaign)),
      list('batchInferenceJobs', `{"serviceConfig": {${job}}}`),
    ];
    const text = parameterFile({ sections: [list('solutions', solution('s', recipe, '', lists))] });

    // Act
    const { valid, problems } = validateParameterFile(text);

    // Assess
    expect(problems.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([error]);
    expect(problems).toHaveLength(1000);
    expect(valid).toBe(false);
  });

  it('is a changed copy of VALID_FILE, which is valid', () => {
    // Act and assess
    expect(examine(Buffer.from(JSON.stringify(VALID_FILE)))).toEqual({ valid: true, violations: [] });
  });
});

describe('for any text', () => {
  it('a filter expression is parsed and checked without a throw', () => {
    // Prepare
    const property = fc.property(like(HOSTILE_FILTERS), (text) => {
      // Act
      const parsed = parseFilterExpression(text.slice(0, 2500));
      const problems = 'expression' in parsed ? checkFilterExpression(parsed.expression, {}) : [parsed.error];

      // Assess
      for (const { offset, message } of problems) {
        expect(offset).toBeLessThanOrEqual(text.length);
        expect(message).not.toBe('');
      }
    });
    fc.assert(property, { seed: SEED, numRuns: 300 });
  });

  it('a schedule expression is parsed, or refused with a ScheduleExpressionError', () => {
    // Prepare
    const property = fc.property(like(HOSTILE_EXPRESSIONS), (text) => {
      // Act
      const refusal = thrownBy(() => parseScheduleExpression(text.slice(0, 256)));

      // Assess
      if (refusal !== undefined) expect(refusal).toBeInstanceOf(ScheduleExpressionError);
    });
    fc.assert(property, { seed: SEED, numRuns: 500 });
  });

  it('a time zone is checked without a throw', () => {
    // Prepare
    const property = fc.property(like(['Europe/Berlin', '../etc/passwd', 'UTC+1']), (text) => {
      // Act and assess
      expect(typeof isTimeZone(text)).toBe('boolean');
    });
    fc.assert(property, { seed: SEED, numRuns: 300 });
  });

  it('a schema is checked without a throw, and if it is JSON, the messages are short, on one line and without control characters', () => {
    // Prepare
    const property = fc.property(like(HOSTILE_SCHEMAS), (text) => {
      // Act
      const problems = checkSchema(text);
      const fields = schemaFields(text);

      // Assess
      expect(Array.isArray(fields)).toBe(true);
      for (const { message } of problems.filter(({ rule }) => rule !== 'json')) {
        expect(message.length).toBeLessThan(2000);
        expect(message).not.toMatch(UNPRINTABLE);
      }
    });
    fc.assert(property, { seed: SEED, numRuns: 300 });
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}
