import { isJsonList, type Json } from '../json';
import { isExpression } from './expression';

/**
 * Replaces each string that is an expression by its value, however deeply nested. Keys are never evaluated.
 * @param location location of the template in its state. Members add `/name`, items add `[index]`
 */
export async function evaluateTemplate(
  template: Json,
  location: string,
  evaluate: (text: string, location: string) => Promise<Json>,
): Promise<Json> {
  if (isExpression(template)) return evaluate(template, location);
  if (template === null || typeof template !== 'object') return template;
  if (isConstant(template)) return template;
  if (isJsonList(template)) {
    const items: Json[] = [];
    for (const [index, item] of template.entries()) {
      items.push(await evaluateTemplate(item, `${location}[${index}]`, evaluate));
    }
    return items;
  }
  const members: Record<string, Json> = {};
  for (const [name, member] of Object.entries(template)) {
    members[name] = isConstant(member) ? member : await evaluateTemplate(member, `${location}/${name}`, evaluate);
  }
  return members;
}

/** Cache of results: true for a template without expressions. */
const constants = new WeakMap<object, boolean>();

function isConstant(template: Json): boolean {
  if (template === null || typeof template !== 'object') return !isExpression(template);
  const known = constants.get(template);
  if (known !== undefined) return known;
  const constant = Object.values(template).every(isConstant);
  constants.set(template, constant);
  return constant;
}
