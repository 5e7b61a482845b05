import type { Row } from '../data/dataset-contents';
import type { InteractionLog } from '../data/interaction-log';
import { attributeAffinityModel, itemAffinityModel } from './affinity';
import { Catalog } from './catalog';
import type { EventFilter } from './event-filter';
import type { Histories } from './histories';
import type { Model } from './model';
import { nextActionModel } from './next-action';
import { type Objective, withObjective } from './objective';
import { PersonalModel } from './personal';
import { popularModel } from './popular';
import { relatedModel } from './related';
import { textModel } from './texts';
import { trendingModel } from './trending';

/**
 * Data from which a model is computed. `items` and `users` have rows by id. The rows have the columns that the training
 * uses, except ids and CREATION_TIMESTAMP.
 */
export interface TrainingData {
  readonly interactions: InteractionLog;
  readonly items: ReadonlyMap<string, Row>;
  readonly users: ReadonlyMap<string, Row>;
  readonly actions: readonly string[];
  readonly actionInteractions: InteractionLog;
}

export interface TrainingSettings {
  readonly recipe: string;
  readonly filters: readonly EventFilter[];
  /** Values of hyperparameters and of feature transformation parameters, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Columns of Items that contain texts. */
  readonly textColumns: readonly string[];
  readonly objective?: Objective;
}

type Trainer = (histories: Histories, data: TrainingData, settings: TrainingSettings) => Model;

const popular: Trainer = (histories) => popularModel(new Catalog(histories));
const together: Trainer = (histories) => relatedModel(new Catalog(histories));
/**
 * Trainer of recipes such as Similar-Items. Source of the hyperparameter's default: developer guide, "Similar-Items recipe", read
 * 2026-12-01.
 */
const similar: Trainer = (histories, { items }, { parameters }) =>
  relatedModel(new Catalog(histories, items), {
    byMetadata: true,
    popularityDiscount: Number(parameters.popularity_discount_factor ?? 0),
  });
const personal: Trainer = (histories, { items }, { objective }) =>
  withObjective(new PersonalModel(new Catalog(histories)), items, objective);
const trending: Trainer = (histories, _data, settings) => trendingModel(new Catalog(histories), trendWindow(settings));

/**
 * Trainer of the recipe SIMS. Source of the hyperparameters' defaults: developer guide, "SIMS recipe", mirror of February 2023, read
 * 2026-11-29.
 */
const sims: Trainer = (histories, _data, { parameters }) =>
  relatedModel(new Catalog(histories), {
    minUsers: Number(parameters.min_cointeraction_count ?? 3),
    popularityDiscount: Number(parameters.popularity_discount_factor ?? 0.5),
  });

const TRAINERS: Readonly<Record<string, Trainer>> = {
  'aws-popularity-count': popular,
  'aws-trending-now': trending,
  'aws-sims': sims,
  'aws-similar-items': similar,
  'aws-semantic-similarity': (_histories, { items }, { textColumns }) => textModel(items, textColumns),
  'aws-item-affinity': (histories) => itemAffinityModel(new Catalog(histories)),
  'aws-item-attribute-affinity': (histories) => attributeAffinityModel(new Catalog(histories)),
  'aws-next-best-action': (_histories, data) => nextActionModel(data.actions, data.actionInteractions, data.users),
  'aws-ecomm-popular-items-by-views': popular,
  'aws-ecomm-popular-items-by-purchases': popular,
  'aws-ecomm-frequently-bought-together': together,
  'aws-ecomm-customers-who-viewed-x-also-viewed': together,
  'aws-vod-because-you-watched-x': together,
  'aws-vod-more-like-x': similar,
  'aws-vod-most-popular': popular,
  'aws-vod-trending-now': trending,
};

/**
 * Trains the model of a recipe. Recipes that are not in `TRAINERS` get a `PersonalModel`.
 * @param histories events that pass the filters of the settings; an evaluation passes only a part of these events
 */
export function train(histories: Histories, data: TrainingData, settings: TrainingSettings): Model {
  return (TRAINERS[settings.recipe] ?? personal)(histories, data, settings);
}

const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };
const DEFAULT_FREQUENCY = '3 hours';

/**
 * Returns the length of the time window of trends, in seconds. The parameter `trend_discovery_frequency` is "30 minutes", "1 hour", "3
 * hours" or "1 day" (developer guide, "Trending-Now recipe", 2026-11).
 */
export function trendWindow({ parameters }: TrainingSettings): number {
  const [, count = '3', unit = 'hour'] =
    /^(\d+)\s*(minute|hour|day)/i.exec(parameters.trend_discovery_frequency ?? DEFAULT_FREQUENCY) ?? [];
  return Number(count) * (SECONDS[unit.toLowerCase()] ?? 0);
}
