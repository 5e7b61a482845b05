import { createScanner, type ParseError, ParseErrorCode, SyntaxKind } from 'jsonc-parser';
import { show } from '../text/format';

export interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}

const EXPECTATIONS: Readonly<Partial<Record<ParseErrorCode, string>>> = {
  [ParseErrorCode.InvalidSymbol]: 'This is not a JSON value',
  [ParseErrorCode.InvalidNumberFormat]: 'This number is not complete',
  [ParseErrorCode.PropertyNameExpected]: 'A key in double quotes is expected here',
  [ParseErrorCode.ValueExpected]: 'A value is expected here',
  [ParseErrorCode.ColonExpected]: 'A colon is expected here',
  [ParseErrorCode.CommaExpected]: 'A comma is expected here',
  [ParseErrorCode.CloseBraceExpected]: "'}' is expected here",
  [ParseErrorCode.CloseBracketExpected]: "']' is expected here",
  [ParseErrorCode.EndOfFileExpected]: 'The file should end here',
  [ParseErrorCode.InvalidCommentToken]: 'JSON has no comments',
  [ParseErrorCode.UnexpectedEndOfComment]: 'JSON has no comments',
  [ParseErrorCode.UnexpectedEndOfString]: 'This string is not closed on its line',
  [ParseErrorCode.UnexpectedEndOfNumber]: 'This number is not complete',
  [ParseErrorCode.InvalidUnicode]: "'\\u' takes four hexadecimal digits",
  [ParseErrorCode.InvalidEscapeCharacter]: "This string has an unknown escape after '\\'",
  [ParseErrorCode.InvalidCharacter]: 'This string has a control character, which must be escaped',
};

/** Matches blanks of JSON only: other blanks, such as U+00A0, are no JSON. */
const BLANKS = /^[ \t\r\n]*$/;

/**
 * Explains why the text is not JSON.
 * @param error the parser's first error; later errors mostly repeat it
 * @param place describes an offset of the text, such as `line 2, column 5`
 */
export function syntaxFault(
  text: string,
  { error, offset, length }: ParseError,
  place: (offset: number) => string,
): SyntaxFault {
  const expected = EXPECTATIONS[error] ?? 'This is not JSON';
  const found = text.slice(offset, offset + Math.max(length, 1));
  if (BLANKS.test(found)) {
    const open = lastOpen(text);
    const message = `The file ends too early. ${expected}.`;
    return {
      offset,
      message,
      ...(open !== undefined && { hint: `The '${text[open]}' of ${place(open)} is not closed.` }),
    };
  }
  if (/^[}\]]/.test(found) && /,\s*$/.test(text.slice(Math.max(0, offset - 1000), offset))) {
    return { offset, message: `There is a comma before '${found}', and nothing after the comma.` };
  }
  const message = `${expected}: found ${show(found)}.`;
  const hint = hintOn(found);
  return { offset, message, ...(hint !== undefined && { hint }) };
}

function hintOn(found: string): string | undefined {
  if (found.startsWith("'")) return 'JSON strings need double quotes.';
  if (found.trim() !== '') return undefined;
  return `This blank is the character U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}. Write a space instead.`;
}

/** Offset of the innermost bracket that is still open at the end of the text. */
function lastOpen(text: string): number | undefined {
  const scanner = createScanner(text, true);
  const open: number[] = [];
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) {
      open.push(scanner.getTokenOffset());
    } else if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) open.pop();
  }
  return open.at(-1);
}
