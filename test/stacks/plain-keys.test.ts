import { plainKeys } from '../../stacks/plain-keys';

describe('plainKeys', () => {
  test('writes the texts of variables where they are keys of objects', () => {
    // Prepare
    const code = ['var _hQ = "httpQuery";', 'var _t = "a \\"b\\"";', 'var x = { [_hQ]: 1,', '  [_t]: [2] };'];

    // Act
    const plain = plainKeys(code.join('\n'));

    // Assess
    expect(plain.split('\n').slice(2)).toEqual(['var x = { "httpQuery": 1,', '  "a \\"b\\"": [2] };']);
    expect(new Function(`${plain}\nreturn x;`)()).toEqual({ httpQuery: 1, 'a "b"': [2] });
  });

  test.each([
    ['a variable that is no text', 'var _a = f();\nvar x = { [_a]: 1 };'],
    ['a variable further in', '  var _a = "a";\nvar x = { [_a]: 1 };'],
    ['an unknown variable', 'var x = { [_a]: 1 };'],
    ['an index', 'var _a = "a";\nswitch (x) {\n  case y[_a]: break;\n}'],
    ['a conditional list', 'var _a = "a";\nvar x = y ? [_a] : [];'],
    ['a method', 'var _a = "a";\nvar x = { [_a]() {} };'],
    ['the prototype', 'var _a = "__proto__";\nvar x = { [_a]: 1 };'],
  ])('leaves %s alone', (_, code) => {
    expect(plainKeys(code)).toBe(code);
  });
});
