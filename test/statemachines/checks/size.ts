/** Maximum number of characters of a text, such as an expression. */
const TEXT_LIMIT = 140;
/** Maximum number of lines of a definition. Longer definitions are divided into several machines. */
const LINE_LIMIT = 220;

/**
 * Problems that make a definition hard to read. An expression that is too long can be divided by variables (`Assign`).
 * @param text content of the file, with its placeholders
 */
export function sizeProblems(text: string): string[] {
  const lines = text.split('\n').length - 1;
  return [
    ...(lines > LINE_LIMIT ? [`it has ${lines} lines, the limit is ${LINE_LIMIT}`] : []),
    ...textsIn(JSON.parse(text))
      .filter((found) => found.length > TEXT_LIMIT)
      .map((found) => `a text has ${found.length} characters, the limit is ${TEXT_LIMIT}: ${found.slice(0, 40)}…`),
  ];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
