import { ExpressionError } from './syntax-tree';

export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'quote' | 'end';
  readonly text: string;
}

const SYMBOLS = ['==', '!=', '<=', '>=', '&&', '||', ...'!<>+-*/%?:.,()[]{}='];
const BLANK = /\s*/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

const LAST_CODE_POINT = 0x10ffff;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/**
 * Reads the source of an expression or template. Expressions are read token by token, strings character by character.
 */
export class Scanner {
  offset = 0;

  constructor(readonly source: string) {}

  peek(): Token {
    const before = this.offset;
    const token = this.next();
    this.offset = before;
    return token;
  }

  next(): Token {
    this.match(BLANK);
    if (this.offset >= this.source.length) return { kind: 'end', text: '' };
    const number = this.match(NUMBER);
    if (number !== undefined) return { kind: 'number', text: number };
    const name = this.match(NAME);
    if (name !== undefined) return { kind: 'name', text: name };
    if (this.accept('"')) return { kind: 'quote', text: '"' };
    const symbol = SYMBOLS.find((candidate) => this.accept(candidate));
    if (symbol !== undefined) return { kind: 'symbol', text: symbol };
    throw this.error(`'${this.source.charAt(this.offset)}' is not supported`);
  }

  /** If `text` comes next, skips it and returns true. Otherwise, returns false. */
  accept(text: string): boolean {
    if (!this.source.startsWith(text, this.offset)) return false;
    this.offset += text.length;
    return true;
  }

  /** Reads the next character without interpreting it. */
  character(): string {
    const character = this.source.charAt(this.offset);
    if (character === '') throw this.error('unexpected end of the expression');
    this.offset += 1;
    return character;
  }

  /** Reads the character of a backslash escape, after the backslash. */
  escape(): string {
    const character = this.character();
    const digits = { u: 4, U: 8 }[character];
    if (digits !== undefined) {
      const code = this.source.slice(this.offset, this.offset + digits);
      const isCode =
        /^[0-9a-f]+$/i.test(code) && code.length === digits && Number.parseInt(code, 16) <= LAST_CODE_POINT;
      if (!isCode) throw this.error(`'\\${character}' must be followed by ${digits} hexadecimal digits`);
      this.offset += digits;
      return String.fromCodePoint(Number.parseInt(code, 16));
    }
    const escaped = ESCAPES[character];
    if (escaped === undefined) throw this.error(`the escape '\\${character}' is not supported`, this.offset - 2);
    return escaped;
  }

  /** @param offset offset of the problem, from 0; default: offset of the next character */
  error(problem: string, offset = this.offset): ExpressionError {
    return new ExpressionError(`${problem} at character ${offset + 1}`);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const text = pattern.exec(this.source)?.[0];
    if (text !== undefined) this.offset += text.length;
    return text;
  }
}
