import { resolve } from 'node:path';

/** The checkout's folder, which contains entry points and state machines, wherever the app is started. */
export const PROJECT_ROOT = resolve(__dirname, '../..');
