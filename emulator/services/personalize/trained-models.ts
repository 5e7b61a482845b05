import { DatasetContents } from './data/dataset-contents';
import { evaluate } from './model/evaluate';
import { type Histories, historiesOf } from './model/histories';
import type { Model } from './model/model';
import { type TrainingData, type TrainingSettings, train } from './model/train';
import { recentlyUsed } from './recently-used';
import type { Resource } from './resource';
import { fingerprintOf, type Sources, trainingData } from './sources';

/** Data and settings of the training of a solution version or recommender. The model is computed later, when it is first needed. */
export interface Training {
  readonly fingerprint: string;
  readonly sources: Sources;
  readonly settings: TrainingSettings;
}

/** Maximum number of models in memory. A model that is no longer in memory is computed again when it is needed. */
const MAX_MODELS = 8;
const MAX_METRICS = 1000;

/** Models of solution versions and recommenders. Trainings with the same fingerprint share a model. */
export class TrainedModels {
  private readonly trainings = new WeakMap<Resource, Training>();
  private readonly modelFor = recentlyUsed<string, Model>(MAX_MODELS);
  private readonly metricsFor = recentlyUsed<string, Readonly<Record<string, number>>>(MAX_METRICS);

  /**
   * Records a training.
   * @param base for a training with mode UPDATE: the solution version whose full training is updated
   */
  train(trained: Resource, training: Omit<Training, 'fingerprint'>, base?: Resource): void {
    const { sources, settings } = training;
    const earlier = base === undefined ? undefined : this.trainings.get(base);
    this.trainings.set(trained, {
      settings,
      fingerprint: JSON.stringify([fingerprintOf(sources), earlier?.fingerprint, settings]),
      sources: earlier === undefined ? sources : updated(earlier.sources, sources),
    });
  }

  /**
   * Returns the recorded training of a solution version or recommender.
   * @throws Error if the resource has no training, which is a bug of the emulator
   */
  trainingOf(trained: Resource): Training {
    const training = this.trainings.get(trained);
    if (training === undefined) throw new Error(`${trained.arn} was not trained.`);
    return training;
  }

  modelOf(training: Training): Model {
    return this.modelFor(training.fingerprint, () => {
      const data = trainingData(training.sources);
      return train(eventsOf(training, data), data, training.settings);
    });
  }

  /**
   * Returns a model that has the settings of a training, but is trained with the interactions in `contents`.
   * @param until epoch seconds; only events before this time are used
   */
  modelOn(training: Training, contents: DatasetContents, until: number): Model {
    return this.modelFor(JSON.stringify([training.fingerprint, contents.fingerprint, until]), () => {
      const data = { ...trainingData(training.sources), interactions: contents.interactions };
      return train(historiesOf(data.interactions, training.settings.filters, until), data, training.settings);
    });
  }

  /**
   * Returns the metrics of a model that recommends the most popular items, with the data of the training. These metrics are a baseline,
   * with which the training's own metrics are compared.
   */
  baselineOf(training: Training): Readonly<Record<string, number>> {
    const { objective: _, ...settings } = training.settings;
    const fingerprint = JSON.stringify([training.fingerprint, 'baseline']);
    return this.metricsOf({ ...training, fingerprint, settings: { ...settings, recipe: 'aws-popularity-count' } });
  }

  /** Returns the offline metrics of the trained model, by name. */
  metricsOf(training: Training): Readonly<Record<string, number>> {
    return this.metricsFor(training.fingerprint, () => {
      const data = trainingData(training.sources);
      return evaluate(eventsOf(training, data), data, training.settings);
    });
  }
}

/**
 * Returns the events with which a model is trained and evaluated: the interactions that pass the filters. If the recipe
 * recommends actions, returns the action interactions with type "Taken", with which the model is only evaluated. Such a
 * model is trained with all action interactions.
 */
function eventsOf({ settings }: Training, { interactions, actionInteractions }: TrainingData): Histories {
  if (settings.recipe === 'aws-next-best-action') return historiesOf(actionInteractions, [{ eventType: 'Taken' }]);
  return historiesOf(interactions, settings.filters);
}

/**
 * Returns the data of a training with mode UPDATE: the interactions of the full training plus new interactions, and the current data of all
 * other datasets. AWS describes UPDATE as "only new data since the last training".
 */
function updated(base: Sources, now: Sources): Sources {
  const [before, after] = [base.get('INTERACTIONS'), now.get('INTERACTIONS')];
  if (before === undefined || after === undefined) return now;
  return new Map([...now, ['INTERACTIONS', { ...after, contents: union(before.contents, after.contents) }]]);
}

function union(before: DatasetContents, after: DatasetContents): DatasetContents {
  const keyOf = (contents: DatasetContents, row: number) => JSON.stringify(contents.interactions.at(row));
  const known = new Set<string>();
  for (let row = 0; row < before.interactions.length; row += 1) known.add(keyOf(before, row));
  const all = before.with(new DatasetContents());
  for (let row = 0; row < after.interactions.length; row += 1)
    if (!known.has(keyOf(after, row))) all.interactions.add(after.interactions.at(row));
  all.note(after.fingerprint);
  return all;
}
