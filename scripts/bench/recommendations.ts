import { readFile } from 'node:fs/promises';
import { startHttpServer } from '../../emulator/core/http-server';
import type { LocalAws } from '../../emulator/local-aws';
import { readCsv } from '../../emulator/services/personalize/data/csv-file';
import type { DatasetContents } from '../../emulator/services/personalize/data/dataset-contents';
import { InteractionLog } from '../../emulator/services/personalize/data/interaction-log';
import { evaluate } from '../../emulator/services/personalize/model/evaluate';
import { historiesOf } from '../../emulator/services/personalize/model/histories';
import { train } from '../../emulator/services/personalize/model/train';
import { schemaFields } from '../../lib/personalize/schema';
import { mirroredFiles } from '../../local/mirror';
import { withLocalAws } from './local-run';
import { type Figure, type Measure, median, milliseconds } from './measure';
import { FIRST_SAMPLE, parameterFile } from './samples';

const GROUP = 'served';
/** Number of rounds. Only the quickest round counts, because the machine may do other work during the slower rounds. */
const ROUNDS = 6;
const REQUESTS = 50;

/** Limits set by the project: `training` in seconds, the others in milliseconds. */
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
  take: async () => [await large(), await withLocalAws(served), await movies()],
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
  const rounds = Array.from({ length: ROUNDS }, (): number[] => []);
  for (const [round, times] of rounds.entries()) {
    for (let number = 0; number < REQUESTS; number += 1) {
      const userId = `user-${((round * REQUESTS + number) * 331) % SERVED.users}`;
      const body = JSON.stringify({ campaignArn, userId });
      const ask = async () => {
        const answer = await fetch(`${server.url}/recommendations`, {
          method: 'POST',
          headers: { authorization },
          body,
        });
        if (!(await answer.text()).includes('itemList')) throw new Error(`A request was answered by ${answer.status}.`);
      };
      times.push(await milliseconds(ask));
    }
  }
  await server.close();
  const quickest = Math.min(...rounds.map(median));
  return {
    name: `an answer over HTTP, median of ${REQUESTS}, quickest of ${ROUNDS} rounds`,
    ...limited(quickest, 'ms', LIMITS.answer),
  };
}

/** Trains the three models of the first sample and computes their metrics. */
async function movies(): Promise<Figure> {
  const { interactions } = await firstSample();
  const nothing = { items: new Map(), users: new Map(), actions: [], actionInteractions: new InteractionLog() };
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const trainAll = () => {
      for (const recipe of ['aws-sims', 'aws-popularity-count', 'aws-user-personalization']) {
        const settings = { recipe, filters: [{}], parameters: {}, textColumns: [] };
        const histories = historiesOf(interactions, settings.filters);
        train(histories, { interactions, ...nothing }, settings);
        evaluate(histories, { interactions, ...nothing }, settings);
      }
    };
    times.push(await milliseconds(trainAll));
  }
  return {
    name: `trainings and metrics of the first sample, quickest of ${ROUNDS} rounds`,
    ...limited(Math.min(...times), 'ms', LIMITS.movies),
  };
}

async function firstSample(): Promise<DatasetContents> {
  const files = await mirroredFiles(FIRST_SAMPLE);
  const csv = files.find(({ key }) => key.endsWith('interactions.csv'));
  const fields = ['ITEM_ID', 'USER_ID', 'TIMESTAMP', 'EVENT_TYPE'].map((name) => ({ name, type: 'string' }));
  const body = await readFile(csv?.path ?? '');
  return readCsv('interactions.csv', body, schemaFields({ type: 'record', name: 'Interactions', fields }), 0);
}

function limited(value: number, unit: string, limit: number): Omit<Figure, 'name'> {
  return { value, unit, besides: { name: 'limit', value: limit } };
}

/** Yields events, the oldest first. The lower an item's number, the more events it has. */
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
