import { findRecipe } from '../../../personalize/recipes';
import type { Aws } from '../../core/aws';
import { type Datum, datumOf, type MetricIdentity } from '../cloudwatch/metric';
import { type Resource, textMember } from './resource';
import type { Store } from './store';

/** How many requests clients send. */
export interface RequestRate {
  /** Of the campaign or recommender. */
  readonly name: string;
  readonly perSecond: number;
}

export type RequestListener = (identity: MetricIdentity, datum: Datum) => void;

const PERIOD = 5 * 60_000;

/**
 * Requests of clients, which nothing here answers: only their number is known, and Personalize sends it to CloudWatch. Nothing is sent
 * while there are none. Refused requests, such as those to what is not ACTIVE, are left out.
 * Source: developer guide, "CloudWatch metrics for Amazon Personalize", read 2026-11-26.
 */
export class Requests {
  private readonly rates = new Map<string, number>();
  private readonly listeners: RequestListener[] = [];
  private isTicking = false;

  constructor(
    private readonly aws: Aws,
    private readonly store: Store,
  ) {}

  onRequests(listener: RequestListener): void {
    this.listeners.push(listener);
  }

  /** From now on, whenever the resource is ACTIVE. */
  set({ name, perSecond }: RequestRate): void {
    this.rates.set(name, perSecond);
    if (!this.isTicking) this.awaitNext();
    this.isTicking = true;
  }

  /** Names of what was to get requests, and does not exist. */
  unknown(): readonly string[] {
    return [...this.rates.keys()].filter((name) => this.named(name).length === 0);
  }

  /** @returns false if nothing of that name is ACTIVE */
  send(name: string, count: number): boolean {
    const found = this.named(name).filter(({ status }) => status === 'ACTIVE');
    for (const resource of found) {
      const datum = datumOf(this.aws.clock.now(), 'Count', [count]);
      for (const listener of this.listeners) listener(identityOf(resource, this.store), datum);
    }
    return found.length > 0;
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
