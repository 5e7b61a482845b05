import type { Pattern } from './pattern';
import type { Target } from './target';

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  /** Event pattern, as the JSON text that the client gave. */
  readonly patternText: string;
  readonly pattern: Pattern;
  readonly enabled: boolean;
  readonly targets: Map<string, Target>;
}

export interface EventBus {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly created: Date;
  readonly rules: Map<string, Rule>;
}

export const DEFAULT_BUS = 'default';

/** Name of the bus that a name or an ARN refers to. Default: the account's default bus. */
export function busName(nameOrArn: unknown): string {
  if (nameOrArn === undefined || nameOrArn === '') return DEFAULT_BUS;
  const text = String(nameOrArn);
  return text.startsWith('arn:') ? text.slice(text.indexOf(':event-bus/') + ':event-bus/'.length) : text;
}
