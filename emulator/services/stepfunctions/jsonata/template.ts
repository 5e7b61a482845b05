import { isJsonList, type Json } from '../json';
import { isExpression } from './expression';

/**
 * Replaces each expression in a template, at any depth, with its value. Keys are never evaluated.
 * @param location location of the template in its state. A member's location adds `/name`, an item's location adds `[index]`
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

/** Cache of the results of `isConstant`: true for a template without expressions. */
const constants = new WeakMap<object, boolean>();

function isConstant(template: Json): boolean {
  if (template === null || typeof template !== 'object') return !isExpression(template);
  const known = constants.get(template);
  if (known !== undefined) return known;
  const constant = Object.values(template).every(isConstant);
  constants.set(template, constant);
  return constant;
}
