import type { DatasetType } from '../../../lib/personalize/dataset-types';
import type { Context } from './context';
import type { DataRecord } from './data/dataset-contents';
import type { Interaction } from './data/interaction-log';

/** Current data of a dataset group: imported rows, and events and records that were put one by one. */
export class LiveData {
  constructor(
    private readonly datasetGroupArn: string,
    private readonly context: Context,
  ) {}

  /** Returns the newest record of an item, a user or an action. */
  record(type: DatasetType, id: string): DataRecord | undefined {
    const found = this.parts(type).flatMap((data) => data?.records.get(id) ?? []);
    return found.reduce<DataRecord | undefined>(
      (newest, each) => ((newest?.at ?? 0) > each.at ? newest : each),
      undefined,
    );
  }

  /** Yields the ids of all records of a dataset. An id may occur twice. */
  *ids(type: DatasetType): Iterable<string> {
    for (const data of this.parts(type)) yield* data?.records.keys() ?? [];
  }

  /** Returns all events of a user, or of a session without a known user, the oldest first. */
  events(type: DatasetType, user: string): readonly Interaction[] {
    const found = this.parts(type).flatMap((data) => data?.interactions.of(user) ?? []);
    return found.sort((one, other) => one.time - other.time);
  }

  /** Returns the events that were put one by one, without imported ones, for a user or for a session without a known user. */
  recordedEvents(type: DatasetType, user: string): readonly Interaction[] {
    const [, ...recorded] = this.parts(type);
    return recorded.flatMap((data) => data?.interactions.of(user) ?? []);
  }

  private parts(type: DatasetType) {
    const { contents, recorded, anonymous } = this.context;
    const arn = this.context.dataset(this.datasetGroupArn, type)?.arn ?? '';
    return [contents.get(arn), recorded.get(arn), anonymous.get(arn)];
  }
}
