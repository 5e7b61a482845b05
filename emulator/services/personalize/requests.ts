import { findRecipe } from '../../../lib/personalize/recipes';
import type { Aws } from '../../core/aws';
import type { Random } from '../../core/random';
import { datumOf, type MetricIdentity } from '../cloudwatch/metric';
import { type Resource, textMember } from './resource';
import type { ServiceMetrics } from './service-metrics';
import type { Store } from './store';

/** Rate of simulated requests to a campaign or recommender. */
export interface RequestRate {
  /** Name of the campaign or recommender. */
  readonly name: string;
  readonly perSecond: number;
}

const PERIOD = 5 * 60_000;

/** Range of the reported latency, in milliseconds. Latencies are drawn at random, because answers take no virtual time. */
const LATENCY = { min: 10, max: 50 } as const;

/**
 * Sends metrics of requests to CloudWatch, as Personalize does. The requests are real or simulated. While there are no requests, no metrics
 * are sent. Source: developer guide, "CloudWatch metrics for Amazon Personalize", read 2026-11-26.
 */
export class Requests {
  private readonly rates = new Map<string, number>();
  private isTicking = false;
  private readonly random: Random;

  constructor(
    private readonly aws: Aws,
    private readonly store: Store,
    private readonly metrics: ServiceMetrics,
  ) {
    this.random = aws.random.fork('personalize latency');
  }

  /** Sets the rate of simulated requests. They are counted while the campaign or recommender is ACTIVE. */
  set({ name, perSecond }: RequestRate): void {
    this.rates.set(name, perSecond);
    if (!this.isTicking) this.awaitNext();
    this.isTicking = true;
  }

  /** Returns the names that have a rate, but are not the name of an existing campaign or recommender. */
  unknown(): readonly string[] {
    return [...this.rates.keys()].filter((name) => this.named(name).length === 0);
  }

  /**
   * Counts simulated requests to the campaigns and recommenders with this name.
   * @returns false if no campaign or recommender with this name is ACTIVE
   */
  send(name: string, count: number): boolean {
    const found = this.named(name).filter(({ status }) => status === 'ACTIVE');
    for (const resource of found)
      this.metrics.send(identityOf(resource, this.store), datumOf(this.aws.clock.now(), 'Count', [count]));
    return found.length > 0;
  }

  /**
   * Counts a request that was answered.
   * @param operation name of the operation, e.g. GetRecommendations
   */
  count(resource: Resource, operation: string): void {
    const { min, max } = LATENCY;
    this.emit(resource, operation, 'Count', 1);
    this.emit(resource, `${operation}Latency`, 'Milliseconds', this.random.integer(min, max));
  }

  /** Counts a request that was refused, if the request names an existing campaign or recommender. */
  countRefused(request: { readonly campaignArn?: string; readonly recommenderArn?: string }, operation: string): void {
    const resource = this.store.lookUp(request.campaignArn ?? request.recommenderArn ?? '');
    if (resource?.type === 'campaign' || resource?.type === 'recommender')
      this.emit(resource, `${operation}4xxErrors`, 'Count', 1);
  }

  private emit(resource: Resource, name: string, unit: string, value: number): void {
    this.metrics.send({ ...identityOf(resource, this.store), name }, datumOf(this.aws.clock.now(), unit, [value]));
  }

  private awaitNext(): void {
    const { clock } = this.aws;
    const send = () => {
      for (const [name, perSecond] of this.rates) if (perSecond > 0) this.send(name, (perSecond * PERIOD) / 1000);
      this.awaitNext();
    };
    clock.at(clock.now() + PERIOD, send, { background: true });
  }

  private named(wanted: string): readonly Resource[] {
    return this.store
      .all()
      .filter(({ type, name }) => (type === 'campaign' || type === 'recommender') && name === wanted);
  }
}

function identityOf(resource: Resource, store: Store): MetricIdentity {
  const dimension = resource.type === 'campaign' ? 'CampaignArn' : 'RecommenderArn';
  return {
    namespace: 'AWS/Personalize',
    name: isRanking(resource, store) ? 'GetPersonalizedRanking' : 'GetRecommendations',
    dimensions: [{ Name: dimension, Value: resource.arn }],
  };
}

function isRanking(resource: Resource, store: Store): boolean {
  if (resource.type !== 'campaign') return false;
  const version = store.find('solutionVersion', textMember(resource, 'solutionVersionArn'));
  return version !== undefined && findRecipe(textMember(version, 'recipeArn'))?.recipeType === 'PERSONALIZED_RANKING';
}
