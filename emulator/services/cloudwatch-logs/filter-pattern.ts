import { ServiceError } from '../../core/service';

interface Term {
  readonly text: string;
  /**
   * Character before the term. `''`: the term must occur. `-`: the term must not occur. `?`: at least one of the terms
   * with `?` must occur.
   */
  readonly sign: '' | '-' | '?';
}

/**
 * Compiles a filter pattern of plain terms, which are separated by blanks. Quotes enclose a term that contains blanks.
 * Terms are case-sensitive.
 * @throws ServiceError for patterns that are not implemented: regular expressions and patterns on JSON fields or columns
 */
export function compileFilterPattern(pattern: string): (message: string) => boolean {
  if (/^\s*[{[%]/.test(pattern)) {
    throw new ServiceError(
      'InvalidParameterException',
      `The local CloudWatch Logs implements filter patterns of plain terms only, not '${pattern}'.`,
    );
  }
  const terms = [...pattern.matchAll(/([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(
    ([, sign = '', quoted, plain = '']): Term => ({
      sign: sign as Term['sign'],
      text: quoted?.replaceAll(/\\(.)/g, '$1') ?? plain,
    }),
  );
  const having = (sign: Term['sign']) => terms.filter((term) => term.sign === sign);
  const [all, none, some] = [having(''), having('-'), having('?')];
  return (message) =>
    all.every(({ text }) => message.includes(text)) &&
    !none.some(({ text }) => message.includes(text)) &&
    (some.length === 0 || some.some(({ text }) => message.includes(text)));
}
