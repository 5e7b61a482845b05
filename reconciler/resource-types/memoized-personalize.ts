import type { ResourceType } from '../../personalize/resource-types';
import type { Description, Personalize, Request } from './personalize-api';

/** Caches reads of Personalize for one poll, until the poll itself changes something. The next poll sees changes by others. */
export class MemoizedPersonalize implements Personalize {
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(private readonly personalize: Personalize) {}

  describe(type: ResourceType, arn: string): Promise<Description | undefined> {
    return this.once(`describe ${arn}`, () => this.personalize.describe(type, arn));
  }

  list(type: ResourceType, request: Request): Promise<readonly Description[]> {
    return this.once(`list ${type} ${JSON.stringify(request)}`, () => this.personalize.list(type, request));
  }

  create(type: ResourceType, request: Request): Promise<string> {
    this.answers.clear();
    return this.personalize.create(type, request);
  }

  update(type: ResourceType, request: Request): Promise<void> {
    this.answers.clear();
    return this.personalize.update(type, request);
  }

  delete(type: ResourceType, arn: string): Promise<void> {
    this.answers.clear();
    return this.personalize.delete(type, arn);
  }

  private once<Answer>(question: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.answers.get(question) as Promise<Answer> | undefined;
    if (known !== undefined) return known;
    const answer = ask();
    this.answers.set(question, answer);
    // An error is no answer: whoever asks again asks Personalize.
    answer.catch(() => this.answers.delete(question));
    return answer;
  }
}
