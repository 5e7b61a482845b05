import { resolve } from 'node:path';

/** The checkout's folder, from which entry points and state machines are found wherever the app is started. */
export const PROJECT_ROOT = resolve(__dirname, '../..');
