import type { Expression } from './syntax-tree';

/** Returns every address that an expression refers to, once. */
export function references(expression: Expression): ReadonlySet<string> {
  const found = new Set<string>();
  visitReferences(expression, (address) => found.add(address));
  return found;
}

function visitReferences(expression: Expression, onReference: (address: string) => void): void {
  const visit = (part: Expression) => visitReferences(part, onReference);
  switch (expression.kind) {
    case 'literal':
      break;
    case 'reference':
      onReference(expression.address);
      break;
    case 'template':
      for (const part of expression.parts) if (typeof part !== 'string') visit(part);
      break;
    case 'get':
      [expression.of, expression.key].forEach(visit);
      break;
    case 'call':
      expression.args.forEach(visit);
      break;
    case 'unary':
      visit(expression.operand);
      break;
    case 'binary':
      [expression.left, expression.right].forEach(visit);
      break;
    case 'conditional':
      [expression.condition, expression.yes, expression.no].forEach(visit);
      break;
    case 'list':
      expression.items.forEach(visit);
      break;
    case 'object':
      expression.entries.flat().forEach(visit);
      break;
  }
}
