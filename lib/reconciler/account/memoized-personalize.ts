import type { Personalize } from './personalize-api';

/** Caches what one poll or one plan reads from Personalize. Each change that the poll makes empties the cache. */
export class MemoizedPersonalize implements Personalize {
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(private readonly personalize: Personalize) {}

  readonly describe: Personalize['describe'] = (type, arn) =>
    this.once(`describe ${arn}`, () => this.personalize.describe(type, arn));

  readonly list: Personalize['list'] = (type, request) =>
    this.once(`list ${type} ${JSON.stringify(request)}`, () => this.personalize.list(type, request));

  readonly create: Personalize['create'] = (type, request) => this.changed().create(type, request);
  readonly update: Personalize['update'] = (type, request) => this.changed().update(type, request);
  readonly delete: Personalize['delete'] = (type, arn) => this.changed().delete(type, arn);

  readonly tags: Personalize['tags'] = (arn) => this.once(`tags ${arn}`, () => this.personalize.tags(arn));

  readonly operate: Personalize['operate'] = (operation, arn) => this.changed().operate(operation, arn);

  private changed(): Personalize {
    this.answers.clear();
    return this.personalize;
  }

  metrics(version: string): Promise<Readonly<Record<string, number>> | undefined> {
    return this.once(`metrics ${version}`, () => this.personalize.metrics(version));
  }

  readonly attributionMetrics: Personalize['attributionMetrics'] = (attribution) =>
    this.once(`attribution metrics ${attribution}`, () => this.personalize.attributionMetrics(attribution));

  private once<Answer>(question: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.answers.get(question) as Promise<Answer> | undefined;
    if (known !== undefined) return known;
    const answer = ask();
    this.answers.set(question, answer);
    // Errors are not cached, so the next caller sends the request again.
    answer.catch(() => this.answers.delete(question));
    return answer;
  }
}
