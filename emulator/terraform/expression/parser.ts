import { Scanner } from './scanner';
import type { Expression } from './syntax-tree';

/** Binary operators by precedence, lowest first. */
const PRECEDENCE: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

const KEYWORDS: ReadonlyMap<string, true | false | null> = new Map<string, true | false | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Number of names in an address, by its first name. All other addresses have two names, e.g. the type and the name of a resource. */
const ADDRESS_NAMES: Readonly<Record<string, number>> = { data: 3 };
const RESOURCE_NAMES = 2;

/** Cache of parsed expressions, by their source. */
const parsed = new Map<string, Expression>();

/**
 * Reads a string of Terraform's JSON syntax, which is always a template.
 * @throws ExpressionError
 */
export function parseTemplate(source: string): Expression {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const expression = new Parser(new Scanner(source)).template((text) => text === '');
  parsed.set(source, expression);
  return expression;
}

class Parser {
  constructor(private readonly scanner: Scanner) {}

  /** @param isEnd returns true if the template ends before the given character, which is `''` at the end of the source */
  template(isEnd: (character: string) => boolean, escapes = false): Expression {
    const { scanner } = this;
    const parts: (string | Expression)[] = [];
    // The characters of a text are joined once at its end, because appending each character to a string is slow.
    let text: string[] = [];
    const endText = () => {
      if (text.length > 0) parts.push(text.join(''));
      text = [];
    };
    while (!isEnd(scanner.source.charAt(scanner.offset))) {
      if (scanner.accept('$${')) text.push('${');
      else if (scanner.accept('%%{')) text.push('%{');
      else if (scanner.accept('%{')) throw scanner.error('a template directive (%{ … }) is not supported');
      else if (scanner.accept('${')) {
        endText();
        parts.push(this.interpolation());
      } else if (escapes && scanner.accept('\\')) text.push(scanner.escape());
      else text.push(scanner.character());
    }
    if (parts.length === 0) return { kind: 'literal', value: text.join('') };
    endText();
    return { kind: 'template', parts };
  }

  private interpolation(): Expression {
    const expression = this.expression();
    this.expect('}');
    return expression;
  }

  private expression(): Expression {
    const condition = this.binary(0);
    if (!this.accept('?')) return condition;
    const yes = this.expression();
    this.expect(':');
    return { kind: 'conditional', condition, yes, no: this.expression() };
  }

  private binary(level: number): Expression {
    const operators = PRECEDENCE[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => this.accept(candidate));
      if (operator === undefined) return left;
      left = { kind: 'binary', operator, left, right: this.binary(level + 1) };
    }
  }

  private unary(): Expression {
    const operator = ['!', '-'].find((candidate) => this.accept(candidate));
    return operator === undefined ? this.postfix() : { kind: 'unary', operator, operand: this.unary() };
  }

  private postfix(): Expression {
    let expression = this.primary();
    for (;;) {
      if (this.accept('.')) {
        expression = {
          kind: 'get',
          of: expression,
          key: { kind: 'literal', value: this.scanner.next().text },
        };
      } else if (this.accept('[')) {
        expression = { kind: 'get', of: expression, key: this.expression() };
        this.expect(']');
      } else {
        return expression;
      }
    }
  }

  private primary(): Expression {
    const token = this.scanner.next();
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'quote') return this.quoted();
    if (token.kind === 'name') return this.named(token.text);
    if (token.text === '(') {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (token.text === '[') return { kind: 'list', items: this.items(']') };
    if (token.text === '{') return this.object();
    throw this.scanner.error(
      token.kind === 'end' ? 'unexpected end of the expression' : `'${token.text}' is not expected`,
    );
  }

  private quoted(): Expression {
    const template = this.template((character) => character === '"', true);
    this.scanner.accept('"');
    return template;
  }

  private named(name: string): Expression {
    const keyword = KEYWORDS.get(name);
    if (keyword !== undefined) return { kind: 'literal', value: keyword };
    if (name === 'for') throw this.scanner.error('a for expression is not supported');
    if (this.accept('(')) return { kind: 'call', name, args: this.items(')') };
    const names = [name];
    const length = ADDRESS_NAMES[name] ?? RESOURCE_NAMES;
    while (names.length < length) {
      this.expect('.');
      names.push(this.scanner.next().text);
    }
    return { kind: 'reference', address: names.join('.') };
  }

  private items(end: string): Expression[] {
    const items: Expression[] = [];
    while (!this.accept(end)) {
      items.push(this.expression());
      if (!this.accept(',')) {
        this.expect(end);
        break;
      }
    }
    return items;
  }

  private object(): Expression {
    const entries: (readonly [Expression, Expression])[] = [];
    while (!this.accept('}')) {
      const key = this.objectKey();
      if (!this.accept('=')) this.expect(':');
      entries.push([key, this.expression()]);
      this.accept(',');
    }
    return { kind: 'object', entries };
  }

  /** Reads an object's key. A bare name is text here, not a reference. */
  private objectKey(): Expression {
    const token = this.scanner.peek();
    if (token.kind !== 'name') return this.primary();
    this.scanner.next();
    return { kind: 'literal', value: token.text };
  }

  private accept(symbol: string): boolean {
    const token = this.scanner.peek();
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.scanner.next();
    return true;
  }

  private expect(symbol: string): void {
    if (this.accept(symbol)) return;
    throw this.scanner.error(`expected '${symbol}', got '${this.scanner.peek().text}'`);
  }
}
