/** Billed usage in thirty days. */
export interface Usage {
  readonly stateTransitions: number;
  readonly lambdaRequests: number;
  readonly lambdaGigabyteSeconds: number;
  readonly dynamodbReads: number;
  readonly dynamodbWrites: number;
  readonly eventBridgeEvents: number;
  readonly scheduledRuns: number;
  readonly s3Reads: number;
  readonly s3WritesAndLists: number;
  readonly messages: number;
  /** Number of hours in which a custom metric was sent, added up over all metrics. */
  readonly metricHours: number;
  readonly traces: number;
}

export interface Prices {
  readonly region: string;
  /** Month in which the pricing pages were read: `2026-11`. */
  readonly read: string;
  /** USD per unit of usage, without free tiers. */
  readonly prices: Usage;
  /** USD a month for resources that cost the same whether they are used or not. */
  readonly fixed: Readonly<Record<'kmsKey' | 'alarmMetrics' | 'dashboard', number>>;
  readonly assumed: { readonly secondsOfInvocation: number };
}

/** Lines of the table, each with the usage that it adds up. */
const LINES: Readonly<Record<string, readonly (keyof Usage)[]>> = {
  'Step Functions': ['stateTransitions'],
  Lambda: ['lambdaRequests', 'lambdaGigabyteSeconds'],
  DynamoDB: ['dynamodbReads', 'dynamodbWrites'],
  'EventBridge, Scheduler': ['eventBridgeEvents', 'scheduledRuns'],
  S3: ['s3Reads', 's3WritesAndLists'],
  SNS: ['messages'],
  'Custom metrics': ['metricHours'],
  'X-Ray': ['traces'],
};

/** @returns USD by line of the table */
export function billOf(usage: Usage, { prices }: Pick<Prices, 'prices'>): Readonly<Record<string, number>> {
  const sum = (parts: readonly (keyof Usage)[]) => parts.reduce((total, part) => total + usage[part] * prices[part], 0);
  return Object.fromEntries(Object.entries(LINES).map(([line, parts]) => [line, sum(parts)]));
}

/**
 * Renders a table in Markdown. It has a column for each folder, and a row for each line, for the sum of all lines, and
 * for the resources with a fixed cost.
 */
export function billTable(usages: ReadonlyMap<string, Usage>, prices: Prices): string {
  const bills = [...usages.values()].map((usage) => billOf(usage, prices));
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const money = (value: number) => value.toFixed(2);
  const total = (bill: Readonly<Record<string, number>>) => Object.values(bill).reduce((sum, value) => sum + value, 0);
  const { kmsKey, alarmMetrics, dashboard } = prices.fixed;
  return [
    row([`USD a month (${prices.region}, ${prices.read})`, ...usages.keys()]),
    `|---|${'--:|'.repeat(usages.size)}`,
    ...Object.keys(LINES).map((line) => row([line, ...bills.map((bill) => money(bill[line] ?? 0))])),
    row(['**by use**', ...bills.map((bill) => `**${money(total(bill))}**`)]),
    row(['key, alarms, dashboard', ...bills.map(() => money(kmsKey + alarmMetrics + dashboard))]),
  ].join('\n');
}

/**
 * @throws Error if the text is not JSON, or if a price is not a number of 0 or more; the message then names the price
 */
export function checkedPrices(text: string): Prices {
  const prices = JSON.parse(text) as Prices;
  const numbers = { ...prices.prices, ...prices.fixed, ...prices.assumed };
  for (const name of [...Object.values(LINES).flat(), 'kmsKey', 'alarmMetrics', 'dashboard', 'secondsOfInvocation']) {
    const value: unknown = numbers[name as keyof typeof numbers];
    if (typeof value !== 'number' || !(value >= 0))
      throw new Error(`The price '${name}' is ${JSON.stringify(value)}; it must be a number, 0 or more.`);
  }
  return prices;
}
