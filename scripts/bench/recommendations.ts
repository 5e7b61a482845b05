import { startHttpServer } from '../../emulator/core/http-server';
import type { LocalAws } from '../../emulator/local-aws';
import { InteractionLog } from '../../emulator/services/personalize/data/interaction-log';
import { historiesOf } from '../../emulator/services/personalize/model/histories';
import { train } from '../../emulator/services/personalize/model/train';
import { mirroredFiles, upload } from '../../local/mirror';
import { withLocalAws } from './local-run';
import { type Figure, type Measure, median, milliseconds } from './measure';
import { FIRST_SAMPLE, parameterFile } from './samples';

const GROUP = 'served';
const REQUESTS = 300;

/** Limits set by the project. */
const LIMITS = { training: 15, answer: 5, movies: 150 };

interface Size {
  readonly events: number;
  readonly users: number;
  readonly items: number;
}

const LARGE: Size = { events: 1_000_000, users: 100_000, items: 20_000 };
const SERVED: Size = { events: 60_000, users: 6000, items: 20_000 };

/** Models of the local Personalize: trainings, and answers over HTTP. */
export const recommendations: Measure = {
  name: 'Recommendations of the local models',
  take: async () => [await large(), await withLocalAws(served), await withLocalAws(movies)],
};

async function large(): Promise<Figure> {
  const interactions = new InteractionLog();
  for (const event of eventsOf(LARGE)) interactions.add({ ...event, type: undefined, value: Number.NaN });
  const nothing = { items: new Map(), users: new Map(), actions: [], actionInteractions: new InteractionLog() };
  const settings = { recipe: 'aws-user-personalization', filters: [{}], parameters: {}, textColumns: [] };
  const training = await milliseconds(() =>
    train(historiesOf(interactions, settings.filters), { interactions, ...nothing }, settings),
  );
  return { name: 'training on a million interactions', ...limited(training / 1000, 's', LIMITS.training) };
}

async function served(local: LocalAws): Promise<Figure> {
  const put = (name: string, body: string) =>
    local.aws.call('s3', 'PutObject', {
      Bucket: local.names.dataBucket,
      Key: `train/${GROUP}/${name}`,
      Body: Buffer.from(body),
    });
  const lines = [...eventsOf(SERVED)].map(({ item, user, time }) => `${item},${user},${time},click,1.0`);
  await put('interactions.csv', `ITEM_ID,USER_ID,TIMESTAMP,EVENT_TYPE,EVENT_VALUE\n${lines.join('\n')}\n`);
  await put('config.json', withCampaign(parameterFile(GROUP, 1)));
  await local.clock.advanceUntilIdle();
  const server = await startHttpServer(local.aws, { port: 0, local: async () => undefined });
  const authorization = 'AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/personalize/aws4_request';
  const campaignArn = local.aws.arn('personalize', `campaign/${GROUP}`);
  const times: number[] = [];
  for (let number = 0; number < REQUESTS; number += 1) {
    const body = JSON.stringify({ campaignArn, userId: `user-${(number * 331) % SERVED.users}` });
    const ask = async () => {
      const answer = await fetch(`${server.url}/recommendations`, { method: 'POST', headers: { authorization }, body });
      if (!(await answer.text()).includes('itemList')) throw new Error(`A request was answered by ${answer.status}.`);
    };
    times.push(await milliseconds(ask));
  }
  await server.close();
  return { name: `an answer over HTTP, median of ${REQUESTS}`, ...limited(median(times), 'ms', LIMITS.answer) };
}

async function movies(local: LocalAws): Promise<Figure> {
  await upload(local.aws, local.names.dataBucket, await mirroredFiles(FIRST_SAMPLE));
  await local.clock.advanceUntilIdle();
  const { solutionVersions } = (await local.aws.call('personalize', 'ListSolutionVersions', {})) as {
    readonly solutionVersions: readonly { readonly solutionVersionArn: string }[];
  };
  const solutionVersionArn = solutionVersions.at(-1)?.solutionVersionArn;
  const ask = () => local.aws.call('personalize', 'GetSolutionMetrics', { solutionVersionArn });
  return { name: 'training and metrics of the first sample', ...limited(await milliseconds(ask), 'ms', LIMITS.movies) };
}

function limited(value: number, unit: string, limit: number): Omit<Figure, 'name'> {
  return { value, unit, besides: { name: 'limit', value: limit } };
}

/** Yields events. Popular items have many. */
function* eventsOf({ events, users, items }: Size) {
  for (let row = 0; row < events; row += 1) {
    const part = ((row * 7919) % 1_000_003) / 1_000_003;
    const item = `item-${Math.floor(items * part ** 2)}`;
    yield { item, user: `user-${(row * 31) % users}`, time: 1_700_000_000 + row };
  }
}

function withCampaign(file: string): string {
  const parsed = JSON.parse(file) as { readonly solutions: readonly { readonly serviceConfig: object }[] };
  const solutions = parsed.solutions.map((solution) => ({
    ...solution,
    serviceConfig: { ...solution.serviceConfig, recipeArn: 'arn:aws:personalize:::recipe/aws-user-personalization' },
    campaigns: [{ serviceConfig: { name: GROUP, minProvisionedTPS: 1 } }],
  }));
  return JSON.stringify({ ...parsed, solutions });
}
