/** The part of Amazon States Language that a diagram needs. */
export interface Machine {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Catch?: readonly { readonly Next: string }[];
  readonly Branches?: readonly Machine[];
  readonly ItemProcessor?: Machine;
}

/** Text left and right of a state's name, by the state's type. Default: a rectangle. */
const SHAPES: Readonly<Record<string, readonly [string, string]>> = {
  Choice: ['{', '}'],
  Wait: ['(', ')'],
  Succeed: ['([', '])'],
  Fail: ['([', '])'],
};

/** A state machine as a Mermaid flowchart. Dotted lines are taken when a state fails. */
export function stateDiagram(machine: Machine): string {
  const drawing = new Drawing();
  const first = drawing.machine(machine, '  ');
  return ['flowchart TD', '  start((start))', ...drawing.nodes, `  start --> ${first}`, ...drawing.edges].join('\n');
}

class Drawing {
  readonly nodes: string[] = [];
  readonly edges: string[] = [];
  private count = 0;

  /** @returns the id of the first state's node */
  machine({ StartAt, States }: Machine, indent: string): string {
    const ids = new Map(Object.keys(States).map((name) => [name, this.id()]));
    const idOf = (name: string) => ids.get(name) ?? 'missing';
    for (const [name, state] of Object.entries(States)) {
      this.state(idOf(name), name, state, indent);
      this.transitions(idOf(name), state, idOf);
    }
    return idOf(StartAt);
  }

  private state(id: string, name: string, state: State, indent: string): void {
    const inner = [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])];
    if (inner.length === 0) {
      const [left, right] = SHAPES[state.Type] ?? ['[', ']'];
      this.nodes.push(`${indent}${id}${left}${quote(name)}${right}`);
      return;
    }
    const what = state.Type === 'Map' ? `${name} (for each)` : `${name} (side by side)`;
    this.nodes.push(`${indent}subgraph ${id}[${quote(what)}]`);
    for (const branch of inner) this.machine(branch, `${indent}  `);
    this.nodes.push(`${indent}end`);
  }

  private transitions(from: string, state: State, idOf: (name: string) => string): void {
    for (const { Condition, Next } of state.Choices ?? []) {
      this.edges.push(`  ${from} -- ${quote(condition(Condition))} --> ${idOf(Next)}`);
    }
    if (state.Default !== undefined) this.edges.push(`  ${from} -- else --> ${idOf(state.Default)}`);
    if (state.Next !== undefined) this.edges.push(`  ${from} --> ${idOf(state.Next)}`);
    for (const { Next } of state.Catch ?? []) this.edges.push(`  ${from} -.-> ${idOf(Next)}`);
  }

  private id(): string {
    this.count += 1;
    return `s${this.count}`;
  }
}

/** JSONata without its delimiters. */
function condition(text: string): string {
  return text.replace(/^\{%\s*|\s*%\}$/g, '');
}

/** Mermaid has entities instead of escapes. */
function quote(text: string): string {
  return `"${text.replaceAll('#', '#35;').replaceAll('"', '#quot;')}"`;
}
