import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSolutionMetricsCommand, type PersonalizeClient } from '@aws-sdk/client-personalize';
import type { Description } from '../../reconciler/personalize-api/personalize-api';
import { type Step, solutionOf } from '../../reconciler/step';
import { expiryOf } from '../../record-table/run-record';
import { TRAINING_HOURS } from '../shared/metric-names';

/** Versions of this age are no news; and the record of one is kept for so long, so that none is ever counted twice. */
const NEWS_DAYS = 365;

/**
 * Passes the offline metrics of a trained solution version on to CloudWatch, under the name of its solution, so that
 * quality can be watched over time. Once a version: which ones have been is in the record table, for as long as they are looked at.
 */
export class OfflineMetrics {
  constructor(
    private readonly personalize: PersonalizeClient,
    private readonly metrics: Metrics,
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  /** @returns whether there was something new to record */
  async record(step: Step, versionArn: string): Promise<boolean> {
    const key = { datasetGroup: { S: step.state.datasetGroup.name }, item: { S: `metrics#${versionArn}` } };
    const { Item: recorded } = await this.dynamodb.send(
      new GetItemCommand({ TableName: this.tableName, Key: key, ConsistentRead: true }),
    );
    if (recorded !== undefined) return false;
    const version = await step.personalize.describe('solutionVersion', versionArn);
    if (!isNews(version, step.now)) return false;
    this.emit(solutionOf(step).name, await this.valuesOf(versionArn, version));
    const expiresAt = { N: String(expiryOf(step.now.toISOString(), NEWS_DAYS)) };
    // Afterwards: a version of which the record was lost is rather counted twice than never.
    await this.dynamodb.send(new PutItemCommand({ TableName: this.tableName, Item: { ...key, expiresAt } }));
    return true;
  }

  private async valuesOf(
    versionArn: string,
    version: Description | undefined,
  ): Promise<Readonly<Record<string, number>>> {
    const { metrics = {} } = await this.personalize.send(
      new GetSolutionMetricsCommand({ solutionVersionArn: versionArn }),
    );
    const hours = version?.trainingHours;
    return { ...metrics, ...(typeof hours === 'number' && { [TRAINING_HOURS]: hours }) };
  }

  private emit(solution: string, values: Readonly<Record<string, number>>): void {
    this.metrics.addDimension('solution', solution);
    for (const [name, value] of Object.entries(values)) {
      this.metrics.addMetric(name, MetricUnit.NoUnit, value);
    }
    this.metrics.publishStoredMetrics();
  }
}

function isNews(version: Description | undefined, now: Date): boolean {
  const created = version?.creationDateTime ?? now;
  return now.getTime() < expiryOf(created.toISOString(), NEWS_DAYS) * 1000;
}
