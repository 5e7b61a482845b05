import type { Context } from 'aws-lambda';
import { readEnvironment } from '../shared/environment';
import { retried } from '../shared/retried';
import { endRun } from './end-run';
import { END_RUN_VARIABLES, endRunServices } from './services';

type Event = Parameters<typeof endRun>[0];

const services = endRunServices(readEnvironment(...END_RUN_VARIABLES));

export const handler = retried((event: Event, { awsRequestId }: Context) => endRun(event, awsRequestId, services));
