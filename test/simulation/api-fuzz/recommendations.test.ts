import { Random } from '../../../emulator/core/random';
import { ServiceError } from '../../../emulator/core/service';
import { inputOf } from '../../../simulation/api-fuzz/generate';
import { judgeError, judgeOutput } from '../../../simulation/api-fuzz/judge';
import { KnownTexts } from '../../../simulation/api-fuzz/known-texts';
import { requestOf } from '../../../simulation/api-fuzz/wire';
import { Recommending } from '../../support/recommending';

const REQUESTS = Number(process.env.RECOMMENDATION_REQUESTS ?? 1500);
const SLOWEST = 1000;

describe('random requests that ask for recommendations or send events', () => {
  it.each(['aws-user-personalization-v2', 'aws-similar-items', 'aws-personalized-ranking'])(
    `are answered as the API models allow, for a campaign of the recipe %s`,
    async (recipe) => {
      // Prepare
      const bed = await Recommending.open(recipe);
      const random = new Random(1);
      const filterArn = await bed.filter('EXCLUDE ItemID WHERE Items.GENRE IN ($GENRE) IF CurrentUser.AGE > 18');
      const knownTexts = new KnownTexts();
      knownTexts.add({
        campaignArn: bed.campaignArn,
        filterArn,
        trackingId: await bed.trackingId(),
        datasetArn: bed.itemsArn,
        userId: 'u0',
        itemId: 'a1',
        eventType: 'click',
        properties: '{"price": 5, "genre": "art"}',
      });
      const services = bed.service.satellites;
      const problems: unknown[] = [];
      const accepted = new Set<string>();
      let slowest = 0;

      // Act
      for (let number = 0; number < REQUESTS; number += 1) {
        const service = services[random.integer(0, services.length - 1)];
        const names = service?.operationNames() ?? [];
        const operation = names[random.integer(0, names.length - 1)];
        if (service === undefined || operation === undefined) continue;
        const generator = { model: service.model, random, knownTexts, implemented: service.membersOf(operation) };
        const input = inputOf(generator, operation);
        const request = requestOf(service, { operation, input });
        const start = performance.now();
        let found: readonly string[] = [];
        try {
          const call = service.admit(service.decode(request ?? neverSent()));
          found = judgeOutput(service, operation, await service.invoke(call, { kind: 'administrator' }));
          accepted.add(operation);
        } catch (error) {
          found =
            error instanceof ServiceError ? judgeError(service, operation, error) : [String((error as Error).stack)];
          if (error instanceof ServiceError && error.message.length < 10) found = [`says nothing: ${error.message}`];
        }
        slowest = Math.max(slowest, performance.now() - start);
        if (found.length > 0) problems.push({ number, operation, input, found });
        if (number % 100 === 0) await bed.advance(600);
      }

      // Assess
      expect(problems).toEqual([]);
      expect(accepted.size).toBeGreaterThan(2);
      expect(slowest).toBeLessThan(SLOWEST);
    },
  );
});

function neverSent(): never {
  throw new Error('requestOf returned no request, although all operations of these services have paths.');
}
