import type { Pattern } from './pattern';
import type { Target } from './target';

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  /** JSON text of the event pattern, unchanged from the request. */
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

/** Returns the name of a bus that is given by name or ARN. Default: the account's default bus. */
export function busName(nameOrArn: unknown): string {
  if (nameOrArn === undefined || nameOrArn === '') return DEFAULT_BUS;
  const text = String(nameOrArn);
  return text.startsWith('arn:') ? text.slice(text.indexOf(':event-bus/') + ':event-bus/'.length) : text;
}
