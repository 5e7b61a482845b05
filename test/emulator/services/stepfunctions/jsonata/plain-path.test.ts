import * as fc from 'fast-check';
import jsonata from 'jsonata';
import { follow, plainPath } from '../../../../../emulator/services/stepfunctions/jsonata/plain-path';

const NAMES = ['a', 'b', 'states'];

describe('plainPath', () => {
  it.each([
    ['$states.result.Payload', ['states', 'result', 'Payload']],
    ['$begun.request.`odd name`', ['begun', 'request', 'odd name']],
  ])('reads %s as the path %j', (source, path) => {
    expect(plainPath(jsonata(source))).toEqual(path);
  });

  it.each([
    '$a',
    "$a.b & 'x'",
    '$a.b[0]',
    '$a.b[]',
    '$a.*',
    '$a.**',
    '$a.b^(c)',
    '$a.(b)',
    '$a.b{c: d}',
    '$a.b@$c',
    '$a.b#$i',
    '$a.$b',
    '$a.%',
    '$count(a).b',
    'a.b',
    '$.b',
    '$$.b.c',
  ])('gives, for %s, the value that JSONata computes or none', async (source) => {
    // Prepare
    const bindings = { a: { b: { c: 1 } }, b: 2 };
    const path = plainPath(safely(source));

    // Act
    const value = path && follow(path, bindings);

    // Assess
    if (value !== undefined) expect(value).toEqual(await jsonata(source).evaluate(undefined, bindings));
  });
});

/** Parses an expression. For a syntax error, such as `$a.%`, it returns an expression that is not a path. */
function safely(source: string): jsonata.Expression {
  try {
    return jsonata(source);
  } catch {
    return jsonata('0');
  }
}

describe('follow', () => {
  it('returns the value at a path', () => {
    expect(follow(['a', 'b'], { a: { b: { c: 1 } } })).toEqual({ c: 1 });
  });

  it('returns the value that JSONata computes, or undefined', async () => {
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, false, 0, 1.5, '', 'text'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...NAMES), tie('value')),
      ),
    })).value;
    const paths = fc.array(fc.constantFrom(...NAMES, 'constructor', 'toString'), {
      minLength: 2,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...NAMES), json, { minKeys: 1 }),
        paths,
        async (bindings, path) => {
          // Act
          const value = follow(path, bindings);

          // Assess
          if (value === undefined) return;
          const expression = jsonata(`$${path.join('.')}`);
          expect(JSON.stringify(value)).toBe(JSON.stringify(await expression.evaluate(undefined, bindings)));
        },
      ),
    );
  });
});
