import type { Question } from './question';

/** Width of documents, in columns. */
const WIDTH = 150;

/** Lists questions in Markdown: first those about Personalize, then all others. */
export function listQuestions(questions: readonly Question[]): string {
  const isOfPersonalize = ({ id }: Question) => id.startsWith('personalize-');
  const list = (some: readonly Question[]) => some.map(item).join('\n');
  const others = questions.filter((question) => !isOfPersonalize(question));
  return `Personalize:\n\n${list(questions.filter(isOfPersonalize))}\n\nOther services:\n\n${list(others)}`;
}

function item({ id, asks, emulated }: Question): string {
  const lines: string[] = [];
  let line = '-';
  for (const word of `\`${id}\`: ${asks}. Emulated: ${emulated}`.split(' ')) {
    if (line.length + word.length >= WIDTH) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}
