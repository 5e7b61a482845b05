import { describePlace, type Place, referencesOfBody } from './body';
import type { Block, Configuration } from './configuration';
import { StackError } from './stack-error';

/** Addresses that expressions may refer to although the stack has no block for them. Any other address needs a block. */
const BUILT_IN = new Set(['count.index', 'each.key', 'each.value', 'path.module']);

/**
 * Order in which blocks can be evaluated and created: dependencies first, otherwise as in `configuration.blocks`. Variables are left out,
 * because they have values from the start.
 * @throws StackError for a reference to a missing block, and for a cycle. The error of a cycle lists the addresses in the cycle
 */
export function creationOrder(configuration: Configuration): readonly Block[] {
  const blocks = new Map(configuration.blocks.map((block) => [block.address, block]));
  const order: Block[] = [];
  const done = new Set<string>();

  const visit = (block: Block, path: readonly string[]): void => {
    if (done.has(block.address)) return;
    if (path.includes(block.address)) {
      const cycle = [...path.slice(path.indexOf(block.address)), block.address];
      throw new StackError(block.address, `it depends on itself: ${cycle.join(' -> ')}`);
    }
    for (const { to, at } of dependencies(block)) {
      const dependency = blocks.get(to);
      if (dependency === undefined) throw dangling(to, at);
      if (dependency.kind !== 'variable') visit(dependency, [...path, block.address]);
    }
    done.add(block.address);
    order.push(block);
  };

  for (const block of configuration.blocks) if (block.kind !== 'variable') visit(block, []);
  return order;
}

/** References of a block, in expressions and in `depends_on`, but not in `lifecycle`. */
function dependencies({ address, body }: Block): { to: string; at: Place }[] {
  const { depends_on: dependsOn, lifecycle: _lifecycle, ...rest } = body;
  const listed = [dependsOn ?? []].flat().map((to, index) => ({
    to: String(to),
    at: { address, path: `depends_on[${index}]` },
  }));
  return [...referencesOfBody(rest, { address, path: '' }), ...listed].filter(({ to }) => !BUILT_IN.has(to));
}

function dangling(to: string, at: Place): StackError {
  return new StackError(describePlace(at), `it refers to ${to}, which is not in the stack`);
}
