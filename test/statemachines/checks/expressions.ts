import jsonata from 'jsonata';
import { assignedBy, type Machine, type NamedState, statesOf } from '../../support/machine';

interface Expression {
  readonly state: string;
  /** First part of the field's path: `Arguments`, `Output`, `Catch`, ... */
  readonly field: string;
  readonly text: string;
}

interface Node {
  readonly type?: unknown;
  readonly value?: unknown;
}

/** Functions that Step Functions adds to JSONata's own. */
const ADDED_FUNCTIONS = ['partition', 'range', 'hash', 'random', 'uuid', 'parse'];
/** The only function of JSONata that Step Functions leaves out. */
const REMOVED_FUNCTION = 'eval';

const FIELDS_WITH_RESULT = ['Output', 'Assign'];
const TYPES_WITH_RESULT = ['Task', 'Parallel', 'Map'];
const NESTED = ['Branches', 'ItemProcessor'];

/** Expressions that Step Functions would refuse, or that always fail when they are reached. */
export async function expressionProblems(machine: Machine): Promise<string[]> {
  const states = [...statesOf(machine)];
  const variables = new Set(states.flatMap(({ state }) => assignedBy(state)));
  const problems = states.map(async ({ name, state, outerVariables }) => {
    const found: string[] = [];
    for (const expression of expressionsOf({ name, state, outerVariables })) {
      const where = `'${name}' ${expression.field}: ${expression.text}`;
      for (const problem of await problemsOf(expression, state.Type, variables)) found.push(`${where}: ${problem}`);
    }
    return found;
  });
  return (await Promise.all(problems)).flat();
}

async function problemsOf(
  { field, text }: Expression,
  type: string,
  variables: ReadonlySet<string>,
): Promise<string[]> {
  const source = /^\{%\s([\s\S]*)\s%\}$/.exec(text)?.[1];
  if (source === undefined) return text.includes('{%') ? ['only a whole string {% ... %} is an expression'] : [];
  let nodes: readonly Node[];
  try {
    nodes = nodesOf(jsonata(source).ast());
  } catch (error) {
    return [`does not parse: ${(error as Error).message}`];
  }
  const problems = statesMembers(nodes).flatMap((member) => memberProblems(member, field, type));
  const locals = localNames(nodes);
  for (const name of variableNames(nodes)) {
    if (name === 'states' || variables.has(name) || locals.has(name) || ADDED_FUNCTIONS.includes(name)) continue;
    if (name === REMOVED_FUNCTION) problems.push('$eval does not exist in Step Functions');
    else if (!(await isBuiltIn(name))) problems.push(`$${name} is never assigned`);
  }
  return problems;
}

/** `$states.result` and `$states.errorOutput` exist in few places; elsewhere Step Functions refuses them. */
function memberProblems(member: string, field: string, type: string): string[] {
  const known = ['input', 'context', 'result', 'errorOutput'];
  if (!known.includes(member)) return [`$states.${member} does not exist`];
  if (member === 'errorOutput' && field !== 'Catch') return ['$states.errorOutput exists in Catch only'];
  if (member !== 'result') return [];
  const exists = FIELDS_WITH_RESULT.includes(field) && TYPES_WITH_RESULT.includes(type);
  return exists ? [] : [`$states.result does not exist in ${field} of a ${type} state`];
}

function* expressionsOf({ name, state }: NamedState): Generator<Expression> {
  for (const [field, value] of Object.entries(state)) {
    // Nested states have their own expressions, and a Comment is for people.
    if (NESTED.includes(field) || field === 'Comment') continue;
    for (const text of stringsIn(value)) yield { state: name, field, text };
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function nodesOf(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(nodesOf)];
}

function variableNames(nodes: readonly Node[]): ReadonlySet<string> {
  const names = nodes.filter(({ type }) => type === 'variable').map(({ value }) => String(value));
  // `$`, the context value, has an empty name; `$$`, the root, has the name `$`.
  return new Set(names.filter((name) => name !== '' && name !== '$'));
}

/** Names that an expression defines itself: parameters of its functions, and variables that it binds. */
function localNames(nodes: readonly Node[]): ReadonlySet<string> {
  return new Set([
    ...nodes.flatMap((node) => (node.type === 'lambda' && 'arguments' in node ? namesIn(node.arguments) : [])),
    ...nodes.flatMap((node) => (node.type === 'bind' && 'lhs' in node ? namesIn(node.lhs) : [])),
    ...nodes.flatMap((node) => ('focus' in node ? [String(node.focus)] : [])),
    ...nodes.flatMap((node) => ('index' in node ? [String(node.index)] : [])),
  ]);
}

function namesIn(value: unknown): string[] {
  return [...variableNames(nodesOf(value))];
}

/** Names after `$states.`. */
function statesMembers(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    const [first, second]: readonly Node[] = 'steps' in node && Array.isArray(node.steps) ? node.steps : [];
    return first?.type === 'variable' && first.value === 'states' ? [String(second?.value)] : [];
  });
}

async function isBuiltIn(name: string): Promise<boolean> {
  return (await jsonata(`$exists($${name})`).evaluate({})) === true;
}
