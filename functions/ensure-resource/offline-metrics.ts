import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSolutionMetricsCommand, type PersonalizeClient } from '@aws-sdk/client-personalize';
import { type Step, solutionOf } from '../../resources/step';
import { TRAINING_HOURS } from '../shared/metric-names';

/**
 * Passes the offline metrics of a trained solution version on to CloudWatch, under the name of its solution, so that
 * quality can be watched over time. Once a version: which ones have been is in the record table.
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
    this.emit(solutionOf(step).name, await this.valuesOf(step, versionArn));
    // Afterwards: a version of which the record was lost is rather counted twice than never.
    await this.dynamodb.send(new PutItemCommand({ TableName: this.tableName, Item: key }));
    return true;
  }

  private async valuesOf(step: Step, versionArn: string): Promise<Readonly<Record<string, number>>> {
    const { metrics = {} } = await this.personalize.send(
      new GetSolutionMetricsCommand({ solutionVersionArn: versionArn }),
    );
    const version = await step.personalize.describe('solutionVersion', versionArn);
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
