import type { Aws } from '../../../core/aws';
import { type Operations, operation } from '../../../core/emulated-service';
import type { Random } from '../../../core/random';
import { type Call, type Input, type Permission, ServiceError } from '../../../core/service';
import type { Context } from '../context';
import { DataPlaneService, withStatus } from '../data-plane';
import MODEL from './api-model.json';
import { type RecommendationRequest, type Recommended, recommend } from './recommend';
import { type TargetRequest, targetOf } from './target';

type Request = RecommendationRequest & TargetRequest;

/** Amazon Personalize Runtime. It returns recommendations of the models that the emulator has trained. */
export class PersonalizeRuntimeService extends DataPlaneService {
  readonly name = 'personalize-runtime';
  protected readonly title = 'Personalize Runtime';
  private readonly random: Random;
  protected readonly operations: Operations;

  constructor(
    aws: Aws,
    private readonly context: Context,
  ) {
    super(MODEL);
    this.random = aws.random.fork('personalize runtime');
    const target = ['campaignArn', 'userId', 'filterArn', 'filterValues'];
    const promotions = ['name', 'percentPromotedItems', 'filterArn', 'filterValues'].map(
      (name) => `promotions.${name}`,
    );
    this.operations = {
      GetRecommendations: operation(
        [...target, 'recommenderArn', 'itemId', 'numResults', 'context', 'metadataColumns', ...promotions],
        (input) => this.answer('GetRecommendations', input, (items) => ({ itemList: items.map(itemOf) })),
      ),
      GetPersonalizedRanking: operation([...target, 'inputList', 'context', 'metadataColumns'], (input) =>
        this.answer('GetPersonalizedRanking', input, (items) => ({ personalizedRanking: items.map(itemOf) })),
      ),
      GetActionRecommendations: operation([...target, 'numResults'], (input) =>
        this.answer('GetActionRecommendations', input, (items) => ({
          actionList: items.map(({ id, score }) => ({ actionId: id, score })),
        })),
      ),
    };
  }

  /**
   * Returns the permissions that a call needs. Source: service authorization reference, "Actions defined by Amazon Personalize", read
   * 2026-11-29.
   */
  permissions({ operation: name, input }: Call): readonly Permission[] {
    const arn = input.campaignArn ?? input.recommenderArn;
    return [{ action: `personalize:${name}`, resource: typeof arn === 'string' ? arn : '*' }];
  }

  private answer(name: string, input: Input, bodyOf: (items: readonly Recommended[]) => object): unknown {
    const request = input as Request;
    try {
      const target = targetOf(name, request, this.context);
      const items = recommend(request, target, this.context);
      this.context.requests.count(target.resource, name);
      const recommendationId = `RID-${this.random.uuid()}`;
      this.context.given.add(recommendationId, { source: target.resource.arn, ids: items.map(({ id }) => id) });
      return { ...bodyOf(items), recommendationId };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      this.context.requests.countRefused(request, name);
      throw withStatus(error);
    }
  }
}

function itemOf({ id, ...members }: Recommended): unknown {
  return { itemId: id, ...members };
}
