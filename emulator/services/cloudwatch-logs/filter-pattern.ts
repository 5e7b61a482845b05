import { ServiceError } from '../../core/service';

interface Term {
  readonly text: string;
  /**
   * `''`: the term must occur. `-`: the term must not occur. `?`: at least one of the terms with this sign must occur.
   */
  readonly sign: '' | '-' | '?';
}

/**
 * Compiles a filter pattern of plain terms. Blanks between terms mean "and". Before a term, `-` means "not", and `?`
 * means "or". Quotes enclose a term with blanks. Case matters.
 * @throws ServiceError for patterns on JSON fields or columns and for regular expressions, which are not implemented
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
