/** What objects are tagged with that a batch job has written. */
export const BATCH_OUTPUT_TAG = { Key: 'personalize-mlops:content', Value: 'batch-output' };
