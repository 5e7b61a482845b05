import { BASIC_RULES } from '../basic-rules';
import { RULES } from './index';

const DEMANDS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(BASIC_RULES),
  ...RULES.map(({ name, demands }) => [name, demands] as const),
]);

/** What a rule demands, one sentence; undefined if there is no such rule. */
export function demandOf(rule: string): string | undefined {
  return DEMANDS.get(rule);
}
