import type { Context } from 'aws-lambda';
import { retried } from '../shared/retried';
import { type EnsureEvent, ensureResources } from './ensure';
import { ensureServices } from './services/ensure-services';
import { ensureEnvironment } from './services/environment';

const services = ensureServices(ensureEnvironment());

export const handler = retried((event: EnsureEvent, context: Context) => ensureResources(event, context, services));
