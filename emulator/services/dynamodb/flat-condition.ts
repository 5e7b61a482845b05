/**
 * Rewrites a condition as an OR of ANDs, which needs no grouping parentheses. Each level of parentheses triples the
 * time of dynalite's parser.
 * @returns the OR of ANDs; the unchanged condition if it has no grouping parentheses, or if an AND would become more than
 * MAX_TERMS alternatives. A condition that cannot be parsed or has redundant parentheses is also returned unchanged, so
 * that dynalite refuses it
 */
export function flatCondition(condition: string): string {
  const known = flattened.get(condition);
  if (known !== undefined) return known;
  const flat = flatten(condition);
  if (flattened.size >= MAX_CACHED) flattened.clear();
  flattened.set(condition, flat);
  return flat;
}

/** Cache of results, by condition. */
const flattened = new Map<string, string>();
const MAX_CACHED = 1000;

function flatten(condition: string): string {
  const reader = new Reader(condition);
  if (!reader.hasGroups()) return condition;
  try {
    return reader
      .read()
      .map((term) => term.join(' AND '))
      .join(' OR ');
  } catch (error) {
    if (error instanceof Unreadable) return condition;
    throw error;
  }
}

/** Alternatives, each a list of conditions that must all hold. */
type Terms = readonly (readonly string[])[];

const TOKEN = /[(),]|<>|<=|>=|[<>=]|[^\s(),<>=]+/g;
/** Tokens after which a parenthesis groups conditions or operands. After any other token (a function or IN), a parenthesis encloses arguments. */
const BEFORE_GROUP = /^([(,]|<>|[<>=]=?|AND|OR|NOT|BETWEEN)$/i;
const MAX_TERMS = 16;

class Unreadable extends Error {}

interface Token {
  readonly text: string;
  readonly from: number;
}

/** Reads a condition by recursive descent. */
class Reader {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(private readonly condition: string) {
    this.tokens = [...condition.matchAll(TOKEN)].map(({ 0: text, index }) => ({ text, from: index }));
  }

  hasGroups(): boolean {
    return this.tokens.some(
      ({ text }, index) => text === '(' && BEFORE_GROUP.test(this.tokens[index - 1]?.text ?? '('),
    );
  }

  read(): Terms {
    const terms = this.disjunction(false);
    if (this.position < this.tokens.length) throw new Unreadable();
    return terms;
  }

  /** @param negated true if the condition is negated: AND and OR are then exchanged */
  private disjunction(negated: boolean): Terms {
    const parts = [this.conjunction(negated)];
    while (this.takes('OR')) parts.push(this.conjunction(negated));
    return negated ? allOf(parts) : parts.flat();
  }

  private conjunction(negated: boolean): Terms {
    const parts = [this.operand(negated)];
    while (this.takes('AND')) parts.push(this.operand(negated));
    return negated ? parts.flat() : allOf(parts);
  }

  private operand(negated: boolean): Terms {
    if (this.takes('NOT')) return this.operand(!negated);
    if (this.tokens[this.position]?.text !== '(') {
      const comparison = this.comparison();
      return [[negated ? `NOT ${comparison}` : comparison]];
    }
    this.position += 1;
    const inner = this.position;
    const terms = this.disjunction(negated);
    if (this.isGroup(inner, this.position - 1) || !this.takes(')')) throw new Unreadable();
    return terms;
  }

  /**
   * Reads a comparison or a function call. It ends before the next AND, OR or closing parenthesis that does not belong to it.
   */
  private comparison(): string {
    const from = this.position;
    let depth = 0;
    let between = false;
    for (; this.position < this.tokens.length; this.position += 1) {
      const token = this.tokens[this.position]?.text ?? '';
      if (depth === 0 && (token === ')' || /^OR$/i.test(token))) break;
      if (depth === 0 && /^AND$/i.test(token)) {
        if (!between) break;
        between = false;
      }
      if (/^BETWEEN$/i.test(token)) between = true;
      if (token === '(') depth += 1;
      if (token === ')') depth -= 1;
    }
    if (this.position === from || depth !== 0) throw new Unreadable();
    const end = this.tokens[this.position]?.from ?? this.condition.length;
    return this.condition.slice(this.tokens[from]?.from, end).trim();
  }

  /** True if a parenthesis opens at `first` and closes at `last`. Parentheses around this pair are redundant. */
  private isGroup(first: number, last: number): boolean {
    let depth = 0;
    for (let index = first; index < last; index += 1) {
      const text = this.tokens[index]?.text;
      if (text === '(') depth += 1;
      if (text === ')') depth -= 1;
      if (depth === 0) return false;
    }
    return this.tokens[first]?.text === '(';
  }

  private takes(word: string): boolean {
    if (this.tokens[this.position]?.text.toUpperCase() !== word) return false;
    this.position += 1;
    return true;
  }
}

/**
 * Returns the alternatives of parts that must all hold: every combination of one alternative per part.
 * @throws Unreadable if there are more than MAX_TERMS combinations
 */
function allOf(parts: readonly Terms[]): Terms {
  return parts.reduce<Terms>(
    (chosen, terms) => {
      if (chosen.length * terms.length > MAX_TERMS) throw new Unreadable();
      return chosen.flatMap((one) => terms.map((other) => [...one, ...other]));
    },
    [[]],
  );
}
