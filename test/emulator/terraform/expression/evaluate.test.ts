import { evaluate } from '../../../../emulator/terraform/expression/evaluate';
import { parseTemplate } from '../../../../emulator/terraform/expression/parser';
import { references } from '../../../../emulator/terraform/expression/references';
import { ExpressionError } from '../../../../emulator/terraform/expression/syntax-tree';

const VALUES: Readonly<Record<string, unknown>> = {
  'var.name': 'personalize',
  'var.days': 30,
  'var.on': true,
  'var.nothing': null,
  'local.groups': ['a', 'b'],
  'data.aws_region.current': { region: 'us-east-1' },
  'aws_s3_bucket.data-bucket': { arn: 'arn:aws:s3:::data', tags: { team: 'x' } },
  'aws_sns_topic.topic': [{ arn: 'arn:topic' }],
};

/** Returns a Terraform interpolation. The backslash prevents an interpolation by JavaScript. */
const tf = (expression: string) => `$\{${expression}}`;

describe('evaluate', () => {
  it.each<[string, unknown]>([
    ['plain text', 'plain text'],
    ['', ''],
    [tf('var.name'), 'personalize'],
    [tf('var.days'), 30],
    [`${tf('var.name')}-data-${tf('var.days')}`, 'personalize-data-30'],
    [tf('data.aws_region.current.region'), 'us-east-1'],
    [tf('aws_s3_bucket.data-bucket.arn'), 'arn:aws:s3:::data'],
    [tf('aws_s3_bucket.data-bucket.tags["team"]'), 'x'],
    [tf('aws_sns_topic.topic[0].arn'), 'arn:topic'],
    [tf('local.groups[var.on ? 1 : 0]'), 'b'],
    [`$${tf('var.name')}`, tf('var.name')],
    ['100%%{ x }', '100%{ x }'],
    ['$ and % and $$ stay', '$ and % and $$ stay'],
    [tf('var.name == "" ? 0 : 1'), 1],
    [tf('var.days > 7 && !(var.days >= 90) || false'), true],
    [tf('1 + 2 * 3 - 4 / 2'), 5],
    [tf('-var.days % 7'), -2],
    [tf('1 == "1"'), false],
    [tf('var.nothing == null'), true],
    [tf('[1, "a"] == [1, "a"] && { a = 1 } != { a = 2 }'), true],
    [tf('"a\\n\\"b\\" \\u00fc"'), 'a\n"b" ü'],
    [tf(`"in ${tf('"deep " ')}text"`), 'in deep text'],
    [tf('["a", var.name,]'), ['a', 'personalize']],
    [tf('{ a = 1, "b": [true], (var.name) = null }'), { a: 1, b: [true], personalize: null }],
    [tf('contains(["arm64","x86_64"], "arm64")'), true],
    [tf('can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))'), true],
    [tf('can(regex("^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$", "a b@c.d"))'), false],
    [tf('regex("([a-z])([0-9])", "b7")'), ['b', '7']],
    [tf('floor(var.days) == var.days'), true],
    [tf('format("%s/%d%%%q", "a", 1.5, "b")'), 'a/1%"b"'],
    [tf('join(", ", local.groups, ["c"])'), 'a, b, c'],
    [tf('length("äö") + length(local.groups) + length({ a = 1 })'), 5],
    [tf('lower("ABC")'), 'abc'],
    [tf('replace("a.b.c", ".", "$&")'), 'a$&b$&c'],
    [tf('replace("a1b2", "/[0-9]/", "-")'), 'a-b-'],
    [tf('split(".", "a.b.c")[1]'), 'b'],
    [tf('substr("hello", 1, 3)'), 'ell'],
    [tf('substr("hello", -2, -1)'), 'lo'],
    [tf('tostring(var.days)'), '30'],
    [tf('tonumber("1.5")'), 1.5],
    [tf('coalesce(var.nothing, "", "x")'), 'x'],
    [tf('concat(local.groups, ["c"])'), ['a', 'b', 'c']],
    [tf('merge({ a = 1, b = 1 }, null, { b = 2 })'), { a: 1, b: 2 }],
    [tf('toset(["b", "a", "b"])'), ['b', 'a']],
    [tf('try(aws_s3_bucket.data-bucket.missing, "fallback")'), 'fallback'],
    [tf('jsonencode({ b = [1, true, null], a = "<&>" })'), '{"a":"\\u003c\\u0026\\u003e","b":[1,true,null]}'],
  ])('evaluates %j', (template, expected) => {
    // Act
    const value = evaluate(parseTemplate(template), resolve);

    // Assess
    expect(value).toEqual(expected);
  });

  it.each([
    [tf('var.unknown'), 'var.unknown is unknown'],
    [tf('aws_s3_bucket.data-bucket.acl'), "aws_s3_bucket.data-bucket has no 'acl'; it has arn, tags"],
    [tf('aws_sns_topic.topic[1].arn'), 'aws_sns_topic.topic has no element 1: its length is 1'],
    [tf('aws_sns_topic.topic.arn'), "expected a number, got 'arn'"],
    [tf('var.name.first'), "var.name is a string, which has no 'first'"],
    [`x${tf('local.groups')}`, 'expected a string, got a list'],
    [tf('var.name && true'), "expected a bool, got 'personalize'"],
    [tf('1 + "a"'), "expected a number, got 'a'"],
    [tf('cidrsubnet("a", 1)'), "the function 'cidrsubnet' is not supported by the local AWS"],
    [tf('toString(1)'), "the function 'toString' is not supported"],
    [tf('regex("a", "b")'), "'b' does not match 'a'"],
    [tf('regex("(?P<x>a)", "a")'), "'(?P<x>a)' is not a regular expression"],
    [tf('format("%s-%03d", "a", 1)'), "format's '%0' is not supported"],
    [tf('coalesce(null, "")'), 'all arguments of coalesce are null or empty'],
    [tf('[for x in local.groups : x]'), 'a for expression is not supported'],
    [tf('local.groups[*]'), "'*' is not expected"],
    [tf('var.name').slice(0, -1), "expected '}', got ''"],
    [tf('"open'), 'unexpected end of the expression'],
    [tf('1 ~ 2'), "'~' is not supported"],
    [tf('"a\\q"'), "the escape '\\q' is not supported at character 5"],
    [tf('"\\u12"'), 'must be followed by 4 hexadecimal digits'],
    [tf('"\\Uffffffff"'), 'must be followed by 8 hexadecimal digits'],
    ['%{ if true }', 'a template directive (%{ … }) is not supported'],
  ])('refuses %j', (template, message) => {
    // Act
    const run = () => evaluate(parseTemplate(template), resolve);

    // Assess
    expect(run).toThrow(ExpressionError);
    expect(run).toThrow(message);
  });
});

describe('references', () => {
  it('finds each address once, at any position in an expression', () => {
    // Prepare
    const everywhere = [
      tf('var.a == "" ? [local.b] : { x = data.c.d.e }'),
      tf(`f(!aws_g.h.i, "in text ${tf('aws_g.h.j')}")[var.a]`),
    ].join('');

    // Act
    const found = references(parseTemplate(everywhere));

    // Assess
    expect([...found].sort()).toEqual(['aws_g.h', 'data.c.d', 'local.b', 'var.a']);
  });
});

function resolve(address: string): unknown {
  if (address in VALUES) return VALUES[address];
  throw new ExpressionError(`${address} is unknown`);
}
