import { DataBucketReader } from '../../lib/aws/data-bucket';
import { totalText } from '../../lib/personalize/billed-quantity';
import { type BillingMonth, monthAt, parseMonth } from '../../lib/personalize/billing-month';
import { type Costed, costed, costLines, money, type Prices } from '../../lib/personalize/cost';
import { usageOf } from '../../lib/reconciler/usage/usage';
import { billedText, type Use, updateLines } from '../../lib/reconciler/usage/use';
import { RunHistory } from '../../lib/record-table/run-history';
import { grouped } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import { describeByName } from '../describe-by-name';
import { WrongUsage } from '../failure';
import type { AwsOptions, PriceOptions } from '../options';
import { moment, Output } from '../output';
import { pricesFor } from '../price-list';
import { partitions } from '../run-search';
import { unknownGroup } from '../runs';

interface UsageOptions extends AwsOptions, PriceOptions {
  readonly month?: string;
}

interface GroupUsage extends Costed {
  readonly datasetGroup: string;
  readonly month: string;
  /** ISO times of the month's beginning and end. In the current month, the end is now. */
  readonly from: string;
  readonly to: string;
  readonly uses: readonly Use[];
}

/**
 * @throws WrongUsage if the month is invalid or has not begun
 * @throws CliFailure if the dataset group is not in Amazon Personalize and the deployment has no record of it
 */
export async function usage(group: string | undefined, options: UsageOptions): Promise<number> {
  const output = new Output(options.json);
  const month = options.month === undefined ? undefined : monthOf(options.month);
  const aws = await DeployedAws.open(options);
  const period = month ?? monthAt(aws.now());
  if (period.from > aws.now())
    throw new WrongUsage(`--month ${period.name} has not begun.`, 'Give the current month or an earlier one.');
  const prices = await pricesFor(aws, options);
  if (group !== undefined && !(await exists(aws, group))) throw unknownGroup(group);
  const groups = group === undefined ? await aws.datasetGroups.names() : [group];
  const found: GroupUsage[] = [];
  for (const datasetGroup of groups) found.push(await ofGroup(aws, datasetGroup, period, prices));
  output.document(found);
  if (found.length === 0) output.line('No dataset groups.');
  for (const each of found) print(each, output);
  return 0;
}

/** True if the dataset group is in Amazon Personalize, or if the deployment has a record of it. */
async function exists(aws: DeployedAws, group: string): Promise<boolean> {
  return (await describeByName(aws, 'datasetGroup', group)) !== undefined || (await partitions(aws)).has(group);
}

function monthOf(text: string): BillingMonth {
  const month = parseMonth(text);
  if (month !== undefined) return month;
  throw new WrongUsage(`--month '${text}' is not a month.`, 'Write a year and a month, such as 2026-11.');
}

async function ofGroup(
  aws: DeployedAws,
  datasetGroup: string,
  month: BillingMonth,
  prices: Prices | string,
): Promise<GroupUsage> {
  const now = aws.now();
  const period = { from: month.from, to: Math.min(month.to, now) };
  const bucket = new DataBucketReader(aws.s3, aws.names.dataBucket);
  const uses = await usageOf(datasetGroup, period, {
    scope: aws.scope,
    personalize: aws.personalize,
    cloudWatch: await aws.cloudWatch(),
    sizeAt: (uri, at) => bucket.sizeAt(uri, at),
    history: new RunHistory(aws.records),
    now,
  });
  return {
    datasetGroup,
    month: month.name,
    from: new Date(period.from).toISOString(),
    to: new Date(period.to).toISOString(),
    ...costed(uses, prices),
  };
}

function print({ datasetGroup, from, to, uses, ...cost }: GroupUsage, output: Output): void {
  output.line(`${output.colors.bold(`Dataset group '${datasetGroup}'`)}, ${moment(from)} - ${moment(to)}`);
  if (uses.length === 0) output.line('Nothing that is billed.');
  const { currency } = cost.cost ?? {};
  output.table(
    ['USE', 'BILLED', ...(currency === undefined ? [] : ['COST']), 'REQUESTS'],
    uses.map((use) => [
      use.what,
      billedText(use),
      ...(currency === undefined ? [] : [use.cost === undefined ? '-' : money(use.cost, currency)]),
      use.requests === undefined ? '-' : grouped(use.requests),
    ]),
  );
  if (uses.length > 0) output.line(totalText(uses));
  for (const line of updateLines(uses)) output.line(line);
  if (uses.length > 0) for (const line of costLines(cost)) output.line(line);
  const unused = uses.filter(({ isUnused }) => isUnused);
  if (unused.length > 0)
    output.line(output.colors.yellow(`No request in this month: ${unused.map(({ what }) => what).join(', ')}.`));
  output.line();
}
